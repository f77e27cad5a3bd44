import type { Line } from '../lines'
import { readMoment } from '../moments'
import { type ConsoleRow, consoleRowOf } from './console-row'

/** Labels as they stand in running words. A name or description needs its colon: both are common words. */
const LABEL = new RegExp(
  [
    '(?:LICENSE )?(?:Name|Description)(?=\\s*:)',
    '(?:License|Licence) Status',
    'Notification Reason',
    'Partial Product Key',
    'Last 5 characters of installed product key',
    '(?:Volume|Timebased|Automatic VM) activation expiration',
    'Time remaining',
    'REMAINING GRACE',
    'Remaining (?:Windows|SKU|App) rearm count',
    '(?:Product Key )?Channel(?=\\s*[:`"\'=])',
    '(?:Activation|Application|SKU) ID(?=\\s*:)',
    'ERROR CODE',
    'Extended PID(?=\\s*:)',
    'Client Machine ID \\(CMID\\)',
    '(?:Registered )?KMS machine name(?: from DNS)?',
    'KMS machine IP address',
    '(?:Activation|Renewal) interval',
    'Trusted time',
  ]
    .map((label) => `(?<![\\p{L}\\p{N}])${label}(?![\\p{L}\\p{N}])`)
    .join('|'),
  'giu',
)
/** One of them must say how the license stands. */
const TELLING = /status|reason|expiration/i
const FEWEST_LABELS = 3

const LONGEST_ROW = 4096
const LONGEST_VALUE = 300
/** Three labels, or a name with a sentence, are not shorter. */
const SHORTEST_ROW = 50
const BEFORE_VALUE = /^(?:[\s:=`"'*]|\b(?:is|was|says|now)\b)+/i
const BEHIND_VALUE = /(?:[\s,;.|`"'*]|\band\b)+$/i

/** `Windows(R), Professional edition: The machine is permanently activated.` on one row, as the message box is copied. */
const NAME_AND_SENTENCE = /^(\s*Windows\(R\).{1,80}? edition:)\s+(\S.*)$/
/** A sentence of /xpr that somebody quotes. */
const QUOTED =
  /[`"“„«']((?:Volume|Timebased|Automatic VM) activation will expire [^`"”“»']{5,40}|(?:Initial|Additional|Non-genuine|Extended) grace period ends [^`"”“»']{5,40}|The machine is permanently activated\.?)[`"”“»']/

/**
 * The rows of a line: mostly one. Where a ticket or a message box put a whole output on one line, or quotes its labels in a
 * sentence, each label begins a row.
 */
export function consoleRowsOf(line: Pick<Line, 'line' | 'text'>): ConsoleRow[] {
  const { text } = line
  if (text.length < SHORTEST_ROW || text.length > LONGEST_ROW) return [consoleRowOf(line)]
  return partsOf(text).map((part) => consoleRowOf({ line: line.line, text: part }))
}

/** Rows longer than this are no sign of anything. */
const LONGEST_SIGN = 400

/** The first rows of a text, for detection. */
export function* headRows(head: string): Generator<ConsoleRow> {
  for (const text of head.split(/\r\n|\n|\r/, 4000)) {
    for (const row of consoleRowsOf({ line: 1, text })) if (row.text.length <= LONGEST_SIGN) yield row
  }
}

function partsOf(text: string): string[] {
  const labels = [...text.matchAll(LABEL)]
  const distinct = new Set(labels.map(([label]) => label.toLowerCase()))
  if (distinct.size >= FEWEST_LABELS && [...distinct].some((label) => TELLING.test(label))) {
    const before = text.slice(0, labels[0]?.index)
    return [before, ...labels.map((label, index) => rowOf(text, label, labels[index + 1]?.index))]
  }
  const [, name, sentence] = NAME_AND_SENTENCE.exec(text) ?? []
  if (name !== undefined && sentence !== undefined) return [name, sentence]
  const quoted = QUOTED.exec(text)?.[1]
  return quoted === undefined ? [text] : [text.replace(quoted, ''), quoted]
}

function rowOf(text: string, match: RegExpExecArray, end: number | undefined): string {
  const start = match.index + match[0].length
  const value = text.slice(start, Math.min(end ?? text.length, start + LONGEST_VALUE))
  const label = /^channel$/i.test(match[0]) ? 'Product Key Channel' : match[0]
  return `${label}: ${value.replace(BEFORE_VALUE, '').replace(BEHIND_VALUE, '')}`
}

/** `Note of 2026-05-24`, `Output from 2026-05-24`. */
const WRITTEN =
  /\b(?:notes?|captured|taken|written|as of|dated?|stand|seen|output|ticket)\b(?: (?:of|on|from|at|vom))?:? (\d{4}-\d{2}-\d{2})(?![\d-])/i

const ISO_DAY = /\d{4}-\d{2}-\d{2}/

/** `Start time: 20261127081403` of a PowerShell transcript, in any language. */
const TRANSCRIPT_START = /^[\p{L} ]{3,30}: (\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/u

/** The day on which a text says it was written, as ISO 8601 UTC: it goes before the time given with the file. */
export function writtenAt(text: string): string | undefined {
  const started = TRANSCRIPT_START.exec(text)
  if (started !== null) {
    const moment = readMoment(`${started.slice(1, 4).join('-')}T${started.slice(4).join(':')}Z`)
    return moment.ok ? moment.at : undefined
  }
  if (text.length > LONGEST_ROW || text.length < 15 || !ISO_DAY.test(text)) return undefined
  const day = WRITTEN.exec(text)?.[1]
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
