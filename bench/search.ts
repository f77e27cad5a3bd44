import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { loadClients } from '@/lib/data/clients/clients-list'
import { readPool } from '@/lib/data/pool'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { signIn, startConsole } from './bench-console'
import { type BenchLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { percentile, withFleet } from './fleet'
import { clientName } from './request-log'

const CLIENTS = 1_000_000
const SEARCHES = 1_000
const WARM_UP = 20
const ALLOWED_MS = 15

/** Look-ups by part of a name through GET /api/clients on a production server, beside the same SQL through pg. */
export async function benchSearch(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withFleet(clients, (url, now) => searchLines(clients, Math.round(SEARCHES * scale), url, now))
}

async function searchLines(clients: number, searches: number, url: string, now: Date): Promise<BenchLine[]> {
  const server = await startConsole(url)
  try {
    const cookie = await signIn(server.address)
    const get = (term: string) =>
      fetchList(`${server.address}/api/clients?q=${encodeURIComponent(term)}`, cookie)
    const sql = await sqlOfSearch(partOfName(0, clients), now)
    const ours: number[] = []
    const peer: number[] = []
    for (let index = 0; index < searches + WARM_UP; index += 1) {
      const term = partOfName(index, clients)
      const bySql = await millisecondsOf(() => sql.run(term))
      const byRoute = await millisecondsOf(() => get(term))
      if (index < WARM_UP) continue
      peer.push(bySql)
      ours.push(byRoute)
    }
    await sql.end()
    const [p95, sqlP95] = [percentile(ours, 95), percentile(peer, 95)]
    const limit = sqlP95 + ALLOWED_MS
    return [
      {
        name: `search: ${searches.toLocaleString('en-US')} look-ups by part of a name on ${clients.toLocaleString('en-US')} clients, p95`,
        ours: p95,
        peer: sqlP95,
        unit: 'ms',
        peerName: 'the same SQL through pg',
        ratio: p95 / limit,
        aim: `at most 1 of the SQL plus ${ALLOWED_MS} ms`,
        met: p95 <= limit,
      },
    ]
  } finally {
    await server.stop()
  }
}

/** Four to nine characters out of the name of some client; always the same ones. */
function partOfName(index: number, clients: number): string {
  const name = clientName((index * 104_729) % clients)
  const from = 6 + (index % 3)
  return name.slice(from, Math.max(from + 4, 14 - (index % 4)))
}

/**
 * The statements that the loader runs for a search, to be run again with another term and nothing around them.
 * The marker has to be found: for a term that nobody has the loader leaves out the statement for the rows.
 */
async function sqlOfSearch(
  marker: string,
  now: Date,
): Promise<{ run(term: string): Promise<void>; end(): Promise<void> }> {
  const seen: { text: string; values: unknown[] }[] = []
  const pool = readPool()
  const query = pool.query.bind(pool)
  pool.query = ((text: string, values: unknown[] = []) => {
    seen.push({ text, values })
    return query(text, values)
  }) as typeof pool.query
  await loadClients({ can: () => true }, { filter: { ...NO_FILTER, q: marker }, sort: NAME_SORT }, now)
  pool.query = query as typeof pool.query
  const db = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await db.connect()
  const put = (value: unknown, term: string) =>
    typeof value === 'string' ? value.replaceAll(marker, term) : value
  return {
    async run(term) {
      for (const { text, values } of seen)
        await db.query(
          text,
          values.map((value) => put(value, term)),
        )
    },
    end: () => db.end(),
  }
}

const NAME_SORT = { column: 'name', descending: false } as const

async function fetchList(url: string, cookie: string): Promise<void> {
  const answer = await fetch(url, { headers: { cookie } })
  const body: unknown = await answer.json()
  if (!answer.ok)
    throw new Error(`GET ${url} answered ${answer.status}: ${JSON.stringify(body).slice(0, 200)}`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchSearch(scaleOf(args)), args)
  process.exit(0)
}
