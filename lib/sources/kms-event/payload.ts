import { unwrappedTime } from './calendar-time'
import type { EventReading, EventRecord } from './event-record'
import { fieldName, type Layout, readLayout, type Values } from './payload-layout'
import { findPayload } from './wrapped-payload'

export function refused(event: EventRecord, reason: string): EventReading {
  return { kind: 'refused', reason: `Event ${event.id}: ${reason}` }
}

export type Payload<L extends Layout> = { ok: true; values: Values<L> } | { ok: false; refusal: EventReading }

/**
 * Reads the comma-separated payload of an event. Newer hosts log the whole string first and every field
 * again after it; when both are there they must agree.
 */
export function readPayload<L extends Layout>(event: EventRecord, layout: L): Payload<L> {
  const count = Object.keys(layout).length
  const whole = event.data.length > 0 ? wholeOf(event.data) : findPayload(event.message ?? '', count)
  if (whole === undefined) return { ok: false, refusal: refused(event, 'it carries no data.') }
  const texts = fieldsOf(whole)
  const read = readLayout(layout, texts)
  if (!read.ok) return { ok: false, refusal: refused(event, read.reason) }
  const other = contradiction(event.data, texts)
  if (other < 0) return read
  const reason = `the whole text and the single fields disagree on ${fieldName(layout, other)}.`
  return { ok: false, refusal: refused(event, reason) }
}

/** The blank in front makes a copy: a field that is kept must not keep the whole chunk it was cut from. */
function fieldsOf(payload: string): string[] {
  const fields = ` ${payload}`.toLowerCase().split(',')
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index]?.trim() ?? ''
    fields[index] = field.includes('\n') ? unwrappedTime(field) : field
  }
  return fields
}

/** The first string; where the first is no list, the single fields put together. */
function wholeOf(data: readonly string[]): string | undefined {
  const first = data[0]
  return data.length > 1 && first !== undefined && !first.includes(',') ? data.join(',') : first
}

/** The index of the first single field that says something else than the whole string, or -1. */
function contradiction(data: readonly string[], texts: readonly string[]): number {
  if (data.length !== texts.length + 1) return -1
  return texts.findIndex((text, index) => !saysTheSame(data[index + 1] ?? '', text))
}

/** Equal but for case, blanks and leading zeros: 0x0 and 0x00000000 are one code. */
function saysTheSame(single: string, text: string): boolean {
  const field = single.trim().toLowerCase()
  return field === text || (field.startsWith('0x') && text.startsWith('0x') && Number(field) === Number(text))
}
