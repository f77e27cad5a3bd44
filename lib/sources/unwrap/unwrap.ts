import { readLines } from '../lines'
import type { SourceRecord } from '../reader'
import { beginsAsJson } from '../text-beginning'
import { ansibleHeadings } from './ansible'
import { checkmkSections, fences, insideFences } from './fences'
import { html } from './html'
import { propertiesInRow } from './properties-in-row'
import { quotedPrintable } from './quoted-printable'
import { bullets, comments, dotLeaders, lineNumbers, logStamps, machineNames } from './row-prefix'
import type { Row, RowStep, Wrapping } from './row-step'

/** In the order in which they lie around each other. */
const WRAPPINGS: readonly Wrapping[] = [
  quotedPrintable,
  html,
  checkmkSections,
  fences,
  lineNumbers,
  comments,
  bullets,
  logStamps,
  ansibleHeadings,
  machineNames,
  dotLeaders,
  propertiesInRow,
]
const INSIDE_ONLY: readonly Wrapping[] = [quotedPrintable, html, insideFences, ...WRAPPINGS.slice(4)]

const LONGEST_LINE = 1024 * 1024

/** A text freed from what tickets, pages, logs and tools put around it. */
export interface Unwrapped {
  text: AsyncIterable<string>
  /** Puts the source's line numbers into the records read from `text`. */
  placed(records: AsyncGenerator<SourceRecord>): AsyncGenerator<SourceRecord>
}

/** What takes the wrapping off a text that begins like this; absent where there is none. */
export interface Unwrapping {
  /** The beginning without its wrapping, for detection. */
  head: string
  take(text: AsyncIterable<string>): Unwrapped
}

/** XML that is no page. */
const DATA = /^\s*<(?:\?xml|Events?\b)/

/** How a text may be unwrapped: all of it, and, where it has fences, only what stands inside them. */
export function unwrappingsOf(head: string): {
  all?: Unwrapping | undefined
  inside?: Unwrapping | undefined
} {
  // JSON and XML hold mark-up only inside their strings.
  if (beginsAsJson(head) || DATA.test(head)) return {}
  const hasFences = insideFences(head.split('\n')) !== undefined
  return {
    all: unwrappingBy(WRAPPINGS, head),
    inside: hasFences ? unwrappingBy(INSIDE_ONLY, head) : undefined,
  }
}

function unwrappingBy(wrappings: readonly Wrapping[], head: string): Unwrapping | undefined {
  let rows: Row[] = head.split(/\r\n|\n|\r/).map((text, index) => ({ line: index + 1, text }))
  const begins: (() => RowStep)[] = []
  for (const wrapping of wrappings) {
    const begin = wrapping(rows.map(({ text }) => text))
    if (begin === undefined) continue
    begins.push(begin)
    rows = [...through([begin()], rows)]
  }
  if (begins.length === 0) return undefined
  const take = (text: AsyncIterable<string>) => unwrapped(text, begins)
  return { head: rows.map(({ text }) => text).join('\n'), take }
}

function* through(steps: readonly RowStep[], rows: Iterable<Row>): Generator<Row> {
  for (const row of rows) yield* pushed(steps, row)
  yield* ended(steps)
}

function pushed([step, ...inner]: readonly RowStep[], row: Row): Row[] {
  return step === undefined ? [row] : step.push(row).flatMap((one) => pushed(inner, one))
}

function ended([step, ...inner]: readonly RowStep[]): Row[] {
  if (step === undefined) return []
  return [...step.end().flatMap((row) => pushed(inner, row)), ...ended(inner)]
}

function unwrapped(text: AsyncIterable<string>, begins: readonly (() => RowStep)[]): Unwrapped {
  const steps = begins.map((begin) => begin())
  const places = new LinePlaces()
  async function* rows(): AsyncGenerator<string> {
    for await (const { line, text: row } of readLines(text, { maxLength: LONGEST_LINE })) {
      yield* written(pushed(steps, { line, text: row }))
    }
    yield* written(ended(steps))
  }
  function* written(out: readonly Row[]): Generator<string> {
    for (const row of out) {
      places.add(row.line)
      yield `${row.text}\n`
    }
  }
  async function* placed(records: AsyncGenerator<SourceRecord>): AsyncGenerator<SourceRecord> {
    for await (const record of records) yield { ...record, line: places.at(record.line) }
  }
  return { text: rows(), placed }
}

/** Beyond this many rows out of their order, line numbers are those of the last one known. */
const MOST_JUMPS = 100_000

/** Which line of the source each row came from: kept only where the rows do not follow each other. */
class LinePlaces {
  private readonly jumps: { row: number; line: number }[] = []
  private row = 0
  private expected = 1

  add(line: number): void {
    this.row += 1
    if (line !== this.expected && this.jumps.length < MOST_JUMPS) this.jumps.push({ row: this.row, line })
    this.expected = line + 1
  }

  at(row: number): number {
    const jump = this.jumps[this.indexOf(row)]
    return jump === undefined ? row : jump.line + row - jump.row
  }

  /** The last jump at or before a row, by halving. */
  private indexOf(row: number): number {
    let [low, high] = [0, this.jumps.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.jumps[middle]?.row ?? 0) <= row) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
