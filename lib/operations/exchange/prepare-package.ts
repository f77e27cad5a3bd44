import type { z } from 'zod'
import {
  type ChosenMachine,
  decidePackage,
  type RequestSpending,
} from '@/lib/activation/offline/decide-package'
import { type CandidateRow, findCandidates } from '@/lib/data/exchange/candidate-rows'
import { findExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { referenceOf } from '@/lib/data/exchange/exchange-requests'
import { nextPackageNumber } from '@/lib/data/exchange/package-store'
import { onPrisma } from '@/lib/data/rows'
import { enterReapplied, reserveActivations } from '../mak/reserve-activations'
import { type OperationContext, operation } from '../operation'
import { contentHash } from './content-hash'
import { PACKAGE_LIMIT, prepareInput } from './exchange-input'
import { refuse, sayExchangeRefusal } from './exchange-refusal'
import { expireOverdue } from './expire-exchanges'

type Chosen = CandidateRow & ChosenMachine
type Request = Chosen & RequestSpending & { row: number }

const prepare = operation(
  'exchange.change',
  prepareInput,
  async (context, input) => {
    const { tx, now, audit } = context
    if (Date.parse(input.dueAt) <= now.getTime()) return refuse({ kind: 'dueInThePast' })
    if (input.method === 'phone' && input.machines.length !== 1) {
      return refuse({ kind: 'onePhone', machines: input.machines.length })
    }
    const number = await nextPackageNumber(tx)
    const key = await findExchangeKey(onPrisma(tx), input.keyId)
    if (!key) return refuse({ kind: 'noSuchMak' })
    const { chosen, unknown } = await chosenMachines(context, key.lastFive, input)
    if (unknown.length > 0) return refuse({ kind: 'unknownMachines', machines: unknown })
    const decision = decidePackage(key, chosen)
    if (!decision.ok) return refuse(decision.refusal)
    const requests = decision.requests.map((request, index) => ({ ...request, row: index + 1 }))
    const held = await holdActivations(context, number, input.keyId, requests)
    if (!held.ok) return refuse(held.refusal)
    await insertPackage(context, {
      number,
      lastFive: key.lastFive,
      input,
      requests,
      entryKeys: held.entryKeys,
    })
    await audit({
      action: 'exchange.prepare',
      subjectType: 'exchange',
      subjectId: String(number),
      after: {
        name: `package ${number}`,
        key: `${key.label} (${key.lastFive})`,
        machines: requests.length,
        reserved: held.entryKeys.size,
        reapplied: requests.length - held.entryKeys.size,
        due: input.dueAt,
        withNames: input.withNames,
      },
    })
    return { ok: true as const, number, reserved: held.entryKeys.size, machines: requests.length }
  },
  { refusals: sayExchangeRefusal },
)

/**
 * Makes a numbered package: machines and a MAK, with one activation of it held for each that needs one. Refused as a
 * whole, with the numbers, where the balance does not reach. Machines whose stored confirmation ID can be applied
 * again are answered at once and cost nothing. What has expired
 * comes back to the balance first, if whoever asks may prepare at all.
 */
export const prepareExchange: typeof prepare = {
  ...prepare,
  async run(actor, raw, call = {}) {
    if (actor.can(prepare.permission)) await expireOverdue(call.now ?? new Date())
    return prepare.run(actor, raw, call)
  },
}

async function chosenMachines(
  { tx, now }: OperationContext,
  lastFive: string,
  { keyId, machines }: z.output<typeof prepareInput>,
): Promise<{ chosen: Chosen[]; unknown: string[] }> {
  const names = [...new Set(machines.map(({ name }) => name))]
  if (names.length === 0) return { chosen: [], unknown: [] }
  // A short name matches every machine of that first label, so more rows than names may come.
  const filter = { keyId, lastFive, names, limit: 10 * PACKAGE_LIMIT }
  const { rows } = await findCandidates(onPrisma(tx), filter, now)
  const byName = new Map(rows.map((row) => [row.machine, row]))
  const chosen = machines.flatMap(({ name, wantsNew }) => {
    const row = byName.get(name)
    return row ? [{ ...row, wantsNew }] : []
  })
  return { chosen, unknown: names.filter((name) => !byName.has(name)) }
}

type Held =
  | { ok: true; entryKeys: Map<number, string> }
  | Extract<Awaited<ReturnType<typeof reserveActivations>>, { ok: false }>

/** One planned entry in the ledger for each request that costs one; a note for each that costs none. */
async function holdActivations(
  context: OperationContext,
  number: number,
  keyId: string,
  requests: readonly Request[],
): Promise<Held> {
  const reason = `Exchange package ${number}`
  const spending = requests.filter((request) => request.spending !== 'none')
  const reapplied = requests
    .filter((request) => request.spending === 'none')
    .map(({ machine, installationId, row }) => ({
      name: machine,
      installationId,
      idempotencyKey: `exchange:${number}/${row}/reapplied`,
    }))
  if (reapplied.length > 0) await enterReapplied(context, { keyId, reason, machines: reapplied })
  if (spending.length === 0) return { ok: true, entryKeys: new Map() }
  const machines = spending.map((request) => ({
    name: request.machine,
    installationId: request.installationId,
    again: request.spending === 'reactivation' ? request.cause : undefined,
  }))
  const idempotencyKey = `exchange:${number}`
  const answer = await reserveActivations(context, {
    keyId,
    idempotencyKey,
    machines,
    reason,
    source: 'exchange',
  })
  if (!answer.ok) return answer
  return {
    ok: true,
    entryKeys: new Map(spending.map(({ row }, index) => [row, answer.entryKeys[index] ?? ''])),
  }
}

interface NewPackage {
  number: number
  lastFive: string
  input: z.output<typeof prepareInput>
  requests: readonly Request[]
  entryKeys: ReadonlyMap<number, string>
}

async function insertPackage(
  { tx, actor, now }: OperationContext,
  { number, lastFive, input, requests, entryKeys }: NewPackage,
): Promise<void> {
  const { keyId, method, withNames, note } = input
  const rows = requests.map((request) =>
    requestRow(request, entryKeys.get(request.row), { now, by: actor.name }),
  )
  const asked = rows.filter((row) => row.spending !== 'none')
  await tx.exchangePackage.create({
    data: {
      number,
      method,
      keyId,
      lastFive,
      withNames,
      note: note || null,
      dueAt: new Date(input.dueAt),
      contentHash: contentHash(asked.map((row) => ({ ...row, reference: referenceOf(number, row.row) }))),
      preparedAt: now,
      preparedById: actor.id,
      preparedBy: actor.name,
      requests: { createMany: { data: rows } },
    },
    select: { number: true },
  })
}

function requestRow(request: Request, entryKey: string | undefined, { now, by }: { now: Date; by: string }) {
  const { row, machine, slot, productLabel, spending, stored } = request
  const answered = spending === 'none' && stored !== undefined
  return {
    row,
    machine,
    slot,
    productLabel,
    spending,
    cause: spending === 'reactivation' ? request.cause : null,
    activationId: request.activationId ?? null,
    installationId: (request.installationId ?? '').replace(/\D/g, ''),
    entryKey: entryKey ?? null,
    seenAt: new Date(request.observedAt),
    ...(answered && {
      confirmationId: stored.confirmationId,
      answeredAt: now,
      answeredBy: by,
      answeredFrom: 'stored',
    }),
  }
}
