import type { CsvRow } from '../csv-rows'
import type { Line } from '../lines'
import { columnNames } from './column-names'
import { isHeader, scoreOfColumns } from './columns'

/** A row of a table, or the header of the rows that follow. */
export interface TableRow extends CsvRow {
  header: readonly string[]
  /** Names of the columns whose cell a console cut. */
  cut: readonly string[]
}

/** Where a column stands, in characters from the left; `end` is that of its dashes or its name. */
interface Span {
  start: number
  end: number
}

const RULE = /^[\s|+:=─━│┃┼├┤┌┐└┘┬┴╞╪╡-]+$/
const DASHES = /^\s*-{2,}(?:\s+-{2,})*\s*$/
const PIPES = /[|│┃]/
const CUT = /(?:\.{3}|…)$/
const LONGEST_ROW = 16 * 1024
const MARKS = /\*\*|`/g
/** Cells of a delimited text whose delimiter is a bar stand in quotes. */
const QUOTED = /^"(.*)"$/

/**
 * Finds tables drawn with characters and gives their rows: columns between bars (osquery, psql, Markdown), below dashes
 * (Format-Table, sqlcmd), or below names with blanks between them (`wmic ... get`). Holds one line.
 */
export class TableLines {
  private header: readonly string[] | undefined
  private spans: readonly Span[] | undefined
  private isBelowDashes = false
  /** The last lines, of which a narrow console makes one header. */
  private above: string[] = []

  /** The row on a line, if it is one. */
  push({ line, text }: Line): TableRow | undefined {
    const { above } = this
    this.above = text.trim() === '' ? [] : [...above.slice(-2), text]
    if (text.length > LONGEST_ROW) return undefined
    if (text.trim() === '') {
      if (this.isBelowDashes) this.leave()
      return undefined
    }
    if (DASHES.test(text) && this.enterBelow(above, text)) return undefined
    if (RULE.test(text)) return undefined
    return PIPES.test(text) ? this.barred(line, text) : this.aligned(line, text)
  }

  leave(): void {
    this.header = undefined
    this.spans = undefined
    this.isBelowDashes = false
  }

  private barred(line: number, text: string): TableRow | undefined {
    // `||Host||Status||` heads a table of Jira and Confluence.
    const drawn = text.trim()
    const inner = (drawn.startsWith('||') ? drawn.replaceAll('||', '|') : drawn).replace(/^[|│┃]|[|│┃]$/g, '')
    const cells = inner.split(PIPES).map((cell) => cell.replace(MARKS, '').trim().replace(QUOTED, '$1'))
    if (isHeader(cells)) {
      this.leave()
      this.header = columnNames(cells)
      return undefined
    }
    const isRow = this.header !== undefined && this.spans === undefined
    return isRow ? this.row(line, text, cells) : undefined
  }

  private aligned(line: number, text: string): TableRow | undefined {
    const names = [...text.matchAll(/\S+/g)]
    const isNames = names.length > 1 && /^\s*\S+(?:\s{2,}\S+)+\s*$/.test(text)
    if (isNames && scoreOfColumns(names.map(([name]) => name)) > 0) {
      this.enter(
        names.map(([name]) => name),
        names.map((name) => ({ start: name.index, end: name.index + name[0].length })),
      )
      return undefined
    }
    if (this.spans === undefined) return undefined
    return this.row(line, text, cellsBelow(this.spans, text))
  }

  private enter(header: readonly string[], spans: readonly Span[]): void {
    this.header = columnNames(header)
    this.spans = spans
    this.isBelowDashes = false
  }

  /** True when the line above, or several above each other, name the columns that the dashes underline. */
  private enterBelow(above: readonly string[], dashes: string): boolean {
    const spans = [...dashes.matchAll(/-+/g)].map((run) => ({
      start: run.index,
      end: run.index + run[0].length,
    }))
    const header = [1, 2, 3]
      .map((count) => joinedCells(above.slice(-count).map((names) => cellsBelow(spans, names))))
      .find((cells) => scoreOfColumns(cells) > 0)
    if (header === undefined) return false
    this.enter(header, spans)
    this.isBelowDashes = true
    return true
  }

  private row(line: number, raw: string, cells: readonly string[]): TableRow {
    const header = this.header ?? []
    const isCut = (cell: string | undefined) => CUT.test(cell ?? '')
    const cut = header.filter((_, index) => isCut(cells[index]))
    return { line, raw, header, cut, cells: cells.map((cell) => (isCut(cell) ? '' : cell)) }
  }
}

const joinedCells = (rows: readonly string[][]) =>
  (rows[0] ?? []).map((_, index) => rows.map((cells) => cells[index] ?? '').join(''))

/** Cells of a row: text may run on to the next column's blank, and numbers, which stand at the right, may begin before it. */
function cellsBelow(spans: readonly Span[], text: string): string[] {
  const starts = spans.map(({ start }, index) =>
    index === 0 ? 0 : startOfCell(text, start, spans[index - 1]?.end ?? 0),
  )
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length).trim())
}

function startOfCell(text: string, start: number, earliest: number): number {
  let at = start
  while (at > earliest && /\S/.test(text.charAt(at - 1))) at -= 1
  return at
}
