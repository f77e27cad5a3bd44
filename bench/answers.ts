import { pathToFileURL } from 'node:url'
import { ensureBuild } from '@/lib/server/build'
import { type BenchConsole, signIn, startConsole } from './bench-console'
import { type BenchLine, limitLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { fleetPages } from './fleet-pages'
import { withLargeFleet } from './large-fleet'
import { postgresTimeMs } from './postgres-time'

const CLIENTS = 1_000_000
const LIMIT_MS = 1_000
/** The first view of a page loads its code and fills caches. */
const ROUNDS = 3
/** Where it is only tried whether all pages answer. */
const TINY_ROUNDS = 2
const TINY = 0.01

interface View {
  ms: number
  /** milliseconds of a processor: of the console, and of Postgres */
  node: number
  postgres: number
}

/**
 * Every page and list of a console in production mode on a large fleet, one after the other, for somebody who is signed in: how long
 * its first view takes and the slower of two further ones, and what they cost. BENCH_DATABASE_URL: what an earlier run filled is used
 * as it is. --table: every page. --only=TEXT: pages whose address has it.
 */
export async function benchAnswers(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withLargeFleet(clients, async (url) => {
    await ensureBuild(() => console.log('Building the pages.'))
    const started = await startConsole(url)
    try {
      const views = await viewAll(started, await fleetPages(clients), scale < TINY ? TINY_ROUNDS : ROUNDS)
      if (process.argv.includes('--table')) printTable(views)
      return linesOf(views, clients)
    } finally {
      await started.stop()
    }
  })
}

type Views = ReadonlyMap<string, readonly View[]>

async function viewAll(started: BenchConsole, paths: readonly string[], rounds: number): Promise<Views> {
  const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? ''
  const cookie = await signIn(started.address)
  const views = new Map<string, View[]>()
  for (let round = 0; round < rounds; round += 1) {
    for (const path of paths.filter((one) => one.includes(only))) {
      const before = { node: await started.used('processorMs'), postgres: await postgresTimeMs() }
      const ms = await millisecondsOf(async () => {
        const answer = await fetch(started.address + path, { headers: { cookie }, redirect: 'manual' })
        await answer.text()
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      })
      const node = (await started.used('processorMs')) - before.node
      const postgres = (await postgresTimeMs()) - before.postgres
      views.set(path, [...(views.get(path) ?? []), { ms, node, postgres }])
    }
  }
  return views
}

const slower = (views: readonly View[]) => Math.max(...views.slice(1).map(({ ms }) => ms))

function linesOf(views: Views, clients: number): BenchLine[] {
  const of = `${views.size} pages of ${clients.toLocaleString('en-US')} clients`
  const slowestBy = (what: string, msOf: (views: readonly View[]) => number) => {
    const [path, ms] = [...views]
      .map(([one, seen]) => [one, msOf(seen)] as const)
      .toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0]
    return limitLine(`answers: slowest ${what} of ${of}, ${path}`, ms, LIMIT_MS, 'ms')
  }
  return [slowestBy('first view', ([first]) => first?.ms ?? 0), slowestBy('later view', slower)]
}

function printTable(views: Views): void {
  console.log(
    '| page | first, ms | later, ms | console, ms CPU | Postgres, ms CPU |\n| --- | --- | --- | --- | --- |',
  )
  for (const [path, seen] of [...views].toSorted(([, one], [, other]) => slower(other) - slower(one))) {
    const least = (what: keyof View) => Math.round(Math.min(...seen.slice(1).map((view) => view[what])))
    const [first] = seen
    console.log(
      `| \`${path}\` | ${Math.round(first?.ms ?? 0)} | ${Math.round(slower(seen))} | ${least('node')} | ${least('postgres')} |`,
    )
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchAnswers(scaleOf(args)), args)
  process.exit(0)
}
