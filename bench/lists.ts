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
import { type BenchLine, limitLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { percentile } from './fleet'
import { lastFiveOf, machineName, shortName, withLargeFleet } from './large-fleet'

const CLIENTS = 1_000_000
const BUFFERS = 20_000
const SQL_MS = 100
/** The best of so many: other work of the machine is no property of a statement. */
const ROUNDS = 3
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
  changed: [['2000-01-01'], ['2026-11-28'], ['2999-01-01']],
  cmid: [['00000003'], ['00000003-1111-4222-8333-d1d1d1d1d1d1'], ['ffffffff']],
  key: [[lastFiveOf(1)], ['2YT43'], ['BBBBB']],
  domain: [['corp.example']],
  site: [['none'], ['Zurich'], ['Berlin', 'Site 7'], ['-Berlin'], ['Nowhere']],
  owner: [['none'], ['team 1'], ['nobody']],
  department: [['it'], ['nothing']],
  tag: [['kiosk'], ['rare'], ['nothing']],
  names: [
    [machineName(7), shortName(8), 'nobody'],
    Array.from({ length: NAMES_LIMIT }, (_, index) => shortName(index * 11)),
  ],
}

interface Case {
  /** what the list is narrowed to, in words */
  asked: string
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
        yield { asked: name, filter: { ...NO_FILTER, ...some }, sort: { column, descending } }
      }
    }
  }
}

interface Measured {
  asked: string
  sort: string
  /** pages of 8 kB that Postgres looked at, in memory or on disk */
  buffers: number
  ms: number
  rows: number
}

/** Every filter and every sort that the list of clients offers, on a large fleet: what Postgres looks at, and time. --table: by filter. */
export async function benchLists(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withLargeFleet(clients, async (_url, now) => {
    const measured = await measureLists(now)
    if (process.argv.includes('--table')) printTable(measured)
    return linesOf(measured, clients)
  })
}

/** The pages of a list, each by what Postgres looks at and how long it takes. every: one of so many pages. */
export async function measureLists(now: Date, every = 1): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const [index, one] of [...cases()].entries()) {
    if (index % every === 0) measured.push(await measure(one, now))
  }
  return measured
}

async function measure({ asked, filter, sort }: Case, now: Date): Promise<Measured> {
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
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(
      await millisecondsOf(async () => {
        for (const { text, values } of statements) await readPool().query(text, values)
      }),
    )
  }
  const ms = Math.min(...times)
  return { asked, sort: `${sort.descending ? '-' : ''}${sort.column}`, buffers, ms, rows }
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
  const largest = worst(measured, 'buffers')
  const slowest = worst(measured, 'ms')
  const p95 = percentile(
    measured.map(({ ms }) => ms),
    95,
  )
  const nameOf = ({ asked, sort }: Measured) => `${asked} by ${sort}`
  return [
    limitLine(`lists: most buffers of ${of}, ${nameOf(largest)}`, largest.buffers, BUFFERS, 'buffers'),
    limitLine(`lists: SQL of ${of}, p95`, p95, SQL_MS, 'ms'),
    limitLine(`lists: slowest SQL of ${of}, ${nameOf(slowest)}`, slowest.ms, SQL_MS, 'ms'),
  ]
}

function worst(measured: readonly Measured[], by: 'buffers' | 'ms'): Measured {
  const [first] = measured.toSorted((one, other) => other[by] - one[by])
  if (first === undefined) throw new Error('nothing was measured')
  return first
}

/** A row for each filter: its worst sort by buffers and by time. */
function printTable(measured: readonly Measured[]): void {
  console.log('| narrowed to | most buffers | by | slowest SQL, ms | by |\n| --- | --- | --- | --- | --- |')
  for (const [asked, ofFilter] of Map.groupBy(measured, (one) => one.asked)) {
    const [largest, slowest] = [worst(ofFilter, 'buffers'), worst(ofFilter, 'ms')]
    console.log(
      `| ${asked} | ${largest.buffers} | ${largest.sort} | ${Math.round(slowest.ms)} | ${slowest.sort} |`,
    )
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchLists(scaleOf(args)), args)
  process.exit(0)
}
