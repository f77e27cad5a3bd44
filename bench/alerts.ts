import { pathToFileURL } from 'node:url'
import { runAlertRound } from '@/lib/data/alerts/round'
import { pool } from '@/lib/data/pool'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { type BenchLine, limitLine, median, millisecondsOf, printLines, scaleOf } from './bench-line'
import { withLargeFleet } from './large-fleet'

const CLIENTS = 1_000_000
const IMPORTED = 1_000
const FULL_SECONDS = 30
const AFTER_IMPORT_SECONDS = 2
const ROUNDS = 3
const WAIT_SECONDS = 1

/**
 * Rounds of alerts on a large fleet: the first, which opens everything, the next, which finds nothing new, and the one after an
 * import of a thousand machines. Beside each stands the longest wait of somebody who writes to the record meanwhile.
 */
export async function benchAlerts(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withLargeFleet(clients, async (_url, now) => measureAlerts(clients, now))
}

/** The same on whatever fleet there is. */
export async function measureAlerts(clients: number, now: Date): Promise<BenchLine[]> {
  await pool().query('TRUNCATE alert, alert_round CASCADE')
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const first = await whileWriting(() => runAlertRound(at(0)))
  const { rows } = await pool().query<{ count: number }>('SELECT count(*)::int AS count FROM alert')
  const next: Measured[] = []
  for (let round = 1; round <= ROUNDS; round += 1)
    next.push(await whileWriting(() => runAlertRound(at(round))))
  const imported: Measured[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    await importSome(at(10 * round))
    imported.push(await whileWriting(() => runAlertRound(at(10 * round + 1))))
  }
  const of = `at ${clients.toLocaleString('en-US')} clients`
  const opened = `${(rows[0]?.count ?? 0).toLocaleString('en-US')} alerts`
  const waits = Math.max(...[first, ...next, ...imported].map(({ waitSeconds }) => waitSeconds))
  const afterImport = median(imported.map(({ seconds }) => seconds))
  return [
    limitLine(`alerts: the first round ${of}, which opens ${opened}`, first.seconds, FULL_SECONDS, 's'),
    limitLine(`alerts: a full round ${of}`, median(next.map(({ seconds }) => seconds)), FULL_SECONDS, 's'),
    limitLine(
      `alerts: the round after an import of a thousand ${of}`,
      afterImport,
      AFTER_IMPORT_SECONDS,
      's',
    ),
    limitLine(`alerts: the longest wait of a write meanwhile ${of}`, waits, WAIT_SECONDS, 's'),
  ]
}

interface Measured {
  seconds: number
  waitSeconds: number
}

/** What a run takes, and how long a row that it reads was locked against a writer at most. */
async function whileWriting(run: () => Promise<unknown>): Promise<Measured> {
  let isDone = false
  let waitSeconds = 0
  const writing = (async () => {
    while (!isDone) {
      const ms = await millisecondsOf(() =>
        pool().query('UPDATE client SET name = name WHERE id = (SELECT id FROM client ORDER BY id LIMIT 1)'),
      )
      waitSeconds = Math.max(waitSeconds, ms / 1000)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const seconds = (await millisecondsOf(run)) / 1000
  isDone = true
  await writing
  return { seconds, waitSeconds }
}

/** A thousand machines that exist renew once more. */
async function importSome(now: Date): Promise<void> {
  const { rows } = await pool().query<{ name: string; cmid: string; host: string }>(
    `SELECT DISTINCT ON (c.name) c.name, k.cmid, c.kms_host AS host FROM client c JOIN client_name n ON n.client_id = c.id
       JOIN client_cmid k ON k.name_id = n.id WHERE c.kms_host IS NOT NULL ORDER BY c.name LIMIT ${IMPORTED}`,
  )
  const observations = rows.map(({ name, cmid, host }, line) => ({
    line,
    observation: {
      ...{ kind: 'kmsRequest' as const, at: now.toISOString(), host: { name: host } },
      client: { name, cmid, isVirtual: false },
      ...{ hresult: '0x00000000', minimumCount: 25, status: 'licensed' as const },
      ...{ remainingMinutes: 180 * 1440, activationId: '73111121-5638-40f6-bc11-f1d7b0d64300' },
    },
  }))
  await recordObservations({ observations }, now)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchAlerts(scaleOf(args)), args)
  process.exit(0)
}
