import { excerptOf } from '../excerpt'
import type { DayOrder } from '../moments'
import type { SourceRecord } from '../reader'
import { type EventRecord, observedAt, type TimelessObservation } from './event-record'
import { type LocalTime, readingOf, readLocalTime } from './local-time'
import { type OffsetVote, offsetBetween, offsetByVote, orderShownBy, reliableClock } from './zone-offset'

const MINUTE_MS = 60_000
/** Events looked at before and after one to find the machine's zone. */
const NEIGHBOURS = 64

interface Waiting {
  kind: 'waiting'
  event: EventRecord
  observation: TimelessObservation
  time: LocalTime
  /** The client's reliable clock, in milliseconds. */
  utcMs: number | undefined
  /** The zone offset the event shows; kept once the order of day and month is known. */
  vote?: OffsetVote
}

type Entry = Waiting | { kind: 'ready'; record: SourceRecord }

/**
 * Settles the times of events that carry only their machine's local time, in that machine's date format.
 * KMS payloads carry the client's clock in UTC, to the minute; against it the order of day and month and
 * the offset of the zone show themselves, and what they show serves the neighbouring events. Nothing is
 * guessed: where they do not show, the client's own time or the time of reading is used and one note says so.
 */
export class EventClock {
  private readonly queue: Entry[] = []
  private votes: OffsetVote[] = []
  private order: DayOrder | undefined
  private lastOffset: number | undefined
  private noted = false

  /** observedAt: the time of reading, ISO 8601. told: what a person said, where the events do not show the order. */
  constructor(
    private readonly observedAt: string,
    private readonly told?: DayOrder,
  ) {}

  *push(event: EventRecord, observation: TimelessObservation): Generator<SourceRecord> {
    const time = readEventTime(event)
    const utcMs = reliableClock(observation)
    this.order ??= orderShownBy(time, utcMs)
    this.queue.push({ kind: 'waiting', event, observation, time, utcMs })
    if (this.queue.length > NEIGHBOURS) yield* this.release()
  }

  /** A record that needs no settling but must keep its place. */
  *pass(record: SourceRecord): Generator<SourceRecord> {
    this.queue.push({ kind: 'ready', record })
    if (this.queue.length > NEIGHBOURS) yield* this.release()
  }

  *end(): Generator<SourceRecord> {
    while (this.queue.length > 0) yield* this.release()
  }

  private *release(): Generator<SourceRecord> {
    const entry = this.queue[0]
    if (entry === undefined) return
    if (entry.kind === 'ready') yield entry.record
    else yield* this.settle(entry)
    this.queue.shift()
  }

  private *settle(entry: Waiting): Generator<SourceRecord> {
    const { event, observation, time } = entry
    const at = time.kind === 'instant' ? time.at : this.instantOf(entry)
    const { line } = event
    if (at !== undefined) {
      yield { type: 'observation', line, observation: observedAt(at, observation, event) }
      return
    }
    const clientTime = 'clientTime' in observation ? observation.clientTime : undefined
    if (!this.noted)
      yield this.note(entry, clientTime === undefined ? 'time of reading' : "client's own time")
    this.noted = true
    yield {
      type: 'observation',
      line,
      observation: observedAt(clientTime ?? this.observedAt, observation, event),
    }
  }

  private instantOf(entry: Waiting): string | undefined {
    const reading = readingOf(entry.time, this.order ?? this.told)
    const offset = this.offsetOf(entry)
    const vote = this.voteOf(entry)
    if (vote !== undefined) this.votes = [...this.votes.slice(-(NEIGHBOURS - 1)), vote]
    if (reading === undefined || offset === undefined) return undefined
    this.lastOffset = offset
    return new Date(reading - offset * MINUTE_MS).toISOString()
  }

  private offsetOf(entry: Waiting): number | undefined {
    const own = offsetBetween(readingOf(entry.time, this.order ?? this.told), entry.utcMs)
    // A client's own log has both times from one clock, so they cannot disagree but by the zone.
    if (entry.observation.kind === 'kmsClientExchange' && own !== undefined) return own
    const coming = this.queue.flatMap((other) => this.voteOf(other) ?? [])
    return offsetByVote([...this.votes, ...coming], own) ?? this.lastOffset
  }

  private voteOf(entry: Entry): OffsetVote | undefined {
    if (entry.kind === 'ready' || entry.utcMs === undefined) return undefined
    if (entry.vote !== undefined) return entry.vote
    const offset = offsetBetween(readingOf(entry.time, this.order ?? this.told), entry.utcMs)
    const { observation } = entry
    const voter = 'client' in observation && 'cmid' in observation.client ? observation.client.cmid : ''
    if (offset !== undefined) entry.vote = { voter: voter ?? '', offset }
    return entry.vote
  }

  private note({ event, time, utcMs }: Waiting, instead: string): SourceRecord {
    const text = event.time.kind === 'none' ? '' : event.time.text
    const cause = causeOf(time, this.order ?? this.told)
    const reason = `${cause} The ${instead} is used. Reported once for the whole text.`
    // Without a zone the order alone gives no time.
    const asks = cause === NO_ORDER && (utcMs ?? this.lastOffset) !== undefined
    const note = { type: 'rejected' as const, line: event.line, reason, excerpt: excerptOf(text) }
    return asks ? { ...note, asks: 'dayOrder' } : note
  }
}

function readEventTime(event: EventRecord): LocalTime {
  return event.time.kind === 'none' ? { kind: 'none' } : readLocalTime(event.time.text)
}

const NO_ORDER = 'Day and month of the event cannot be told apart.'

function causeOf(time: LocalTime, order: DayOrder | undefined): string {
  if (time.kind === 'none') return 'The event has no time of its own.'
  if (time.kind === 'unreadable') return "The event's time cannot be read."
  if (readingOf(time, order) === undefined) return NO_ORDER
  return "The time zone of the event's time is unknown."
}
