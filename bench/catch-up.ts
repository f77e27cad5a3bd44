import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { oldestDue } from '@/lib/data/catch-up'
import { inTransaction } from '@/lib/data/transaction'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { signIn, startConsole } from './bench-console'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, limitLine, millisecondsOf, printLines, scaleOf } from './bench-line'
import { clientName, endOfLog, requestLog } from './request-log'

const CLIENTS = 1_000_000
const WEEKS = 4
const DAY_MS = 86_400_000
const VALID_MS = 180 * DAY_MS
const GOOD_SECONDS = 120
const ANSWER_LIMIT_MS = 1_000
const PAUSE_MS = 100
const PAGES = ['/', '/clients', '/clients?state=licensed', '/kms-hosts', '/api/clients?q=1234', '/api/health']

/**
 * A console that was off while all licenses of its fleet ended: how soon it is up to time, beside a plain UPDATE of the
 * same rows, and how it answers meanwhile.
 */
export async function benchCatchUp(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withBenchDatabase(
    async (url) => {
      await recordEnded(clients)
      const plainMs = await updatePlainly()
      await settle()
      const start = performance.now()
      const console = await startConsole(url)
      try {
        const cookie = await signIn(console.address)
        return linesOf(clients, plainMs, await watch(console.address, cookie, { clients, start }))
      } finally {
        await console.stop()
      }
    },
    { durable: true },
  )
}

/** Clients whose last renewal was 180 to 208 days ago: each of them has fallen into grace since. */
async function recordEnded(clients: number): Promise<void> {
  const end = Date.now() - VALID_MS
  const later = end - endOfLog(clients * WEEKS, clients).getTime()
  const moved = (at: string | undefined) => new Date(Date.parse(at ?? '') + later).toISOString()
  function* log() {
    for (const { line, observation } of requestLog(clients, clients, WEEKS)) {
      const { at, clientTime } = observation
      yield { line, observation: { ...observation, at: moved(at), clientTime: moved(clientTime) } }
    }
  }
  await recordObservations({ observations: log() }, new Date(end))
  await settle()
}

/** What the database takes to write the columns that change, of all rows at once; taken back afterwards. */
function updatePlainly(): Promise<number> {
  const undo = new Error('only measured')
  let milliseconds = 0
  return inTransaction(async (db) => {
    milliseconds = await millisecondsOf(async () => {
      await db.query(
        `UPDATE license SET status = 'outOfToleranceGrace', condition = 'grace', since = changes_at,
                changes_at = changes_at + interval '720 hours' WHERE changes_at <= now()`,
      )
      await db.query(
        `UPDATE client SET status = 'outOfToleranceGrace', condition = 'grace',
                changes_at = changes_at + interval '720 hours', expires_at = expires_at + interval '720 hours'
          WHERE changes_at <= now()`,
      )
    })
    throw undo
  }).catch((error: unknown) => {
    if (error !== undo) throw error
    return milliseconds
  })
}

interface Watched {
  seconds: number
  slowestPage: { path: string; ms: number }
  slowestPostMs: number
}

/** Asks for pages and records news of single machines until the console has caught up. */
async function watch(
  address: string,
  cookie: string,
  { clients, start }: { clients: number; start: number },
): Promise<Watched> {
  const seen: Watched = { seconds: 0, slowestPage: { path: '', ms: 0 }, slowestPostMs: 0 }
  let isBehind = true
  async function read() {
    for (let turn = 0; isBehind; turn += 1) {
      const path = PAGES[turn % PAGES.length] ?? '/'
      const ms = await millisecondsOf(async () => {
        const answer = await fetch(address + path, { headers: { cookie } })
        await answer.text()
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
      })
      // Each page is made once before it counts: the first view compiles it.
      if (turn >= PAGES.length && ms > seen.slowestPage.ms) seen.slowestPage = { path, ms }
      await sleep(PAUSE_MS)
    }
  }
  async function post() {
    for (let turn = 0; isBehind; turn += 1) {
      const ms = await millisecondsOf(() => recordOne((turn * 104_729) % clients))
      seen.slowestPostMs = Math.max(seen.slowestPostMs, ms)
      await sleep(PAUSE_MS * 10)
    }
  }
  async function wait() {
    while ((await oldestDue(new Date())) !== null) await sleep(PAUSE_MS)
    seen.seconds = (performance.now() - start) / 1_000
    isBehind = false
  }
  await Promise.all([read(), post(), wait()])
  return seen
}

async function recordOne(client: number): Promise<void> {
  const at = new Date().toISOString()
  const [entry] = requestLog(1, 1)
  if (!entry) return
  const observation = { ...entry.observation, at, clientTime: at }
  observation.client = { ...observation.client, name: clientName(client) }
  await recordObservations({ observations: [{ line: 1, observation }] }, new Date(at))
}

function linesOf(clients: number, plainMs: number, seen: Watched): BenchLine[] {
  const count = clients.toLocaleString('en-US')
  const speed = clients / seen.seconds
  const plain = clients / (plainMs / 1_000)
  const most = (name: string, ours: number, limit: number, unit: string) =>
    limitLine(`catch-up: ${name}`, ours, limit, unit)
  return [
    {
      name: `catch-up: ${count} licenses that are due at once`,
      ours: speed,
      peer: plain,
      unit: 'licenses/s',
      peerName: 'one plain UPDATE of the same rows',
      ratio: speed / plain,
      aim: 'at least 0.5',
      met: speed >= plain / 2,
    },
    most(`until ${count} licenses are up to time`, seen.seconds, (GOOD_SECONDS * clients) / CLIENTS, 's'),
    most(`slowest page meanwhile (${seen.slowestPage.path})`, seen.slowestPage.ms, ANSWER_LIMIT_MS, 'ms'),
    most('slowest recording of one observation meanwhile', seen.slowestPostMs, ANSWER_LIMIT_MS, 'ms'),
  ]
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchCatchUp(scaleOf(args)), args)
  process.exit(0)
}
