import { fieldNamed } from '../fields/field-names'
import { OSPP_MATCHER } from '../ospp/ospp-rows'
import { SLMGR_MATCHER } from '../slmgr/slmgr-rows'
import { machineRow, type Row, type RowStep, stepOf, type Wrapping } from './row-step'

const COMMENT = /^\s*(?:#+|REM\b|::|\/\/|;+|--|!|\+)\s?(?=\s*\S)/i

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,9})?(?: ?[AP]M)?`
const DAY = String.raw`(?:\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|[A-Z][a-z]{2} {1,2}\d{1,2})`
const LEVEL = String.raw`\[?(?:INFO(?:RMATION)?|DEBUG|WARN(?:ING)?|ERROR|TRACE|NOTICE|VERBOSE|STDOUT|OUT)\]?`
const THREAD = String.raw`\[[\w .#-]{1,40}\] +`
const LOGGER = String.raw`[\w.$-]{1,60} +- +`
/** `[2026-11-29 10:00:00] [INFO] `, `2026-11-29T10:00:00.123Z INFO - `, `Nov 29 10:00:00 `, `[10:00:00] `. */
const STAMP = new RegExp(
  String.raw`^\s*(?:\[?(?:${DAY}[ T]?)?${CLOCK}(?:Z| ?[+-]\d{2}:?\d{2})?\]?[ \t:|-]*(?:${THREAD})?(?:${LEVEL}[ \t:|-]*)?(?:${THREAD})?(?:${LOGGER})?|${LEVEL}[ \t:|-]+)`,
  'i',
)

const NAME = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}_.-]{0,251}[\p{L}\p{N}])?`
/** `PC-17: ` of psexec and pssh, `[PC-17] out: `, `pc-17 | ` of compose, `PC-17.txt:12:` of findstr, `pc-17 agent[7]: ` of a journal. */
const MACHINE = new RegExp(
  String.raw`^\s*(?:\\\\)?(?:\[(${NAME})\](?: (?:out|stdout))?:? +|(${NAME})\.(?:txt|log|out):(?:\d{1,7}:)?\s?|(${NAME})(?:(?: [\w./-]{1,40}\[\d{1,7}\])?:| +\|| *>|\t)\s+)`,
  'u',
)

/** CMTrace of Configuration Manager and Intune: `<![LOG[text]LOG]!><time="..." ...>`. */
const CMTRACE = /^<!\[LOG\[(.*?)(?:\]LOG\]!>.*)?$/

/** Marks of comments and of a difference in front of rows. */
export const comments: Wrapping = (head) => prefixed(head, (row) => row.replace(COMMENT, ''))

/** `- **LicenseStatus:** 5`: bullets and bold names of a note. */
export const bullets: Wrapping = (head) =>
  prefixed(head, (row) => row.replace(/^\s*[-*•]\s+(?=\S)/, '').replaceAll('**', ''))

/** Dots that lead the eye from a label to its value. */
const LEADERS = /(?<=[\p{L})])[ .·…]*(?:\.{2}|·{2}|…|(?: \.){2})[ .·…]*(?=[:=：])/u

/** `License status .....: Licensed`. */
export const dotLeaders: Wrapping = (head) => prefixed(head, (row) => row.replace(LEADERS, ''))

const NUMBERED = /^\s*(\d{1,6})(?:[:.)|\t]|\s(?=\s)|$)\s?/
const FEWEST_NUMBERED = 4

/** Numbers of lines in front of rows, as editors and `findstr /n` write them: they rise from row to row. */
export const lineNumbers: Wrapping = (head) => {
  const rows = head.filter((row) => row.trim() !== '').slice(0, LOOK_AT)
  const numbers = rows.map((row) => Number(NUMBERED.exec(row)?.[1] ?? Number.NaN))
  const rises = numbers.slice(1).every((number, at) => [1, 2].includes(number - (numbers[at] ?? 0)))
  if (rows.length < FEWEST_NUMBERED || !rises) return undefined
  return prefixed(head, (row) => row.replace(NUMBERED, ''))
}

/** Time and level that a log puts in front of rows. */
export const logStamps: Wrapping = (head) =>
  prefixed(head, (row) => (CMTRACE.exec(row)?.[1] ?? row).replace(STAMP, ''))

/** The name of the machine in front of every row; rows of one machine are brought together below its name. */
export const machineNames: Wrapping = (head) =>
  isHidden(head, (row) => row.replace(STAMP, '').replace(MACHINE, '')) ? () => new MachineRows() : undefined

function prefixed(head: readonly string[], strip: (row: string) => string) {
  return isHidden(head, strip) ? stepOf((text) => [strip(text)]) : undefined
}

const LOOK_AT = 400

/** True when rows of license data come to light without their beginnings, and more than with them. */
function isHidden(head: readonly string[], strip: (row: string) => string): boolean {
  const rows = head.filter((row) => row.trim() !== '' && row.length < 500).slice(0, LOOK_AT)
  const bare = rows.filter((row) => !isKnown(row) && isKnown(strip(row))).length
  return bare >= 2 && bare > rows.filter(isKnown).length
}

function isKnown(row: string): boolean {
  const text = row.trim()
  const match = SLMGR_MATCHER.match(text) ?? OSPP_MATCHER.match(text)
  if (match?.language !== undefined) return match.field !== 'separator'
  return fieldNamed(/^(\w{4,60})\s*[:=]/.exec(text)?.[1] ?? '') !== undefined
}

/** Rows held back for the machines that still speak. */
const MOST_ROWS = 5_000

class MachineRows implements RowStep {
  /** The machine that spoke last stands last. */
  private readonly rows = new Map<string, Row[]>()
  private held = 0

  push(row: Row): Row[] {
    const text = row.text.replace(STAMP, '')
    const match = MACHINE.exec(text)
    const name = match?.[1] ?? match?.[2] ?? match?.[3]
    if (match === null || name === undefined) return this.bare(row)
    const rows = this.rows.get(name) ?? []
    this.rows.delete(name)
    rows.push({ line: row.line, text: text.slice(match[0].length) })
    this.rows.set(name, rows)
    this.held += 1
    return this.held > MOST_ROWS ? this.release() : []
  }

  end(): Row[] {
    return [...this.rows.keys()].flatMap(() => this.release())
  }

  /** A row of no machine: what stood before it is over, and it belongs to none of them. */
  private bare(row: Row): Row[] {
    if (this.held === 0 || row.text.trim() === '') return [row]
    return [...this.end(), { line: row.line, text: 'PS>' }, row]
  }

  /** Gives out the machine that has been silent longest. */
  private release(): Row[] {
    const [name] = this.rows.keys()
    const rows = name === undefined ? [] : (this.rows.get(name) ?? [])
    if (name === undefined) return []
    this.rows.delete(name)
    this.held -= rows.length
    return [{ line: rows[0]?.line ?? 1, text: machineRow(name) }, ...rows]
  }
}
