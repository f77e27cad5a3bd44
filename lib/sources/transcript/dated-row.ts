import { excerptOf } from '../excerpt'
import { type MomentHints, readMoment } from '../moments'
import type { SourceRecord } from '../reader'
import { isMasked } from './values'

export interface DatedRow {
  /** ISO 8601 UTC; absent when the row has no date or one that cannot be told. */
  at?: string
  /** Why a date that is there was not used. */
  note?: Extract<SourceRecord, { type: 'rejected' }>
}

/**
 * The date of a row such as `Trusted time: 2/11/2025 1:20:31 PM`. A date whose day and month cannot be told
 * apart, or that cannot be read, becomes a note; empty and masked ones are simply absent.
 * instead: what happens without the date, for the note.
 */
export function readDatedRow(
  row: { line: number; text: string; value: string } | undefined,
  words: { what: string; instead: string },
  hints: MomentHints = {},
): DatedRow {
  if (row === undefined || isMasked(row.value)) return {}
  const moment = readMoment(row.value, hints)
  if (moment.ok) return { at: moment.at }
  if (moment.reason === 'none') return {}
  const value = excerptOf(row.value).slice(0, 60)
  const isAmbiguous = moment.reason === 'ambiguous'
  const problem = isAmbiguous ? 'day and month cannot be told apart' : 'this is not a known date format'
  const reason = `${words.what} ${value}: ${problem}; ${words.instead}`
  const asks = isAmbiguous ? { asks: 'dayOrder' as const } : {}
  return { note: { type: 'rejected', line: row.line, reason, excerpt: excerptOf(row.text), ...asks } }
}
