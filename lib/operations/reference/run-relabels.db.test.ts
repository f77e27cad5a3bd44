import { afterAll, expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { NOBODY, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { apart } from '@/lib/data/held-connections'
import { loadPendingRelabels, settleRelabel } from '@/lib/data/reference/pending-relabels'
import { inTransaction, lockRecord } from '@/lib/data/transaction'
import { stopBoss } from '@/lib/jobs/queue'
import { readRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { saveReferenceEntry, withdrawReferenceEntry } from './reference-entries'
import { runRelabels } from './run-relabels'

const database = withTestDatabase()
afterAll(() => stopBoss(1_000))
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const now = new Date('2026-03-01T00:00:00Z')
const PLANT = '0f0e0d0c-0000-4000-8000-00000000abcd'

const request = (machine: number): Observation => ({
  kind: 'kmsRequest',
  at: '2026-02-05T08:00:00.000Z',
  host: { name: 'kms01.corp.example' },
  client: {
    name: `srv-${machine}.corp.example`,
    cmid: `0a0a0a0a-0000-4000-8000-${String(machine).padStart(12, '0')}`,
    isVirtual: false,
  },
  hresult: '0x00000000',
  minimumCount: 5,
  status: 'licensed',
  remainingMinutes: 250_000,
  activationId: PLANT,
})

const entry = (label: string) => ({
  kind: 'product' as const,
  key: PLANT,
  value: {
    label,
    generation: 'Windows Server 2025',
    family: 'server' as const,
    edition: 'Datacenter',
    keyKind: 'GVLK' as const,
  },
  source: 'Volume licensing portal',
  dated: '2026-02',
  note: 'Seen on three machines',
})

const labels = async () =>
  (
    await database.pool.query<{ label: string }>('SELECT DISTINCT product_label AS label FROM license')
  ).rows.map(({ label }) => label)

/** Saves while somebody else records: it ends before the record is let go, or not at all. */
async function saveWhileRecording(label: string) {
  return inTransaction(async (db) => {
    await lockRecord(db)
    return apart(() => saveReferenceEntry.run(admin, entry(label), { now }))
  })
}

it('answers at once while an import is being recorded, and says that the labels follow', async () => {
  const observations = [1, 2, 3].map((machine) => ({ line: machine, observation: request(machine) }))
  await recordObservations({ observations }, now)
  const outcome = await saveWhileRecording('Server of the plant')
  expect(outcome).toMatchObject({ ok: true, waits: true })
  expect(await labels()).not.toContain('Server of the plant')
  expect(await loadPendingRelabels(admin)).toEqual([
    { activationId: PLANT, label: 'Server of the plant', licenses: 3, askedAt: now.toISOString() },
  ])
  await expect(loadPendingRelabels(NOBODY)).rejects.toThrow()
})

it('a run that is killed has changed nothing, and is taken up again', async () => {
  const before = await readRecord(database.pool)
  const killed = inTransaction(async (db) => {
    await settleRelabel(db, PLANT, now)
    const { rows } = await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await apart(() => database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]))
    await db.query('SELECT 1')
  })
  await expect(killed).rejects.toThrow()
  expect(await readRecord(database.pool)).toEqual(before)
  expect(await loadPendingRelabels(admin)).toHaveLength(1)

  await runRelabels(now)
  expect(await labels()).toEqual(['Server of the plant'])
  expect(await loadPendingRelabels(admin)).toEqual([])
  expect(await rollUpDifferences(database.pool)).toEqual([])
})

it('a run that comes twice, or two at a time, gives the same record', async () => {
  const after = await readRecord(database.pool)
  await saveWhileRecording('Server of the plant, again')
  await saveWhileRecording('Server of the plant')
  await Promise.all([runRelabels(now), runRelabels(now)])
  await runRelabels(now)
  expect(await readRecord(database.pool)).toEqual(after)
})

it('an entry that changes while its product is being relabelled is relabelled once more', async () => {
  await saveWhileRecording('First name')
  let begun: Promise<void> | undefined
  await inTransaction(async (db) => {
    await lockRecord(db)
    begun = apart(() => inTransaction((other) => settleRelabel(other, PLANT, now)))
    await apart(isWaitingForRecord)
    await apart(() => saveReferenceEntry.run(admin, entry('Second name'), { now }))
  })
  await begun
  expect(await loadPendingRelabels(admin)).toHaveLength(1)
  await runRelabels(now)
  expect(await labels()).toEqual(['Second name'])
  expect(await loadPendingRelabels(admin)).toEqual([])
})

async function isWaitingForRecord() {
  const waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
  await expect
    .poll(async () => (await database.pool.query(waiting)).rowCount, { timeout: 10_000 })
    .toBeGreaterThan(0)
}

it('a withdrawn entry is relabelled the same way', async () => {
  const outcome = await withdrawReferenceEntry.run(
    admin,
    { kind: 'product', key: PLANT, reason: 'A mistake' },
    { now },
  )
  expect(outcome).toMatchObject({ ok: true, waits: false })
  expect(await labels()).toEqual([`Unknown product ${PLANT}`])
  expect(await loadPendingRelabels(admin)).toEqual([])
})
