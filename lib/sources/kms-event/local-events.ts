import { excerptOf } from '../excerpt'
import type { ReadContext, SourceRecord } from '../reader'
import { EventClock } from './event-clock'
import type { EventRecord } from './event-record'
import { EventTally } from './event-tally'
import { readEvent } from './read-event'

/** An event found in a text, or a part of the text that is none. */
export type Found =
  | { kind: 'event'; event: EventRecord; raw: string }
  | { kind: 'done'; record: SourceRecord }

/** Records of a text whose events carry local times. */
export async function* readLocalEvents(
  found: AsyncIterable<Found>,
  context: ReadContext,
): AsyncGenerator<SourceRecord> {
  const clock = new EventClock(context.observedAt, context.dayOrder)
  const tally = new EventTally()
  for await (const piece of found) {
    if (piece.kind === 'done') {
      tally.countUsed()
      yield* clock.pass(piece.record)
      continue
    }
    const { event, raw } = piece
    const reading = readEvent(event, context.hostName)
    if (reading.kind === 'foreign') {
      tally.countForeign()
      continue
    }
    tally.countUsed()
    if (reading.kind === 'read') yield* clock.push(event, reading.observation)
    else yield* clock.pass(rejected(event.line, reading.reason, raw))
  }
  yield* clock.end()
  yield* tally.verdict()
}

export function rejected(line: number, reason: string, raw: string): SourceRecord {
  return { type: 'rejected', line, reason, excerpt: excerptOf(raw) }
}
