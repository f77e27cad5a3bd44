import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { copyInto } from '@/lib/data/merge/copy-rows'
import { pool } from '@/lib/data/pool'
import { inTransaction } from '@/lib/data/transaction'
import { type ObservationAt, recordObservations } from '@/lib/operations/record/record-observations'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, limitLine, median, millisecondsOf, printLines, scaleOf } from './bench-line'
import { endOfLog, requestLog } from './request-log'
import { withStatementTimes } from './statement-times'

const CLIENTS = 1_000_000
const RENEWALS = 100_000
const AIMED_PER_SECOND = 15_000
const OTHER_POST_LIMIT_MS = 1_000
const ALONE = 50
const ALONE_LIMIT_MS = 20
const AT_ONCE = 100
const AT_ONCE_PER_SECOND = 500

/**
 * A fleet whose machines all renewed within a week goes on renewing: many at once, beside writing the same rows plainly;
 * what another post waits meanwhile; one machine alone; a hundred at once. --statements: where the time of the many goes.
 */
export function benchRenewals(scale: number): Promise<BenchLine[]> {
  const sizes = { clients: Math.round(CLIENTS * scale), renewals: Math.round(RENEWALS * scale) }
  return withBenchDatabase(() => measureRenewals(sizes), { durable: true })
}

export async function measureRenewals(sizes: { clients: number; renewals: number }): Promise<BenchLine[]> {
  const { clients, renewals } = sizes
  const requests = 2 * clients
  const now = endOfLog(requests, clients)
  const log = requestLog(requests, clients)
  await recordObservations({ observations: taken(log, clients) }, now)
  await settle()
  const many = [...taken(log, renewals)]
  const plain = await writePlainly(many)
  await settle()
  const record = () => recordWhileOthersPost(many, log, now)
  const isAsked = process.argv.includes('--statements')
  const { ours, longestWait } = await (isAsked ? withStatementTimes(record) : record())
  const one = () => recordObservations({ observations: taken(log, 1) }, now)
  const alone: number[] = []
  for (let round = 0; round < ALONE; round += 1) alone.push(await millisecondsOf(one))
  const atOnce = await millisecondsOf(() => Promise.all(Array.from({ length: AT_ONCE }, one)))
  const name = `renewals: ${renewals.toLocaleString('en-US')} of a fleet of ${clients.toLocaleString('en-US')}`
  const perSecond = (renewals / ours) * 1_000
  return [
    speedLine(name, perSecond, AIMED_PER_SECOND),
    {
      ...speedLine(name, perSecond, (renewals / plain) * 1_000),
      peerName: 'COPY of the same events, UPDATE of the same licenses and clients',
      aim: 'at least 0.25',
      met: plain / ours >= 0.25,
    },
    limitLine('renewals: longest wait of another post meanwhile', longestWait, OTHER_POST_LIMIT_MS, 'ms'),
    limitLine('renewals: one alone, median', median(alone), ALONE_LIMIT_MS, 'ms'),
    speedLine(`renewals: ${AT_ONCE} posts at once`, (AT_ONCE / atOnce) * 1_000, AT_ONCE_PER_SECOND),
  ]
}

/** The next so many of a log that goes on afterwards. */
function* taken(log: Iterator<ObservationAt>, count: number): Generator<ObservationAt> {
  for (let index = 0; index < count; index += 1) {
    const next = log.next()
    if (next.done) throw new Error('the log is too short')
    yield next.value
  }
}

/** Records `many`; meanwhile one renewal after another comes by itself. */
async function recordWhileOthersPost(many: ObservationAt[], others: Iterator<ObservationAt>, now: Date) {
  let isRecording = true
  let longestWait = 0
  async function post() {
    while (isRecording) {
      await sleep(100)
      const waited = await millisecondsOf(() => recordObservations({ observations: taken(others, 1) }, now))
      longestWait = Math.max(longestWait, waited)
    }
  }
  const posts = post()
  const ours = await millisecondsOf(() => recordObservations({ observations: many }, now))
  isRecording = false
  await posts
  return { ours, longestWait }
}

/** Writes what the renewals change, without looking at what it means; taken back afterwards. */
async function writePlainly(many: readonly ObservationAt[]): Promise<number> {
  await pool().query(
    'CREATE TABLE plain (LIKE activation_event INCLUDING INDEXES); ALTER TABLE plain ADD name text',
  )
  const undo = new Error('only measured')
  let milliseconds = 0
  await inTransaction(async (db) => {
    milliseconds = await millisecondsOf(async () => {
      await copyInto(
        db,
        'plain (at, fingerprint, kind, cmid, status_after, ends_at, client_time, name)',
        async (plain) => {
          for (const { observation: o } of many) {
            if (o.kind !== 'kmsRequest') continue
            const full = plain.write(
              `${o.at}\t${crypto.randomUUID()}\t${o.kind}\t${o.client.cmid}\t${o.status}\t${o.at}\t${o.clientTime}\t${o.client.name}\n`,
            )
            if (full) await full
          }
        },
      )
      await db.query('ANALYZE plain')
      for (const [table, key] of [
        ['license', 'client_id'],
        ['client', 'id'],
      ]) {
        await db.query(
          `UPDATE ${table} t SET observed_at = p.at, expires_at = p.at + interval '180 days', changes_at = p.at + interval '180 days'
             FROM plain p JOIN client_name n ON n.name = p.name WHERE t.${key} = n.client_id`,
        )
      }
    })
    throw undo
  }).catch((error: unknown) => {
    if (error !== undo) throw error
  })
  await pool().query('DROP TABLE plain')
  return milliseconds
}

function speedLine(name: string, ours: number, aimed: number): BenchLine {
  const ratio = ours / aimed
  return {
    name,
    ours,
    peer: aimed,
    unit: 'requests/s',
    peerName: 'aim',
    ratio,
    aim: 'at least 1',
    met: ratio >= 1,
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchRenewals(scaleOf(args)), args)
  process.exit(0)
}
