import type { EventSource, Observation } from '@/lib/activation/observation'
import { readName } from './payload-fields'

/** One event as a file shows it, whatever the file's format, before its payload is looked at. */
export interface EventRecord {
  /** 1-based line of the event's first line. */
  line: number
  /** Event id as written; digits in a sound file. */
  id: string
  /** Provider and event source names, as far as given. */
  provider?: string
  source?: string
  computer?: string
  /** The log it was written to, and its number there, as written. */
  channel?: string
  recordId?: string
  time: EventTime
  /** Insertion strings (EventData), the whole payload first; empty where the format has the message only. */
  data: readonly string[]
  /** The rendered message. */
  message?: string
}

/** utc: an ISO 8601 instant. local: a date and time in the format and zone of the machine that wrote the file. */
export type EventTime = { kind: 'utc'; text: string } | { kind: 'local'; text: string } | { kind: 'none' }

/** Up to 15 digits, which a number holds exactly. */
const RECORD_ID = /^[1-9]\d{0,14}$/
const LONGEST_CHANNEL = 255

type EventObservation = Extract<
  Observation,
  { kind: 'kmsRequest' | 'kmsClientExchange' | 'directoryActivation' | 'dnsPublishFailure' | 'kmsService' }
>

type WithoutTime<T> = T extends unknown ? Omit<T, 'at' | 'event'> : never

/** What an event says, its own time still to be settled, and without its number. */
export type TimelessObservation = WithoutTime<EventObservation>

export type EventReading =
  /** An event of another id or another service: no business of this console. */
  | { kind: 'foreign' }
  | { kind: 'refused'; reason: string }
  | { kind: 'read'; observation: TimelessObservation }

export function observedAt(at: string, observation: TimelessObservation, event: EventRecord): Observation {
  const source = sourceOf(event)
  return source === undefined ? { at, ...observation } : { at, ...observation, event: source }
}

/** The number of an event in its log, where the file tells it with the log and the machine. */
function sourceOf({ recordId = '', channel = '', computer }: EventRecord): EventSource | undefined {
  const name = readName(computer)
  const log = channel.trim()
  if (name === undefined || log === '' || log.length > LONGEST_CHANNEL || !RECORD_ID.test(recordId))
    return undefined
  return { recordId: Number(recordId), channel: ` ${log}`.slice(1), computer: name }
}
