import { cellsOf, hostNameOf, separatorOf } from '../kms/host-list'
import { holdsProductKey, maskProductKeys } from '../product/product-key'
import { BELONGING_FIELDS, type BelongingField, MOST_TAGS, readBelonging, splitTags } from './belonging'

/** What one line of a list says of a machine. A field that the list has no value for is absent. */
export interface ListedBelonging extends Partial<Record<BelongingField, string>> {
  host: string
  tags?: string[]
}

export type BelongingLine =
  | { line: number; ok: true; says: ListedBelonging }
  | { line: number; ok: false; reason: string; excerpt: string }

export type BelongingList = { ok: true; lines: Iterable<BelongingLine> } | { ok: false; problem: string }

const COLUMNS: Readonly<Record<string, BelongingField | 'host' | 'tags'>> = {
  host: 'host',
  hostname: 'host',
  name: 'host',
  machine: 'host',
  computer: 'host',
  'computer name': 'host',
  fqdn: 'host',
  site: 'site',
  location: 'site',
  owner: 'owner',
  contact: 'owner',
  department: 'department',
  dept: 'department',
  tags: 'tags',
  tag: 'tags',
}

const EXCERPT = 80

/**
 * Reads a list of machines and to whom they belong: a header line with a column host and any of site, owner, department and
 * tags, in any order; comma, semicolon or tab between values, and several tags with semicolons or bars. Empty cells say nothing,
 * a `-` says that there is none. Every other filled line comes back, as what it says or with what is wrong.
 */
export function readBelongingList(text: string): BelongingList {
  const start = text.replace(/^\uFEFF/, '')
  const header = /^\s*([^\r\n]+)/.exec(start)?.[1]
  if (header === undefined) return { ok: false, problem: 'The list is empty.' }
  const separator = separatorOf(header)
  const columns = cellsOf(header, separator).map((cell) => COLUMNS[cell.toLowerCase()])
  if (!columns.includes('host'))
    return { ok: false, problem: 'The first line names the columns, and one of them must be “host”.' }
  if (!columns.some((column) => column !== undefined && column !== 'host'))
    return { ok: false, problem: 'No column is called site, owner, department or tags.' }
  return { ok: true, lines: readLines(start, separator, columns) }
}

type Columns = readonly ((typeof COLUMNS)[string] | undefined)[]

function* readLines(text: string, separator: string, columns: Columns): Generator<BelongingLine> {
  let line = 0
  let isHeaderRead = false
  const seen = new Map<string, number>()
  for (const [, written = ''] of text.matchAll(/([^\r\n]*)(?:\r\n|\r|\n|$)/g)) {
    line += 1
    if (written.trim() === '') continue
    if (!isHeaderRead) {
      isHeaderRead = true
      continue
    }
    const read = readLine(written, separator, columns)
    const refuse = (reason: string): BelongingLine => ({
      ...{ line, ok: false, reason },
      excerpt: maskProductKeys(written).trim().slice(0, EXCERPT),
    })
    if (typeof read === 'string') {
      yield refuse(read)
      continue
    }
    const earlier = seen.get(read.host)
    if (earlier !== undefined) {
      yield refuse(`${read.host} is in line ${earlier} already`)
      continue
    }
    seen.set(read.host, line)
    yield { line, ok: true, says: read }
  }
}

/** What the line says, or what is wrong with it. */
function readLine(written: string, separator: string, columns: Columns): ListedBelonging | string {
  if (holdsProductKey(written)) return 'contains a product key: leave it out'
  const cells = cellsOf(written, separator)
  const cellOf = (column: Columns[number]) => cells[columns.indexOf(column)]?.trim() ?? ''
  const host = hostNameOf(cellOf('host'))
  if (host === undefined) return `“${cellOf('host')}” is not a machine name`
  const says: ListedBelonging = { host }
  for (const field of BELONGING_FIELDS) {
    const cell = cellOf(field)
    if (cell === '') continue
    const read = cell === '-' ? ({ ok: true, value: '' } as const) : readBelonging(cell)
    if (!read.ok) return `${field}: ${read.problem}`
    says[field] = read.value
  }
  const tags = splitTags(cellOf('tags'))
  if (tags.length > MOST_TAGS) return `a machine has at most ${MOST_TAGS} tags`
  for (const tag of tags) {
    const read = readBelonging(tag)
    if (!read.ok) return `tags: ${read.problem}`
  }
  if (tags.length > 0) says.tags = tags
  return Object.keys(says).length === 1 ? 'says nothing of this machine' : says
}
