import type { Line } from '../lines'
import { readMoment } from '../moments'
import { type ConsoleRow, consoleRowOf } from './console-row'

/** Labels as they stand in running words. A name or description needs its colon and a product: both are common words. */
const LABEL = new RegExp(
  [
    '(?:LICENSE )?(?:Name|Description)(?=\\s*:[\\s`"\'*]*(?:Windows|Office|Microsoft|O365|Visio|Project))',
    '(?:License|Licence) Status',
    'Notification Reason',
    'Reason(?=\\W{1,5}0x)',
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
/** With a product in Microsoft's writing before it, one label does. */
const PRODUCT = /Windows(?: Server)?\(R\)[^:;|]{1,60}? edition\b/

const LONGEST_ROW = 4096
const LONGEST_VALUE = 300
/** Three labels, or a name with a sentence, are not shorter. */
const SHORTEST_ROW = 50
const BEFORE_VALUE = /^(?:[\s:=`"'*]|\b(?:is|was|says|now)\b)+/i
/** What a tool puts between values. */
const BEHIND_VALUES = /[|;]| - /
const BEHIND_VALUE = /(?:[\s,;.|`"'*]|\band\b)+$/i

/** ospp.vbs, which says LICENSE NAME, shows no Windows. */
const withoutLicense = (label: string, value: string) =>
  /^\W*Windows/.test(value) ? label.replace(/^License (?=Name|Description)/i, '') : label

const FULL_LABEL: Readonly<Record<string, string>> = {
  channel: 'Product Key Channel',
  reason: 'Notification Reason',
}

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
  const before = text.slice(0, labels[0]?.index)
  const product = PRODUCT.exec(before)
  const isTold = distinct.size >= FEWEST_LABELS || product !== null
  if (isTold && [...distinct].some((label) => TELLING.test(label))) {
    const rows = labels.map((label, index) => rowOf(text, label, labels[index + 1]?.index))
    const named = product === null ? [] : [`Name: ${product[0]}`]
    // What names the product stands above its status, as the scripts print it; of several products the order is the text's.
    const ordered = distinct.size === labels.length ? rows.toSorted((a, b) => placeOf(a) - placeOf(b)) : rows
    return [...placesIn(before.slice(0, product?.index)), ...named, ...ordered]
  }
  const [, name, sentence] = NAME_AND_SENTENCE.exec(text) ?? []
  if (name !== undefined && sentence !== undefined) return [name, sentence]
  const quoted = QUOTED.exec(text)?.[1]
  return quoted === undefined ? [text] : [text.replace(quoted, ''), quoted]
}

const placeOf = (row: string) => (NAMES_PRODUCT.test(row) ? 0 : 1)
const NAMES_PRODUCT = /^(?:LICENSE )?(?:Name|Description)/i

/** `INC17 | Affected CI: ws-0412 | …`, `CRITICAL - srv-07: …`: what stands before the labels may name the machine. */
const placesIn = (before: string) =>
  before
    .replace(MONITOR_STATE, '')
    .split(BETWEEN_PLACES)
    .map((place) => place.trim())
const MONITOR_STATE = /^\s*\W{0,2}(?:OK|WARNING|CRITICAL|UNKNOWN)\W{0,2}\s*[-:]\s*/
const BETWEEN_PLACES = /\s*[|;]\s*|,\s/

function rowOf(text: string, match: RegExpExecArray, end: number | undefined): string {
  const start = match.index + match[0].length
  const value = text.slice(start, Math.min(end ?? text.length, start + LONGEST_VALUE))
  const label = FULL_LABEL[match[0].toLowerCase()] ?? withoutLicense(match[0], value)
  return `${label}: ${value.replace(BEFORE_VALUE, '').split(BEHIND_VALUES, 1)[0]?.replace(BEHIND_VALUE, '')}`
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
