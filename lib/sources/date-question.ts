import { excerptOf } from './excerpt'
import { type DayOrder, readMoment } from './moments'
import type { SourceRecord } from './reader'

/** The first of the dates that cannot be read before somebody says whether day or month comes first. */
export function unclearDate(
  dates: readonly (string | undefined)[],
  told: DayOrder | undefined,
): string | undefined {
  return dates.find((date) => {
    const moment = readMoment(date, { told })
    return !moment.ok && moment.reason === 'ambiguous'
  })
}

/** Asks for the order of day and month once for a whole text, however many of its dates need it. */
export class DateQuestion {
  private isAsked = false;

  *ask(line: number, unclear: string | undefined): Generator<SourceRecord> {
    if (unclear === undefined || this.isAsked) return
    this.isAsked = true
    const reason =
      'Day and month of this date cannot be told apart; it is left out. Reported once for the whole text.'
    yield { type: 'rejected', line, reason, excerpt: excerptOf(unclear), asks: 'dayOrder' }
  }
}
