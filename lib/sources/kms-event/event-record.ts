import type { Observation } from '@/lib/activation/observation'

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

type EventObservation = Extract<
  Observation,
  { kind: 'kmsRequest' | 'kmsClientExchange' | 'directoryActivation' | 'dnsPublishFailure' }
>

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never

/** What an event says, its own time still to be settled. */
export type TimelessObservation = WithoutTime<EventObservation>

export type EventReading =
  /** An event of another id or another service: no business of this console. */
  | { kind: 'foreign' }
  | { kind: 'refused'; reason: string }
  | { kind: 'read'; observation: TimelessObservation }

export function observedAt(at: string, observation: TimelessObservation): Observation {
  return { at, ...observation }
}
