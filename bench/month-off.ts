import { pathToFileURL } from 'node:url'
import { oldestDue } from '@/lib/data/catch-up'
import { pool } from '@/lib/data/pool'
import { ensureBuild } from '@/lib/server/build'
import { signIn, startConsole } from './bench-console'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, limitLine, millisecondsOf, noneLine, printLines, scaleOf } from './bench-line'
import { fleetPages } from './fleet-pages'
import { fillLargeFleet } from './large-fleet'

const CLIENTS = 1_000_000
const DAYS_OFF = 31
const DAY_MS = 86_400_000
const ANSWER_LIMIT_MS = 1_000
const GOOD_SECONDS = 120
const PAUSE_MS = 100
/** The first view of a page loads its code. */
const ROUNDS = 3

/**
 * A console that was off for a month on a large fleet: how soon each of its pages answers while it catches up, how slow
 * one is afterwards, and when it is up to time. BENCH_DATABASE_URL: what an earlier run filled is used as it is.
 * --table: every page.
 */
export async function benchMonthOff(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withBenchDatabase(
    async (url) => {
      const { rows } = await pool().query<{ count: number }>('SELECT count(*)::int AS count FROM client')
      if (rows[0]?.count !== clients) await fillLargeFleet(clients, new Date(Date.now() - DAYS_OFF * DAY_MS))
      await settle()
      const paths = await fleetPages(clients)
      await ensureBuild(() => console.log('Building the pages.'))
      const start = performance.now()
      const started = await startConsole(url)
      try {
        const startedMs = performance.now() - start
        const refused = new Set<string>()
        const ask = await asker(started.address, refused)
        let seconds = 0
        const caughtUp = untilCaughtUp().then(() => {
          seconds = (performance.now() - start) / 1_000
        })
        const meanwhile = await slowest(paths, ask, () => seconds === 0)
        await caughtUp
        const after = await slowest(paths, ask, () => false)
        if (process.argv.includes('--table')) printTable(meanwhile, after)
        return linesOf({ clients, startedMs, seconds, refused, meanwhile, after })
      } finally {
        await started.stop()
      }
    },
    { durable: true },
  )
}

type Ask = (path: string) => Promise<number>

/** Milliseconds that a page takes to its last byte, for somebody who is signed in. @param refused takes those that did not answer */
async function asker(address: string, refused: Set<string>): Promise<Ask> {
  const cookie = await signIn(address)
  return (path) =>
    millisecondsOf(async () => {
      const answer = await fetch(address + path, { headers: { cookie }, redirect: 'manual' })
      await answer.text()
      if (answer.status !== 200) refused.add(`${path}: ${answer.status}`)
    })
}

async function untilCaughtUp(): Promise<void> {
  while ((await oldestDue(new Date())) !== null) await new Promise((done) => setTimeout(done, PAUSE_MS))
}

/** The longest each page took but for its first view, `ROUNDS` times and further ones while there is time. */
async function slowest(
  paths: readonly string[],
  ask: Ask,
  isTime: () => boolean,
): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  for (let round = 0; round < ROUNDS || isTime(); round += 1) {
    for (const path of paths) {
      const ms = await ask(path)
      if (round > 0) times.set(path, Math.max(ms, times.get(path) ?? 0))
    }
  }
  return times
}

interface Measured {
  clients: number
  startedMs: number
  seconds: number
  refused: ReadonlySet<string>
  meanwhile: Map<string, number>
  after: Map<string, number>
}

function linesOf({ clients, startedMs, seconds, refused, meanwhile, after }: Measured): BenchLine[] {
  const of = `${clients.toLocaleString('en-US')} machines, off for ${DAYS_OFF} days`
  const slowestLine = (when: string, times: Map<string, number>) => {
    const [path, ms] = [...times].reduce((most, next) => (next[1] > most[1] ? next : most))
    return limitLine(`${of}: slowest of ${times.size} pages ${when} (${path})`, ms, ANSWER_LIMIT_MS, 'ms')
  }
  return [
    limitLine(`${of}: until it answers`, startedMs / 1_000, GOOD_SECONDS, 's'),
    limitLine(`${of}: until it is up to time`, seconds, GOOD_SECONDS, 's'),
    noneLine(`${of}: pages that did not answer`, [...refused]),
    slowestLine('meanwhile', meanwhile),
    slowestLine('afterwards', after),
  ]
}

function printTable(meanwhile: Map<string, number>, after: Map<string, number>): void {
  console.log('| page | slowest while it catches up, ms | slowest afterwards, ms |\n| --- | --- | --- |')
  for (const [path, ms] of meanwhile)
    console.log(`| ${path} | ${Math.round(ms)} | ${Math.round(after.get(path) ?? 0)} |`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchMonthOff(scaleOf(args)), args)
  process.exit(0)
}
