/** A report as its loader gives it: every face of it (page, print, CSV, workbook, PDF, JSON, mail) is drawn from this alone. */

import type { ChartTone, Picture } from './picture'

/** `href`: where the page leads; the other faces show the value. */
export interface LinkedCell {
  value: string | number
  href: string
}

/** Times are ISO 8601 UTC, days 'YYYY-MM-DD', shares per cent. */
export type ReportCell = string | number | null | LinkedCell

export type ReportRow = readonly ReportCell[]

export interface ReportColumn {
  header: string
  /**
   * how a value is written. Of texts some name machines or KMS hosts, and `words` are what people typed or files are called; a
   * count is a whole number, a change one with its sign, a figure any number; a `number` counts nothing: a port, a line
   */
  kind:
    | 'text'
    | 'machine'
    | 'kmsHost'
    | 'words'
    | 'count'
    | 'change'
    | 'share'
    | 'figure'
    | 'number'
    | 'day'
    | 'time'
}

/** Columns as a report writes them: of words, unless a kind is named. */
export const columns = (
  ...of: readonly (string | readonly [header: string, kind: ReportColumn['kind']])[]
): ReportColumn[] =>
  of.map((one) =>
    typeof one === 'string' ? { header: one, kind: 'text' } : { header: one[0], kind: one[1] },
  )

export interface ReportTable {
  title: string
  columns: readonly ReportColumn[]
  rows: readonly ReportRow[]
  /** the last row, of what adds up */
  total?: ReportRow
  /** rows there are, where `rows` holds the first of them only */
  of?: number
  /** what stands in place of the table when it has no row */
  empty: string
}

export interface ChartSeries {
  name: string
  tone: ChartTone
  /** one a label; null: not known */
  values: readonly (number | null)[]
}

/** `bars` stand on each other; `lines` are drawn over time; `areas` are shares of the whole over time. */
export interface ReportChart {
  kind: 'bars' | 'lines' | 'areas'
  title: string
  /** along the bottom: days, or what the bars are of */
  labels: readonly string[]
  series: readonly ChartSeries[]
  /** a line across: what is needed */
  rule?: { name: string; value: number }
}

/** Sentences that stand above all figures: 'What this plan did not look at'. */
export interface ReportWords {
  title: string
  lines: readonly string[]
}

/** What a loader finds out. */
export interface ReportBody {
  /** the answer to the report's question, in one or two sentences */
  answer: string
  /** what the figures are counted among: '1,222 machines'; absent where they are no machines */
  counted?: string
  words?: readonly ReportWords[]
  pictures?: readonly Picture[]
  charts?: readonly ReportChart[]
  tables: readonly ReportTable[]
  /** what this does not say */
  notes?: readonly string[]
}

/** What every face carries beside the answer. */
export interface Report extends ReportBody {
  number: string
  title: string
  question: string
  /** ISO 8601 UTC */
  madeAt: string
  /** in words: the period, or the moment */
  period: string
  /** in words, none where all is shown: 'Site: Berlin' */
  filters: readonly string[]
  /** the newest and the oldest word of the sources it rests on */
  asOf: { newest: string; oldest: string } | null
  /** sources that have gone quiet */
  stale: readonly string[]
}

export const plainCell = (cell: ReportCell): string | number | null =>
  typeof cell === 'object' && cell !== null ? cell.value : cell

/** 3 of 8 as 37.5; never rounded up to 100 nor down to 0. */
export function shareOf(part: number, whole: number): number {
  if (whole === 0) return 0
  const share = Math.round((part / whole) * 1000) / 10
  if (part > 0 && share === 0) return 0.1
  return part < whole && share === 100 ? 99.9 : share
}
