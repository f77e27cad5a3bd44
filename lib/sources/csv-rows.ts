import { readLines } from './lines'

/** One record of a delimited text. */
export interface CsvRow {
  /** 1-based line on which it begins. */
  line: number
  cells: string[]
  /** The record as it stands, for an excerpt. */
  raw: string
  /** Why the cells cannot be trusted. */
  problem?: string
}

export type Delimiter = ',' | ';' | '\t'

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t']

/** A record that runs longer has a quote that was never closed. */
const MAX_RECORD_LINES = 50
const MAX_LINE_LENGTH = 64 * 1024

/** The delimiter of a header row: the one that stands there most often. */
export function delimiterOf(header: string): Delimiter {
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/**
 * Records of a CSV text, streaming, cells unquoted, blank lines and `#TYPE` lines left out. The first
 * row settles delimiter and number of columns, unless `isHeader` knows a row further down for the header. A quoted cell may hold line breaks. Where a quote is
 * never closed, only its own line is lost.
 */
export async function* readCsvRows(
  text: AsyncIterable<string>,
  isHeader: (cells: readonly string[]) => boolean = () => false,
): AsyncGenerator<CsvRow> {
  const assembler = new RowAssembler(isHeader)
  for await (const { line, text: content, truncated } of readLines(text, { maxLength: MAX_LINE_LENGTH })) {
    if (!truncated) {
      yield* assembler.push({ line, content, hasOpenQuote: hasOddQuotes(content) })
      continue
    }
    yield* assembler.end()
    const problem = `a line longer than ${MAX_LINE_LENGTH} characters`
    yield { line, cells: [], raw: content.slice(0, 4096), problem }
  }
  yield* assembler.end()
}

interface PhysicalLine {
  line: number
  content: string
  hasOpenQuote: boolean
}

class RowAssembler {
  private pending: PhysicalLine[] = []
  private delimiter: Delimiter | undefined
  private columns = 0
  private isSettled = false

  constructor(private readonly isHeader: (cells: readonly string[]) => boolean) {}

  *push(next: PhysicalLine): Generator<CsvRow> {
    if (this.pending.length === 0 && !next.hasOpenQuote) {
      yield* this.single(next)
      return
    }
    this.pending.push(next)
    const isClosed = next.hasOpenQuote && this.pending.length > 1
    if (isClosed) yield* this.joined()
    else if (this.pending.length >= MAX_RECORD_LINES) yield* this.giveUp()
  }

  *end(): Generator<CsvRow> {
    while (this.pending.length > 0) yield* this.giveUp()
  }

  private *single({ line, content }: PhysicalLine): Generator<CsvRow> {
    if (content.trim() === '' || content.startsWith('#TYPE')) return
    yield { line, cells: this.split(content), raw: content }
  }

  /** Two odd lines make one record when it has as many cells as the header; else each was broken. */
  private *joined(): Generator<CsvRow> {
    const lines = this.pending
    const raw = lines.map(({ content }) => content).join('\n')
    const cells = this.split(raw)
    const [first] = lines
    this.pending = []
    if (first !== undefined && cells.length === this.columns) yield { line: first.line, cells, raw }
    else for (const line of lines) yield* this.alone(line)
  }

  /** The oldest line has an open quote: reject it and read the lines behind it by themselves. */
  private *giveUp(): Generator<CsvRow> {
    const [broken, ...rest] = this.pending
    this.pending = []
    if (broken !== undefined) yield* this.alone(broken)
    for (const line of rest) yield* this.push(line)
  }

  private *alone(line: PhysicalLine): Generator<CsvRow> {
    if (!line.hasOpenQuote) yield* this.single(line)
    else yield { line: line.line, cells: [], raw: line.content, problem: 'a quote that is never closed' }
  }

  private split(raw: string): string[] {
    if (!this.isSettled) this.settle(raw)
    this.delimiter ??= delimiterOf(raw)
    const cells = splitRecord(raw, this.delimiter)
    if (this.columns === 0) this.columns = cells.length
    return cells
  }

  private settle(raw: string): void {
    const delimiter = delimiterOf(raw)
    const cells = splitRecord(raw, delimiter)
    if (!this.isHeader(cells)) return
    this.isSettled = true
    this.delimiter = delimiter
    this.columns = cells.length
  }
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOdd = !isOdd
  return isOdd
}

/** Cells of one record: quotes taken off, doubled quotes undone. */
export function splitRecord(record: string, delimiter: Delimiter): string[] {
  if (!record.includes('"')) return record.split(delimiter)
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < record.length; at += 1) {
    const symbol = record[at] ?? ''
    if (symbol === '"' && isQuoted && record[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (symbol === '"') {
      isQuoted = !isQuoted
    } else if (symbol === delimiter && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else {
      cell += symbol
    }
  }
  cells.push(cell)
  return cells
}
