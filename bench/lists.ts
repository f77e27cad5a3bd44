import { pathToFileURL } from 'node:url'
import { loadClients } from '@/lib/data/clients/clients-list'
import { readPool } from '@/lib/data/pool'
import {
  CLIENT_FILTERS,
  CLIENT_SORTS,
  type ClientSort,
  type ClientsFilter,
  NAMES_LIMIT,
} from '@/lib/format/client-fields'
import { fieldValue, filterField, NO_FILTER } from '@/lib/format/clients-filter'
import { type BenchLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { lastFiveOf, machineName, shortName, withLargeFleet } from './large-fleet'

const CLIENTS = 1_000_000
const BUFFERS = 20_000
const SQL_MS = 100
const everyone = { can: () => true }

/** What the list is narrowed to, by field: values that many, some, few and no machines have, and several at once. */
const ASKED: Readonly<Record<keyof ClientsFilter, readonly (readonly string[])[]>> = {
  q: [
    ['zrh'],
    ['lt-00'],
    ['corp'],
    ['ber-lt-0000008'],
    ['qq'],
    ['lt'],
    ['kms01'],
    ['btq9b'],
    ['nothing like it'],
  ],
  state: [['licensed'], ['grace'], ['notification'], ['silent'], ['unlicensed'], ['grace', 'notification']],
  reason: [['0xC004F074'], ['0xC004F038', '0xC004F00F'], ['0xC004FFFF']],
  product: [['Windows 10 Enterprise LTSB'], ['pro'], ['Windows']],
  channel: [['MAK'], ['kms'], ['OEM']],
  host: [['kms01'], ['kms01', 'kms20.corp.example'], ['kms99']],
  expires: [['7d'], ['30d'], ['90d'], ['past'], ['never']],
  news: [['0d'], ['30d'], ['100d'], ['170d'], ['200d']],
  cmid: [['00000003'], ['00000003-1111-4222-8333-d1d1d1d1d1d1'], ['ffffffff']],
  key: [[lastFiveOf(1)], ['2YT43'], ['BBBBB']],
  names: [
    [machineName(7), shortName(8), 'nobody'],
    Array.from({ length: NAMES_LIMIT }, (_, index) => shortName(index * 11)),
  ],
}

interface Case {
  name: string
  filter: ClientsFilter
  sort: ClientSort
}

function* cases(): Generator<Case> {
  const filters: [string, Partial<ClientsFilter>][] = [['all', {}]]
  for (const [q = ''] of ASKED.q) filters.push([`"${q}"`, { q }])
  for (const field of CLIENT_FILTERS) {
    for (const texts of ASKED[field]) {
      const items = texts.map((text) => filterField(field).read(text))
      filters.push([`${field} ${texts.slice(0, 3).join(', ')}`, fieldValue(field, items)])
    }
  }
  for (const [name, some] of filters) {
    for (const column of CLIENT_SORTS) {
      for (const descending of [false, true]) {
        const sort = { column, descending }
        yield {
          name: `${name} by ${descending ? '-' : ''}${column}`,
          filter: { ...NO_FILTER, ...some },
          sort,
        }
      }
    }
  }
}

interface Measured {
  name: string
  /** pages of 8 kB that Postgres looked at, in memory or on disk */
  buffers: number
  ms: number
  rows: number
}

/** Every filter and every sort that the list of clients offers, on a large fleet: pages that Postgres looks at, and time. */
export async function benchLists(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withLargeFleet(clients, async (_url, now) => {
    const measured: Measured[] = []
    for (const one of cases()) measured.push(await measure(one, now))
    return linesOf(measured, clients)
  })
}

async function measure({ name, filter, sort }: Case, now: Date): Promise<Measured> {
  const { statements, rows } = await statementsOf({ filter, sort }, now)
  let buffers = 0
  for (const { text, values } of statements) {
    const { rows: plans } = await readPool().query(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
      values,
    )
    const plan = plans[0]['QUERY PLAN'][0].Plan
    buffers += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
  }
  const ms = await millisecondsOf(async () => {
    for (const { text, values } of statements) await readPool().query(text, values)
  })
  return { name, buffers, ms, rows }
}

interface Statement {
  text: string
  values: unknown[]
}

/** What the loader sends to Postgres for a page. */
async function statementsOf(
  request: Pick<Case, 'filter' | 'sort'>,
  now: Date,
): Promise<{ statements: Statement[]; rows: number }> {
  const statements: Statement[] = []
  const pool = readPool()
  const query = pool.query.bind(pool)
  pool.query = ((asked: Statement) => {
    statements.push({ text: asked.text, values: asked.values })
    return query(asked)
  }) as typeof pool.query
  try {
    const { rows } = await loadClients(everyone, request, now)
    return { statements, rows: rows.length }
  } finally {
    pool.query = query as typeof pool.query
  }
}

function linesOf(measured: readonly Measured[], clients: number): BenchLine[] {
  const of = `${measured.length} pages of ${clients.toLocaleString('en-US')} clients`
  const worst = (by: 'buffers' | 'ms') => measured.toSorted((one, other) => other[by] - one[by])
  for (const one of [...worst('buffers').slice(0, 25), ...worst('ms').slice(0, 15)])
    console.error(one.name, one.buffers, Math.round(one.ms), one.rows)
  const [slowest] = worst('ms')
  const [largest] = worst('buffers')
  if (!slowest || !largest) return []
  return [
    limitLine(
      `lists: most buffers of a page of clients, ${largest.name}, ${of}`,
      largest.buffers,
      BUFFERS,
      'buffers',
    ),
    limitLine(`lists: slowest SQL of a page of clients, ${slowest.name}, ${of}`, slowest.ms, SQL_MS, 'ms'),
  ]
}

function limitLine(name: string, ours: number, limit: number, unit: string): BenchLine {
  const ratio = ours / limit
  return { name, ours, peer: limit, unit, peerName: 'limit', ratio, aim: 'at most 1', met: ratio <= 1 }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchLists(scaleOf(args)), args)
  process.exit(0)
}
