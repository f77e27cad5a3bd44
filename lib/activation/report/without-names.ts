/** A report for somebody who may know how the fleet stands, but not what its machines are called. */
import { plainCell, type Report, type ReportCell, type ReportTable } from './report'

/** What stands in place of a name, with a number: the same one wherever the name comes up. */
const NUMBERED = { machine: 'Machine', kmsHost: 'KMS host' } as const

type Named = keyof typeof NUMBERED

const isNamed = (kind: string): kind is Named => Object.hasOwn(NUMBERED, kind)

/** Every part of a report: one that is added to it is thought of here, or this does not compile. */
type EveryPart = { [Part in keyof Required<Report>]: Report[Part] }

/**
 * The report with machines and KMS hosts numbered in place of their names, in its tables, charts, pictures and sentences. What
 * people typed and what files are called is left out: it may name anything. `also`: names that stand in its filters.
 */
export function withoutNames(report: Report, also: Partial<Record<Named, string | undefined>> = {}): Report {
  const numbers = numberNames(report, also)
  const say = sayer(numbers)
  const cellOf = (cell: ReportCell, kind: string): ReportCell => {
    const value = plainCell(cell)
    if (typeof value !== 'string') return value
    if (kind === 'words') return 'Left out'
    return isNamed(kind) ? (numbers.get(value.toLowerCase()) ?? value) : say(value)
  }
  const tableOf = (table: ReportTable): ReportTable => ({
    ...table,
    rows: table.rows.map((row) => row.map((cell, at) => cellOf(cell, table.columns[at]?.kind ?? 'text'))),
  })
  const { number, title, question, madeAt, period, counted, asOf } = report
  return {
    ...{ number, title, question, madeAt, period, counted, asOf },
    answer: say(report.answer),
    filters: report.filters.map(say),
    words: report.words?.map((words) => ({ title: say(words.title), lines: words.lines.map(say) })),
    pictures: report.pictures?.map((picture) => ({
      ...picture,
      title: say(picture.title),
      shapes: picture.shapes.map((shape) =>
        shape.kind === 'text' ? { ...shape, text: say(shape.text) } : shape,
      ),
    })),
    charts: report.charts?.map((chart) => ({
      ...chart,
      title: say(chart.title),
      labels: chart.labels.map(say),
      series: chart.series.map((series) => ({ ...series, name: say(series.name) })),
    })),
    tables: report.tables.map(tableOf),
    notes: report.notes?.map(say),
    stale:
      report.stale.length === 0
        ? []
        : [report.stale.length === 1 ? '1 source' : `${report.stale.length} sources`],
  } satisfies EveryPart
}

/** The same report without ways into the console, for whoever cannot sign in. */
export function withoutLinks(report: Report): Report {
  return {
    ...report,
    tables: report.tables.map((table) => ({ ...table, rows: table.rows.map((row) => row.map(plainCell)) })),
  }
}

function numberNames(report: Report, also: Partial<Record<Named, string | undefined>>): Map<string, string> {
  const numbers = new Map<string, string>()
  const given: Record<Named, number> = { machine: 0, kmsHost: 0 }
  const number = (kind: Named, name: string) => {
    const key = name.toLowerCase()
    if (key === '' || numbers.has(key)) return
    given[kind] += 1
    numbers.set(key, `${NUMBERED[kind]} ${given[kind]}`)
  }
  for (const { columns, rows } of report.tables) {
    for (const [at, { kind }] of columns.entries()) {
      if (!isNamed(kind)) continue
      for (const row of rows) {
        const value = plainCell(row[at] ?? null)
        if (typeof value === 'string') number(kind, value)
      }
    }
  }
  for (const [kind, name] of Object.entries(also)) if (name) number(kind as Named, name)
  return numbers
}

/** Puts numbers in place of names within a sentence: whole names alone, the longest first. */
function sayer(numbers: ReadonlyMap<string, string>): (text: string) => string {
  if (numbers.size === 0) return (text) => text
  const names = [...numbers.keys()]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const named = new RegExp(`(?<![\\w.-])(?:${names.join('|')})(?![\\w-]|\\.\\w)`, 'gi')
  return (text) => text.replace(named, (name) => numbers.get(name.toLowerCase()) ?? name)
}
