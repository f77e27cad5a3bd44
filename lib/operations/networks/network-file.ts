import { readCsvRows } from '@/lib/sources/csv-rows'
import { excerptOf } from '@/lib/sources/excerpt'
import { columnOf, kindOf, type NetworkColumn, TRUST_LIST, trustOf, yesOrNo } from './network-columns'
import { dnsName, nameOf, serverList, type Trust, type UnitKind } from './network-input'

/** One line of a network file, checked by itself. Null is what the line leaves open. */
export interface NetworkLine {
  line: number
  kind: UnitKind | 'zone'
  name: string
  forest: string | null
  trust: Trust | null
  /** of a forest, domain or workgroup: the zone its clients search in */
  zone: string | null
  servers: string[] | null
  /** of a zone: the unit it belongs to */
  unit: string | null
  isUntrusted: boolean | null
  isRetired: boolean | null
  note: string | null
}

export interface RejectedLine {
  line: number
  reason: string
  excerpt: string
}

export interface NetworkFile {
  lines: NetworkLine[]
  rejected: RejectedLine[]
  /** columns that are not read, as they stand */
  unread: string[]
}

const MAX_LINES = 10_000

/**
 * A list of networks: comma, semicolon or tab, with a header in one of the usual wordings, with or without byte order
 * mark. Each line that cannot be used is given back with its reason; never throws.
 */
export async function readNetworkFile(text: string): Promise<NetworkFile> {
  const file: NetworkFile = { lines: [], rejected: [], unread: [] }
  let columns: (NetworkColumn | undefined)[] | undefined
  for await (const row of readCsvRows(oneChunk(plainText(text)))) {
    if (columns === undefined) {
      columns = row.cells.map(columnOf)
      file.unread = row.cells.filter((cell, at) => columns?.[at] === undefined && cell.trim() !== '')
      const problem = headerProblem(columns)
      if (problem)
        return { ...file, rejected: [{ line: row.line, reason: problem, excerpt: excerptOf(row.raw) }] }
      continue
    }
    const reject = (reason: string) =>
      file.rejected.push({ line: row.line, reason, excerpt: excerptOf(row.raw) })
    if (file.lines.length + file.rejected.length >= MAX_LINES) {
      reject(
        `This line and the rest are not read: a file can have ${MAX_LINES.toLocaleString('en-US')} lines.`,
      )
      break
    }
    if (row.problem) {
      reject(`The line has ${row.problem}.`)
      continue
    }
    if (row.cells.every((cell) => cell.trim() === '')) continue
    const beyond = row.cells.slice(columns.length).find((cell) => cell.trim() !== '')
    if (beyond !== undefined) {
      reject(
        `"${short(beyond)}" is beyond the last column: put quotes around a cell that contains a delimiter.`,
      )
      continue
    }
    const read = lineOf(row.line, cellsByColumn(columns, row.cells))
    if (typeof read === 'string') reject(read)
    else file.lines.push(read)
  }
  return file
}

function headerProblem(columns: readonly (NetworkColumn | undefined)[]): string | undefined {
  if (columns.includes('name') && columns.includes('kind')) return undefined
  // A bare list of zones needs no kind.
  if (columns.includes('zone') && !columns.includes('kind')) return undefined
  return 'The first line must name the columns, at least "kind" and "name", or "zone" for a list of zones.'
}

type Cells = Readonly<Partial<Record<NetworkColumn, string>>>

function cellsByColumn(columns: readonly (NetworkColumn | undefined)[], cells: readonly string[]): Cells {
  const byColumn: Partial<Record<NetworkColumn, string>> = {}
  columns.forEach((column, at) => {
    const cell = unescaped(cells[at] ?? '').trim()
    if (column !== undefined && cell !== '') byColumn[column] ??= cell
  })
  return byColumn
}

/** The line, or why it cannot be used. */
function lineOf(line: number, cells: Cells): NetworkLine | string {
  const kind = cells.kind === undefined ? ('zone' as const) : kindOf(cells.kind)
  if (kind === undefined) return `"${short(cells.kind)}" is not a kind: forest, domain, workgroup or zone.`
  const given = kind === 'zone' ? (cells.zone ?? cells.name) : cells.name
  if (given === undefined) return 'The name is missing.'
  const name = (kind === 'zone' ? dnsName : nameOf(kind)).safeParse(given)
  if (!name.success) return `"${short(given)}": ${issueOf(name.error)}`
  const problem = fieldProblem(cells)
  if (problem) return problem
  const lower = (text: string | undefined) => text?.toLowerCase().replace(/\.$/, '') ?? null
  return {
    line,
    kind,
    name: name.data,
    forest: lower(cells.forest),
    trust: cells.trust === undefined || kind !== 'forest' ? null : (trustOf(cells.trust) ?? null),
    zone: kind === 'zone' ? null : lower(cells.zone),
    servers: cells.servers === undefined ? null : (serverList.safeParse(cells.servers).data ?? null),
    unit: kind === 'zone' ? lower(cells.unit ?? cells.forest) : null,
    isUntrusted: cells.untrusted === undefined ? null : (yesOrNo(cells.untrusted) ?? null),
    isRetired: cells.retired === undefined ? null : (yesOrNo(cells.retired) ?? null),
    note: cells.note?.slice(0, 1000) ?? null,
  }
}

function fieldProblem(cells: Cells): string | undefined {
  if (
    cells.kind !== undefined &&
    kindOf(cells.kind) === 'forest' &&
    cells.trust !== undefined &&
    !trustOf(cells.trust)
  ) {
    return `"${short(cells.trust)}" is not a trust: ${TRUST_LIST}.`
  }
  const servers = cells.servers === undefined ? undefined : serverList.safeParse(cells.servers)
  if (servers && !servers.success) return `Servers: ${issueOf(servers.error)}`
  if (cells.kind !== undefined && cells.zone !== undefined) {
    const zone = dnsName.safeParse(cells.zone)
    if (!zone.success) return `Zone "${short(cells.zone)}": ${issueOf(zone.error)}`
  }
  if (cells.untrusted !== undefined && yesOrNo(cells.untrusted) === undefined) {
    return `"${short(cells.untrusted)}" in the column "untrusted" is neither yes nor no.`
  }
  if (cells.retired !== undefined && yesOrNo(cells.retired) === undefined) {
    return `"${short(cells.retired)}" in the column "retired" is neither yes nor no.`
  }
  return undefined
}

const short = (text: string | undefined) => excerptOf(text ?? '').slice(0, 60)

const issueOf = (error: { issues: readonly { message: string }[] }) =>
  error.issues[0]?.message ?? 'This cannot be read.'

/** Without byte order mark; the line that tells Excel its delimiter stays as an empty one, so that lines keep their number. */
const plainText = (text: string) => text.replace(/^\uFEFF/, '').replace(/^sep=.(?=\r?\n)/i, '')

/** An export keeps spreadsheets from taking a cell for a formula by an apostrophe before it. */
const unescaped = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, '')

async function* oneChunk(text: string): AsyncGenerator<string> {
  yield text
}
