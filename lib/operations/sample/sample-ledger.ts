import type { LicenseStatus, Observation } from '@/lib/activation/observation'
import { appendEntries, type NewEntry } from '@/lib/data/mak/append-entries'
import { lockAccount } from '@/lib/data/mak/lock-account'
import { CONSOLE_NAME } from '@/lib/data/mak/settle-uses'
import { onConnection, type SqlRunner } from '@/lib/data/rows'
import { inTransaction } from '@/lib/data/transaction'
import { type SampleMachine, sampleMachines } from './sample-machines'
import { MAK_CLIENT } from './sample-products'

const DAY_MS = 86_400_000
const GRANTED_DAYS_AGO = 210

/** What was granted with each MAK of the sample fleet. */
const GRANTS: Readonly<Record<string, number>> = { [MAK_CLIENT.partialKey ?? '']: 45, K3VDX: 25 }

/** Counts that Microsoft reported of the first of them: so many days ago, so many fewer than we had seen. */
const REPORTS = [
  { daysAgo: 121, fewer: 0 },
  { daysAgo: 62, fewer: 1 },
  { daysAgo: 10, fewer: 3 },
] as const

/** Which of the machines with a MAK came back, after how many days, and why. */
const COMEBACKS = [
  { nth: 2, afterDays: 3, why: 'rebuild' },
  { nth: 6, afterDays: 2, why: 'rebuild' },
  { nth: 11, afterDays: 4, why: 'hardware' },
  { nth: 15, afterDays: 2, why: 'rebuild' },
  { nth: 22, afterDays: 3, why: 'rebuild' },
] as const

/** Readings of machines that were rebuilt or got other hardware, and used the MAK once more. */
export function* sampleMakReadings(now: Date): Generator<Observation> {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  const machines = sampleMachines().filter(({ product }) => product === MAK_CLIENT)
  for (const { nth, afterDays, why } of COMEBACKS) {
    const machine = machines[nth]
    if (machine?.fate.kind !== 'read' || machine.fate.status !== 'licensed') continue
    const time = today - (machine.fate.readDay - afterDays) * DAY_MS
    if (why === 'rebuild') {
      yield reading(machine, time, 'licensed', rebuiltCmid(machine.cmid))
      continue
    }
    yield reading(machine, time - DAY_MS, 'outOfToleranceGrace', machine.cmid)
    yield reading(machine, time, 'licensed', machine.cmid)
  }
}

/** A rebuilt machine has another CMID. */
const rebuiltCmid = (cmid: string) => `${cmid.slice(0, -4)}b11d`

function reading(machine: SampleMachine, time: number, status: LicenseStatus, cmid: string): Observation {
  const { name, description, channel, partialKey } = machine.product
  return {
    kind: 'license',
    observedAt: new Date(time).toISOString(),
    client: { name: machine.name, cmid, isVirtual: machine.isVirtual },
    product: { name, description, channel, partialKey },
    status,
  }
}

/**
 * Gives the MAKs of the sample fleet what nobody observes: the lot granted with each, and counts that Microsoft
 * reported. After the machines were recorded; entering again changes nothing.
 */
export async function enterSampleLedger(now: Date): Promise<void> {
  await inTransaction(async (db) => {
    const sql = onConnection(db)
    const keys = await sql.rows<{ keyId: string; lastFive: string }>(
      `SELECT k.id AS "keyId", k.last_five AS "lastFive" FROM product_key k JOIN mak_account a ON a.key_id = k.id
        WHERE k.is_sample AND a.granted = 0 ORDER BY k.id`,
    )
    for (const { keyId, lastFive } of keys) {
      await lockAccount(sql, keyId)
      const isUsed = lastFive === MAK_CLIENT.partialKey
      const reports = isUsed ? await reportsOf(sql, keyId, now) : []
      await appendEntries(sql, [grantOf(keyId, GRANTS[lastFive] ?? 25, now), ...reports], now)
    }
    await sql.rows(
      `UPDATE mak_account a SET low_days = 60 FROM product_key k WHERE k.id = a.key_id AND k.is_sample RETURNING a.key_id`,
    )
  })
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS).toISOString()

function grantOf(keyId: string, change: number, now: Date): NewEntry {
  const at = daysBefore(now, GRANTED_DAYS_AGO)
  const words = { source: 'person', actorName: CONSOLE_NAME, reason: 'Sample agreement 1' } as const
  return { keyId, kind: 'increase', change, at, ...words, idempotencyKey: 'sample:granted' }
}

/** What Microsoft reported, reckoned from what was seen by then. */
async function reportsOf(sql: SqlRunner, keyId: string, now: Date): Promise<NewEntry[]> {
  const entries: NewEntry[] = []
  for (const { daysAgo, fewer } of REPORTS) {
    const at = daysBefore(now, daysAgo)
    const [row] = await sql.rows<{ seen: number }>(
      `SELECT coalesce(sum(change), 0)::int AS seen FROM mak_entry WHERE key_id = $1::uuid AND at <= $2::timestamptz`,
      [keyId, at],
    )
    const remaining = Math.max(0, (GRANTS[MAK_CLIENT.partialKey ?? ''] ?? 0) + (row?.seen ?? 0) - fewer)
    const words = { source: 'VAMT', actorName: CONSOLE_NAME } as const
    entries.push({
      keyId,
      kind: 'microsoftCount',
      change: 0,
      remaining,
      at,
      ...words,
      idempotencyKey: `sample:${daysAgo}`,
    })
  }
  return entries
}
