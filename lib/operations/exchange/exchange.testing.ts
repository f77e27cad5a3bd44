import { randomUUID } from 'node:crypto'
import type { LicenseObservation, LicenseStatus } from '@/lib/activation/observation'
import { userActor } from '@/lib/auth/actor-kinds'
import type { TestDatabase } from '@/lib/data/database.testing'
import { recordObservations } from '../record/record-observations'

/** What tests of exchanges stand on: a MAK with activations, and machines of an isolated network. */
export const ADMIN = userActor({ id: 'ines', name: 'Ines', role: 'licensingAdmin' })
export const START = new Date('2026-11-22T08:00:00Z')
export const DUE = '2026-12-03T22:00:00.000Z'
export const LAST_FIVE = '7XQWD'
const ENTERPRISE = '2de67392-b7a7-462a-b1ca-108dd189f588'

export const hoursLater = (hours: number) => new Date(START.getTime() + hours * 3_600_000)
export const machineName = (row: number) => `iso-${String(row).padStart(2, '0')}.lab.example`
/** Data, not identifiers of real machines: digits that differ by machine, some with leading zeros. */
export const installationIdOf = (row: number, hardware = 0) =>
  `0${String(row).padStart(3, '0')}${hardware}${'91827364550'.repeat(6)}`.slice(0, 63)
export const confirmationIdOf = (row: number) =>
  `${String(row).padStart(4, '0')}${'5172839406'.repeat(5)}`.slice(0, 48)

export interface SeenMachine {
  row: number
  status?: LicenseStatus
  at?: Date
  hardware?: number
  partialKey?: string
}

function reading({ row, status = 'initialGrace', at = START, ...more }: SeenMachine): LicenseObservation {
  return {
    kind: 'license',
    observedAt: at.toISOString(),
    client: {
      name: machineName(row),
      domain: 'lab.example',
      cmid: `7d21c4b8-90ae-4f53-a6c1-${String(row).padStart(12, '0')}`,
    },
    product: {
      name: 'Windows(R), Professional edition',
      description: 'Windows(R) Operating System, VOLUME_MAK channel',
      activationId: ENTERPRISE,
      channel: 'MAK',
      partialKey: more.partialKey ?? LAST_FIVE,
    },
    status,
    installationId: installationIdOf(row, more.hardware),
  }
}

/** Records what these machines say. */
export async function see(machines: readonly SeenMachine[], now: Date): Promise<void> {
  const observations = machines.map((machine, index) => ({ line: index + 1, observation: reading(machine) }))
  await recordObservations({ observations }, now)
}

/** A MAK known by its last five, with so many activations granted. */
export async function addMak(database: TestDatabase, granted: number): Promise<string> {
  const id = randomUUID()
  await database.prisma.productKey.create({
    data: { id, kind: 'mak', lastFive: LAST_FIVE, label: 'Windows 10 Pro', addedAt: START, addedBy: 'Ines' },
  })
  await database.pool.query(
    `INSERT INTO mak_entry (key_id, no, kind, change, at, recorded_at, source, actor_name, idempotency_key, balance_after)
     VALUES ($1, 1, 'increase', $2, $3, $3, 'person', 'Ines', 'granted', $2)`,
    [id, granted, START],
  )
  return id
}

/** The balance of a MAK as the account has it. */
export async function balanceOf(database: TestDatabase, keyId: string): Promise<number> {
  return (await database.prisma.makAccount.findUniqueOrThrow({ where: { keyId } })).balance
}
