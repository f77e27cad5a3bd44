import type { Line } from '../lines'
import type { EventRecord } from './event-record'
import { readUsualEvent } from './event-xml-fast'
import { parseEvent } from './event-xml-parser'
import { type Found, rejected } from './local-events'
import { eventOfLogLine } from './log-line'
import { labelledLine, type TextField } from './text-labels'

const MAX_MESSAGE = 64 * 1024

interface Draft {
  line: number
  fields: Map<TextField, string>
  message: string
  /** The event's XML, which Event Viewer copies below the message. */
  xml: string
  part: 'fields' | 'message' | 'xml'
}

/**
 * Puts the lines of a text copied from Event Viewer together to events. An event begins with its log name;
 * in shortened copies with the next source or the next event id. The XML below a message is preferred to
 * it, because its time is UTC.
 */
export class TextEvents {
  private draft: Draft | undefined

  /** Gives back the event that ended before this line, when one did. */
  push({ line, text }: Line): Found | undefined {
    const labelled = this.draft?.part === 'xml' ? undefined : labelledLine(text)
    if (labelled === undefined) {
      if (this.draft === undefined) {
        const event = eventOfLogLine(text, line)
        if (event !== undefined) return { kind: 'event', event, raw: text }
      }
      this.addText(text)
      return undefined
    }
    const { field, value } = labelled
    const finished = this.startsEvent(field) ? this.end() : undefined
    this.draft ??= { line, fields: new Map(), message: '', xml: '', part: 'fields' }
    this.addField(this.draft, field, value, text)
    return finished
  }

  end(): Found | undefined {
    const draft = this.draft
    this.draft = undefined
    if (draft === undefined) return undefined
    const raw = draft.message.trim()
    const event = eventOfXml(draft) ?? eventOfText(draft)
    if (event !== undefined) return { kind: 'event', event, raw }
    if (draft.fields.size < 2) return undefined
    return { kind: 'done', record: rejected(draft.line, 'The event has no event id.', raw) }
  }

  private startsEvent(field: TextField): boolean {
    if (field === 'log') return true
    const isNextOfItsKind = (field === 'provider' || field === 'id') && this.draft?.fields.has('id') === true
    return isNextOfItsKind && this.draft?.fields.has(field) === true
  }

  private addField(draft: Draft, field: TextField, value: string, text: string): void {
    if (field === 'xml') draft.part = 'xml'
    else if (field === 'description') {
      draft.part = 'message'
      draft.message = value
    } else if (draft.part === 'message') this.addText(text)
    else if (!draft.fields.has(field)) draft.fields.set(field, value)
  }

  private addText(text: string): void {
    const { draft } = this
    if (draft === undefined) return
    if (draft.part === 'xml') {
      if (draft.xml.length < MAX_MESSAGE) draft.xml += `${text}\n`
      if (text.includes('</Event>')) draft.part = 'message'
      return
    }
    if (text.trim() !== '' && draft.fields.has('id')) draft.part = 'message'
    if (draft.message.length < MAX_MESSAGE) draft.message += `\n${text}`
  }
}

function eventOfXml({ xml, line }: Draft): EventRecord | undefined {
  const start = xml.indexOf('<Event')
  const end = xml.indexOf('</Event>')
  if (start < 0 || end < 0) return undefined
  const piece = xml.slice(start, end + '</Event>'.length)
  const usual = readUsualEvent(piece, line)
  if (usual !== undefined) return usual
  const parsed = parseEvent(piece, line)
  return parsed.ok ? parsed.event : undefined
}

function eventOfText({ fields, message, line }: Draft): EventRecord | undefined {
  const id = fields.get('id')
  if (id === undefined || id === '') return undefined
  const time = fields.get('time') ?? ''
  return {
    line,
    id,
    provider: fields.get('provider'),
    computer: fields.get('computer'),
    time: time === '' ? { kind: 'none' } : { kind: 'local', text: time },
    data: [],
    message,
  }
}
