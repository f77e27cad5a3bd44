import { type Delimiter, splitRecord } from '../csv-rows'
import { type Line, readLines } from '../lines'
import { type CsvLayout, isEventRow, layoutOf } from './event-csv-columns'

/** One row of the file: an event's cells, or why the row is none. */
export type EventRow =
  | { kind: 'cells'; line: number; cells: string[]; raw: string; layout: CsvLayout }
  | { kind: 'broken'; line: number; raw: string; problem: string }

/** An event's message has a few dozen lines at most; a row that runs longer has a quote that is never closed. */
const MAX_ROW_LINES = 200

/**
 * Rows of an event log saved as CSV, streaming. A quoted message runs over several lines. A row is taken
 * when it has the header's cells and an event id; when a quote goes astray, its first line is given up and
 * the lines after it are tried afresh, so that the next sound row is found again.
 */
export async function* readEventRows(text: AsyncIterable<string>): AsyncGenerator<EventRow> {
  const assembler = new EventRowAssembler()
  for await (const line of readLines(text)) yield* assembler.push(line)
  yield* assembler.end()
}

class EventRowAssembler {
  private layout: CsvLayout | undefined
  private pending: Line[] = []
  /** Lines of a broken row come back one by one; they are part of its rejection. */
  private isInBrokenRow = false;

  *push(line: Line): Generator<EventRow> {
    const waiting = [line]
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const givenUp = yield* this.take(next)
      waiting.unshift(...givenUp)
    }
  }

  *end(): Generator<EventRow> {
    while (this.pending.length > 0) {
      const [, ...rest] = this.pending
      yield* this.breakOff('The row is cut off: its quote is never closed.')
      for (const line of rest) yield* this.push(line)
    }
  }

  /** Takes one line; gives back the lines that must be tried again. */
  private *take(line: Line): Generator<EventRow, Line[]> {
    if (this.pending.length === 0 && !hasOddQuotes(line.text)) {
      yield* this.wholeLine(line)
      return []
    }
    this.pending.push(line)
    const isClosed = this.pending.length > 1 && hasOddQuotes(line.text)
    if (!isClosed && this.pending.length < MAX_ROW_LINES) return []
    const [first] = this.pending
    const raw = this.pending.map(({ text }) => text).join('\n')
    const cells = this.layout !== undefined && isClosed ? wellQuotedCells(raw, this.layout.delimiter) : []
    if (first !== undefined && this.layout !== undefined && isEventRow(cells, this.layout)) {
      this.pending = []
      this.isInBrokenRow = false
      yield { kind: 'cells', line: first.line, cells, raw, layout: this.layout }
      return []
    }
    return yield* this.breakOff('A quote in the row is never closed, or its cells do not fit the header.')
  }

  private *breakOff(problem: string): Generator<EventRow, Line[]> {
    const [first, ...rest] = this.pending
    this.pending = []
    if (first !== undefined && !this.isPartOfBrokenRow(first)) {
      yield { kind: 'broken', line: first.line, raw: first.text, problem }
    }
    this.isInBrokenRow = true
    return rest
  }

  private *wholeLine(line: Line): Generator<EventRow> {
    const { text } = line
    if (text.trim() === '' || text.startsWith('#TYPE')) return
    const header = layoutOf(text)
    if (header !== undefined) {
      this.layout = header
      return
    }
    const cells = this.layout === undefined ? [] : splitRecord(text, this.layout.delimiter)
    if (this.layout !== undefined && !line.truncated && isEventRow(cells, this.layout)) {
      this.isInBrokenRow = false
      yield { kind: 'cells', line: line.line, cells, raw: text, layout: this.layout }
      return
    }
    if (this.isPartOfBrokenRow(line)) return
    yield { kind: 'broken', line: line.line, raw: text, problem: this.problemOf(line, cells) }
  }

  /** Message lines: they have few cells or begin with an HRESULT. */
  private isPartOfBrokenRow({ text }: Line): boolean {
    if (!this.isInBrokenRow) return false
    const cells = text.split(this.layout?.delimiter ?? ',').length
    return cells <= 2 || /^"?0x[0-9a-f]{1,8}\s*,/i.test(text)
  }

  private problemOf(line: Line, cells: readonly string[]): string {
    if (this.layout === undefined) return 'There is no header of an event log before this row.'
    if (line.truncated) return 'The line is too long.'
    if (cells.length === this.layout.cells) return 'The row has no event id where the header has it.'
    return `The row has ${cells.length} cells, ${this.layout.cells} are expected.`
  }
}

const WELL_QUOTED = {
  ',': /^(?:"[^"]*(?:""[^"]*)*"|[^",]*)(?:,(?:"[^"]*(?:""[^"]*)*"|[^",]*))*$/,
  ';': /^(?:"[^"]*(?:""[^"]*)*"|[^";]*)(?:;(?:"[^"]*(?:""[^"]*)*"|[^";]*))*$/,
  '\t': /^(?:"[^"]*(?:""[^"]*)*"|[^"\t]*)(?:\t(?:"[^"]*(?:""[^"]*)*"|[^"\t]*))*$/,
} as const satisfies Record<Delimiter, RegExp>

/** The cells of a row whose quotes enclose whole cells; none where a quote of the next row closed this one. */
function wellQuotedCells(raw: string, delimiter: Delimiter): string[] {
  return WELL_QUOTED[delimiter].test(raw) ? splitRecord(raw, delimiter) : []
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOdd = !isOdd
  return isOdd
}
