import { excerptOf } from '../excerpt'
import type { ReadContext, SourceRecord } from '../reader'
import { readSystemTime } from './calendar-time'
import { type EventRecord, observedAt } from './event-record'
import { readEvent } from './read-event'

/**
 * What one event says whose time is in UTC; undefined when it is none of ours. `raw` is what a person may see of an
 * event without data.
 */
export function recordOfUtcEvent(
  event: EventRecord,
  raw: string,
  context: ReadContext,
): SourceRecord | undefined {
  const reading = readEvent(event, context.hostName)
  if (reading.kind === 'foreign') return undefined
  const { line } = event
  const excerpt = () => excerptOf(event.data[0] ?? raw)
  if (reading.kind === 'refused') {
    return { type: 'rejected', line, reason: reading.reason, excerpt: excerpt() }
  }
  const at = event.time.kind === 'utc' ? readSystemTime(event.time.text) : undefined
  if (at !== undefined)
    return { type: 'observation', line, observation: observedAt(at, reading.observation, event) }
  const reason = `Event ${event.id}: its SystemTime is missing or not a time.`
  return { type: 'rejected', line, reason, excerpt: excerpt() }
}
