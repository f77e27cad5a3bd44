/** Rows of the base tables as they stand, and ways to count them and to read a report's tables. */
import type { QueryResultRow } from 'pg'
import { plainCell, type Report } from '@/lib/activation/report/report'

export type Figures = Record<string, string | number | null>

/** Reads rows as they stand. */
export type ReadRaw = <Row extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>

export const DAY_MS = 86_400_000
export const DONE = '0x00000000'
export const WORDS: Readonly<Record<string, string>> = {
  licensed: 'Licensed',
  grace: 'Grace',
  notification: 'Notification',
  unlicensed: 'Unlicensed',
  silent: 'Silent',
}
export const FAILS = new Set(['grace', 'notification', 'unlicensed'])

export const dayOf = (at: Date) => at.toISOString().slice(0, 10)
export const midnight = (at: Date) => new Date(`${dayOf(at)}T00:00:00Z`)
export const daysBefore = (now: Date, days: number) => new Date(midnight(now).getTime() - days * DAY_MS)

export function tally<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
  amount = (_: Item) => 1,
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + amount(item)
  return counts
}

/** Cells of a table by the headers of what names a row, and of what is counted in it. */
export function cells(
  report: Report,
  names: readonly string[],
  figures: readonly string[],
  table = 0,
): Figures {
  const { columns, rows } = report.tables[table] ?? { columns: [], rows: [] }
  const value = (row: (typeof rows)[number], header: string) => {
    const at = columns.findIndex((column) => column.header === header)
    if (at < 0) throw new Error(`${report.number} has no column ${header}`)
    return plainCell(row[at] ?? null)
  }
  return Object.fromEntries(
    rows.flatMap((row) => {
      const name = names.map((header) => value(row, header)).join(' | ')
      return figures.map((figure) => [`${name} | ${figure}`, value(row, figure)])
    }),
  )
}

/** The same, where several rows have one name. */
export function sums(report: Report, name: string, figure: string, table = 0): Record<string, number> {
  const { columns, rows } = report.tables[table] ?? { columns: [], rows: [] }
  const at = (header: string) => columns.findIndex((column) => column.header === header)
  return tally(
    rows,
    (row) => String(plainCell(row[at(name)] ?? null)),
    (row) => Number(plainCell(row[at(figure)] ?? null)),
  )
}

export const totals = ({ tables }: Report, table = 0): Figures =>
  Object.fromEntries(
    (tables[table]?.columns ?? []).map(({ header }, at) => [
      header,
      plainCell(tables[table]?.total?.[at] ?? null),
    ]),
  )

interface Machine extends QueryResultRow {
  id: number
  name: string
  product_label: string | null
  generation: string | null
  condition: string
  channel: string | null
  activated_by: string | null
  kms_host: string | null
  reason: string | null
  expires_at: Date | null
}

export const machines = (read: ReadRaw) => read<Machine>('SELECT * FROM client')

export function methodOf({ channel, activated_by: by }: Machine): string {
  if (by === 'directory') return 'Directory'
  if (by === 'token') return 'Token'
  return channel === 'KMS client' ? 'KMS' : channel || 'Unknown'
}

export interface Request extends QueryResultRow {
  at: Date
  host: string
  slot: string | null
  cmid: string | null
  activation_id: string | null
  is_virtual: boolean | null
  code: string | null
  status_before: string | null
}

export async function requests(read: ReadRaw, from: Date, to: Date): Promise<Request[]> {
  const rows = await read<Request>(
    `SELECT e.at, h.name AS host, e.slot, e.cmid, e.activation_id, e.is_virtual, e.code, e.status_before
       FROM activation_event e JOIN kms_host h ON h.id = e.host_id WHERE e.kind = 'kmsRequest'`,
  )
  return rows.filter(({ at }) => at >= from && at < to)
}

export const tomorrow = (now: Date) => daysBefore(now, -1)

interface Change extends QueryResultRow {
  client_id: number
  at: Date
  to_condition: string
  reason: string | null
}

/** The story of each machine's primary license, forwards. */
export async function stories(read: ReadRaw): Promise<Map<number, Change[]>> {
  const rows = await read<Change>(
    'SELECT client_id, at, to_condition, reason FROM license_change WHERE is_primary ORDER BY client_id, at',
  )
  return Map.groupBy(rows, (row) => row.client_id)
}

/** What each machine was right before a moment; nothing for one that was not there yet. */
export const conditionsAt = (all: Map<number, Change[]>, moment: Date) =>
  [...all.values()].flatMap((story) => story.findLast(({ at }) => at < moment)?.to_condition ?? [])

/** Failures of the last 30 days by the code each began with, and how many were solved. */
export async function failures(read: ReadRaw, now: Date) {
  const from = daysBefore(now, 29)
  const began: string[] = []
  const solved: string[] = []
  for (const story of (await stories(read)).values()) {
    let code: string | undefined
    for (const { at, to_condition: to, reason } of story) {
      const isIn = at >= from && at < tomorrow(now)
      if (FAILS.has(to) && code === undefined) {
        code = reason ?? 'None'
        if (isIn) began.push(code)
      } else if (!FAILS.has(to) && code !== undefined) {
        if (isIn && to === 'licensed') solved.push(code)
        code = undefined
      }
    }
  }
  return { began: tally(began, String), solved: tally(solved, String) }
}

interface Entry extends QueryResultRow {
  last_five: string
  no: number
  kind: string
  change: number
  remaining: number | null
  at: Date
}

export const entries = (read: ReadRaw) =>
  read<Entry>(
    `SELECT k.last_five, e.no, e.kind, e.change, e.remaining, e.at
       FROM mak_entry e JOIN product_key k ON k.id = e.key_id WHERE k.retired_at IS NULL ORDER BY e.key_id, e.at, e.no`,
  )

/** Granted and used of each MAK by its entries, in order. */
export async function maks(read: ReadRaw) {
  return [...Map.groupBy(await entries(read), ({ last_five: key }) => key)].map(([key, list]) => {
    const total = (kinds: readonly string[]) =>
      list.reduce((sum, one) => sum + (kinds.includes(one.kind) ? one.change : 0), 0)
    const granted = total(['increase'])
    return { key, granted, used: granted - list.reduce((sum, { change }) => sum + change, 0) }
  })
}

export function sumOf(report: Report, figure: string, table: number): number {
  const { columns, rows } = report.tables[table] ?? { columns: [], rows: [] }
  const at = columns.findIndex(({ header }) => header === figure)
  return rows.reduce((sum, row) => sum + Number(plainCell(row[at] ?? null)), 0)
}
