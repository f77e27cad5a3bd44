import type { LicenseStatus, Observation } from '@/lib/activation/observation'
import { systemActor } from '@/lib/auth/actor-kinds'
import type { Transaction } from '@/lib/data/audit'
import { referenceOf } from '@/lib/data/exchange/exchange-requests'
import { nextPackageNumber } from '@/lib/data/exchange/package-store'
import { inPrismaTransaction, prisma } from '@/lib/data/prisma'
import { contentHash } from '../exchange/content-hash'
import { reserveActivations } from '../mak/reserve-activations'
import { recordObservations } from '../record/record-observations'
import { SAMPLE_DOMAIN } from './sample-machines'
import { type SampleRandom, sampleRandom } from './sample-random'

const DAY_MS = 86_400_000
const LAST_FIVE = 'K3VDX'
const CARRIER = 'Robin Sample'

/** Packages of an isolated lab: one that is done, one that is on its way. Days count back from now. */
const PACKAGES = [
  { machines: 6, preparedDaysAgo: 47, dueInDays: 14, isDone: true },
  { machines: 4, preparedDaysAgo: 5, dueInDays: 14, isDone: false },
] as const

const WINDOWS = {
  name: 'Windows(R), Professional edition',
  description: 'Windows(R) Operating System, OEM_DM channel',
  channel: 'OEM',
  partialKey: '3V66T',
} as const
const OFFICE = {
  name: 'Office 24, Office24ProPlus2024VL_MAK_AE edition',
  description: 'Office 24, RETAIL(MAK) channel',
  channel: 'MAK',
  partialKey: LAST_FIVE,
} as const

interface LabMachine {
  name: string
  cmid: string
  /** Made up; belongs to no machine. */
  installationId: string
  confirmationId: string
}

/** Gives the sample fleet an isolated lab with two exchange packages. After its keys have their first lots. */
export async function addSampleExchanges(now: Date, by: string, importId: string): Promise<void> {
  const key = await prisma().productKey.findFirst({
    where: { lastFive: LAST_FIVE, isSample: true },
    select: { id: true },
  })
  if (!key) return
  const random = sampleRandom(1_604)
  let before = 0
  for (const one of PACKAGES) {
    const machines = rowsFrom(before, one.machines).map((row) => labMachine(random, row))
    before += one.machines
    const preparedAt = new Date(now.getTime() - one.preparedDaysAgo * DAY_MS)
    await record(machines, 'initialGrace', new Date(preparedAt.getTime() - DAY_MS), now, importId)
    const plan = { ...one, machines, preparedAt, keyId: key.id, by }
    await inPrismaTransaction((tx) => addPackage(tx, plan))
    const seenAt = new Date(preparedAt.getTime() + 8 * DAY_MS)
    if (one.isDone) await record(machines, 'licensed', seenAt, now, importId)
  }
}

const rowsFrom = (before: number, count: number) =>
  Array.from({ length: count }, (_, index) => before + index + 1)

function labMachine(random: SampleRandom, row: number): LabMachine {
  const digits = (count: number) => Array.from({ length: count }, () => random.whole(0, 9)).join('')
  return {
    name: `vault-${String(row).padStart(2, '0')}.vault.${SAMPLE_DOMAIN}`,
    cmid: random.guid(),
    installationId: digits(63),
    confirmationId: digits(48),
  }
}

async function record(
  machines: readonly LabMachine[],
  status: LicenseStatus,
  at: Date,
  now: Date,
  importId: string,
): Promise<void> {
  const observations = machines.flatMap((machine, index) => [
    { line: 2 * index + 1, observation: reading(machine, { product: WINDOWS, status: 'licensed' }, at) },
    {
      line: 2 * index + 2,
      observation: {
        ...reading(machine, { product: OFFICE, status }, at),
        installationId: machine.installationId,
      },
    },
  ])
  await recordObservations({ observations, importId, isSample: true }, now)
}

function reading(
  { name, cmid }: LabMachine,
  state: { product: typeof WINDOWS | typeof OFFICE; status: LicenseStatus },
  at: Date,
): Extract<Observation, { kind: 'license' }> {
  return { kind: 'license', observedAt: at.toISOString(), client: { name, cmid, isVirtual: false }, ...state }
}

interface Plan {
  machines: readonly LabMachine[]
  preparedAt: Date
  dueInDays: number
  isDone: boolean
  keyId: string
  by: string
}

async function addPackage(tx: Transaction, plan: Plan): Promise<void> {
  const { machines, preparedAt, keyId, by } = plan
  const number = await nextPackageNumber(tx)
  const held = await reserveActivations(
    { tx, actor: systemActor(by), now: preparedAt },
    {
      keyId,
      idempotencyKey: `exchange:sample:${number}`,
      machines: machines.map(({ name, installationId }) => ({ name, installationId })),
      reason: `Exchange package ${number}`,
      source: 'exchange',
    },
  )
  if (!held.ok) return
  const later = (days: number) => new Date(preparedAt.getTime() + days * DAY_MS)
  const licenses = await licensesOf(tx, machines)
  const requests = machines.map(({ name, installationId, confirmationId }, index) => ({
    row: index + 1,
    machine: name,
    slot: licenses.get(name)?.slot ?? 'office',
    productLabel: licenses.get(name)?.productLabel ?? 'Office LTSC 2024',
    installationId,
    spending: 'activation',
    entryKey: held.entryKeys[index] ?? null,
    seenAt: later(-1),
    ...(plan.isDone && {
      confirmationId,
      answeredAt: later(3),
      answeredBy: by,
      answeredFrom: 'file',
      appliedAt: later(4),
      appliedBy: by,
    }),
  }))
  const named = requests.map((one) => ({
    ...one,
    activationId: null,
    reference: referenceOf(number, one.row),
  }))
  await tx.exchangePackage.create({
    data: {
      number,
      method: 'file',
      keyId,
      lastFive: LAST_FIVE,
      withNames: false,
      isSample: true,
      dueAt: later(plan.dueInDays),
      contentHash: contentHash(named),
      preparedAt,
      preparedBy: by,
      carriedOutAt: later(1),
      carriedOutBy: by,
      carrier: CARRIER,
      carriedTo: 'VAMT workstation outside the lab',
      requests: { createMany: { data: requests } },
    },
    select: { number: true },
  })
}

async function licensesOf(tx: Transaction, machines: readonly LabMachine[]) {
  const rows = await tx.license.findMany({
    where: { client: { name: { in: machines.map(({ name }) => name) } }, partialKey: LAST_FIVE },
    select: { slot: true, productLabel: true, client: { select: { name: true } } },
  })
  return new Map(rows.map(({ client, ...license }) => [client.name, license]))
}
