import { randomBytes } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { readPool } from '@/lib/data/pool'
import { type BenchLine, limitLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { percentile } from './fleet'
import { withLargeFleet } from './large-fleet'
import { type Case, listCases } from './list-cases'

const CLIENTS = 1_000_000
const BUFFERS = 20_000
const SQL_MS = 100
/** The best of so many: other work of the machine is no property of a statement. */
const ROUNDS = 3

interface Measured {
  asked: string
  sort: string
  /** pages of 8 kB that Postgres looked at, in memory or on disk */
  buffers: number
  ms: number
  rows: number
}

/**
 * Every filter and every sort that the lists of clients, licenses, audit entries and imports offer, and pages that count the fleet:
 * what Postgres looks at, and time. --table: by filter.
 */
export async function benchLists(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  // Keys are shown with whether they can be opened.
  process.env.KEY_ENCRYPTION_KEY ??= randomBytes(32).toString('base64')
  return withLargeFleet(clients, async (_url, now) => {
    const measured = await measureLists(now)
    if (process.argv.includes('--table')) printTable(measured)
    return linesOf(measured, clients)
  })
}

/** The pages of a list, each by what Postgres looks at and how long it takes. every: one of so many pages. */
export async function measureLists(
  now: Date,
  every = 1,
  cases: Iterable<Case> = listCases(),
): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const [index, one] of [...cases].entries()) {
    if (index % every === 0) measured.push(await measure(one, now))
  }
  return measured
}

async function measure({ asked, sort, read }: Case, now: Date): Promise<Measured> {
  const { statements, rows } = await statementsOf(read, now)
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
  return { asked, sort, buffers, ms, rows }
}

interface Statement {
  text: string
  values: unknown[] | undefined
}

/** What the loader sends to Postgres for a page. */
async function statementsOf(
  read: Case['read'],
  now: Date,
): Promise<{ statements: Statement[]; rows: number }> {
  const statements: Statement[] = []
  const pool = readPool()
  const query = pool.query.bind(pool)
  pool.query = ((asked: string | Statement, given?: unknown[]) => {
    statements.push(typeof asked === 'string' ? { text: asked, values: given } : asked)
    return query(asked as string, given)
  }) as typeof pool.query
  try {
    return { rows: await read(now), statements }
  } finally {
    pool.query = query as typeof pool.query
  }
}

export function linesOf(measured: readonly Measured[], clients: number, whose = 'lists'): BenchLine[] {
  const of = `${measured.length} pages of ${clients.toLocaleString('en-US')} clients`
  const largest = worst(measured, 'buffers')
  const slowest = worst(measured, 'ms')
  const p95 = percentile(
    measured.map(({ ms }) => ms),
    95,
  )
  const nameOf = ({ asked, sort }: Measured) => `${asked} by ${sort}`
  return [
    limitLine(`${whose}: most buffers of ${of}, ${nameOf(largest)}`, largest.buffers, BUFFERS, 'buffers'),
    limitLine(`${whose}: SQL of ${of}, p95`, p95, SQL_MS, 'ms'),
    limitLine(`${whose}: slowest SQL of ${of}, ${nameOf(slowest)}`, slowest.ms, SQL_MS, 'ms'),
  ]
}

function worst(measured: readonly Measured[], by: 'buffers' | 'ms'): Measured {
  const [first] = measured.toSorted((one, other) => other[by] - one[by])
  if (first === undefined) throw new Error('nothing was measured')
  return first
}

/** A row for each filter: its worst sort by buffers and by time. */
export function printTable(measured: readonly Measured[]): void {
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
