import { z } from 'zod'
import { operation, type Transaction } from '../operation'
import { changedUnitInput, reason, unitInput } from './network-input'
import { refuse, sayNetworkRefusal } from './network-refusal'

const aUnit = z.object({ unitId: z.uuid() })

const SHOWN = {
  id: true,
  kind: true,
  name: true,
  forestId: true,
  trust: true,
  note: true,
  retiredAt: true,
} as const

/** Adds a forest, a domain or a workgroup. */
export const addUnit = operation(
  'discovery.change',
  unitInput,
  async ({ tx, now, audit }, unit) => {
    if (!(await isForest(tx, unit.forestId))) return refuse({ kind: 'noSuchForest' })
    const same = await tx.directoryUnit.findUnique({
      where: { kind_name: { kind: unit.kind, name: unit.name } },
      select: SHOWN,
    })
    if (same) return refuse({ kind: 'nameTaken', what: unit.kind, name: unit.name })
    const made = await tx.directoryUnit.create({ data: { ...unit, createdAt: now }, select: SHOWN })
    await audit({
      action: 'network.addUnit',
      subjectType: 'network',
      subjectId: made.id,
      after: await factsOf(tx, unit),
    })
    return { ok: true as const, id: made.id, name: made.name }
  },
  { refusals: sayNetworkRefusal },
)

/** Changes name, forest, trust or note; the kind stays. */
export const changeUnit = operation(
  'discovery.change',
  changedUnitInput,
  async ({ tx, audit }, { unitId, ...unit }) => {
    const before = await tx.directoryUnit.findUnique({ where: { id: unitId }, select: SHOWN })
    if (!before || before.kind !== unit.kind) return refuse({ kind: 'noSuchUnit' })
    if (!(await isForest(tx, unit.forestId))) return refuse({ kind: 'noSuchForest' })
    const same = await tx.directoryUnit.findUnique({
      where: { kind_name: { kind: unit.kind, name: unit.name } },
      select: { id: true },
    })
    if (same && same.id !== unitId) return refuse({ kind: 'nameTaken', what: unit.kind, name: unit.name })
    const facts = { earlier: await factsOf(tx, before), later: await factsOf(tx, unit) }
    if (JSON.stringify(facts.earlier) === JSON.stringify(facts.later)) return refuse({ kind: 'unchanged' })
    await tx.directoryUnit.update({ where: { id: unitId }, data: unit, select: { id: true } })
    await audit({
      action: 'network.changeUnit',
      subjectType: 'network',
      subjectId: unitId,
      before: facts.earlier,
      after: facts.later,
    })
    return { ok: true as const, name: unit.name }
  },
  { refusals: sayNetworkRefusal },
)

const retiring = aUnit.extend({ isRetired: z.boolean(), reason })

/** Marks a unit as given up, or takes that back; it stays known, so that old names still say where they belong. */
export const retireUnit = operation(
  'discovery.change',
  retiring,
  async ({ tx, now, audit }, input) => {
    const unit = await tx.directoryUnit.findUnique({ where: { id: input.unitId }, select: SHOWN })
    if (!unit) return refuse({ kind: 'noSuchUnit' })
    if ((unit.retiredAt !== null) === input.isRetired) return refuse({ kind: 'unchanged' })
    const retiredAt = input.isRetired ? now : null
    await tx.directoryUnit.update({ where: { id: unit.id }, data: { retiredAt }, select: { id: true } })
    await audit({
      action: input.isRetired ? 'network.retireUnit' : 'network.reinstateUnit',
      subjectType: 'network',
      subjectId: unit.id,
      before: { name: unit.name, kind: unit.kind },
      reason: input.reason,
    })
    return { ok: true as const, name: unit.name }
  },
  { refusals: sayNetworkRefusal },
)

/** Takes a unit off the list permanently; refused while domains or zones belong to it. */
export const removeUnit = operation(
  'discovery.change',
  aUnit.extend({ reason }),
  async ({ tx, audit }, input) => {
    const unit = await tx.directoryUnit.findUnique({
      where: { id: input.unitId },
      select: { ...SHOWN, _count: { select: { domains: true, zones: true } } },
    })
    if (!unit) return refuse({ kind: 'noSuchUnit' })
    const { domains, zones } = unit._count
    if (domains + zones > 0) return refuse({ kind: 'inUse', name: unit.name, domains, zones })
    await tx.directoryUnit.delete({ where: { id: unit.id }, select: { id: true } })
    await audit({
      action: 'network.removeUnit',
      subjectType: 'network',
      subjectId: unit.id,
      before: await factsOf(tx, unit),
      reason: input.reason,
    })
    return { ok: true as const, name: unit.name }
  },
  { refusals: sayNetworkRefusal },
)

interface UnitFacts {
  kind: string
  name: string
  forestId: string | null
  trust: string | null
  note: string | null
}

async function factsOf(tx: Transaction, { kind, name, forestId, trust, note }: UnitFacts) {
  const forest = forestId
    ? await tx.directoryUnit.findUnique({ where: { id: forestId }, select: { name: true } })
    : null
  return { kind, name, forest: forest?.name ?? null, trust, note }
}

async function isForest(tx: Transaction, id: string | null): Promise<boolean> {
  if (id === null) return true
  return (await tx.directoryUnit.count({ where: { id, kind: 'forest' } })) === 1
}
