import { z } from 'zod'
import { operation, type Transaction } from '../operation'
import { reason, zoneInput } from './network-input'
import { refuse, sayNetworkRefusal } from './network-refusal'

const aZone = z.object({ zoneId: z.uuid() })

const SHOWN = {
  id: true,
  name: true,
  unitId: true,
  servers: true,
  isUntrusted: true,
  note: true,
  retiredAt: true,
} as const

/** Adds a DNS zone; `fromFleet` when it was proposed from the names of clients. */
export const addZone = operation(
  'discovery.change',
  zoneInput.extend({ fromFleet: z.boolean().default(false) }),
  async ({ tx, now, audit }, { fromFleet, ...zone }) => {
    const same = await tx.dnsZone.findUnique({ where: { name: zone.name }, select: { id: true } })
    if (same) return refuse({ kind: 'nameTaken', what: 'zone', name: zone.name })
    if (!(await isUnit(tx, zone.unitId))) return refuse({ kind: 'noSuchUnit' })
    const origin = fromFleet ? 'fleet' : 'typed'
    const made = await tx.dnsZone.create({ data: { ...zone, origin, createdAt: now }, select: { id: true } })
    await audit({
      action: 'network.addZone',
      subjectType: 'zone',
      subjectId: made.id,
      after: await factsOf(tx, zone),
    })
    return { ok: true as const, id: made.id, name: zone.name }
  },
  { refusals: sayNetworkRefusal },
)

/** Changes everything about a zone but that it exists. */
export const changeZone = operation(
  'discovery.change',
  zoneInput.extend({ zoneId: z.uuid() }),
  async ({ tx, audit }, { zoneId, ...zone }) => {
    const before = await tx.dnsZone.findUnique({ where: { id: zoneId }, select: SHOWN })
    if (!before) return refuse({ kind: 'noSuchZone' })
    const same = await tx.dnsZone.findUnique({ where: { name: zone.name }, select: { id: true } })
    if (same && same.id !== zoneId) return refuse({ kind: 'nameTaken', what: 'zone', name: zone.name })
    if (!(await isUnit(tx, zone.unitId))) return refuse({ kind: 'noSuchUnit' })
    const facts = { earlier: await factsOf(tx, before), later: await factsOf(tx, zone) }
    if (JSON.stringify(facts.earlier) === JSON.stringify(facts.later)) return refuse({ kind: 'unchanged' })
    await tx.dnsZone.update({ where: { id: zoneId }, data: zone, select: { id: true } })
    await audit({
      action: 'network.changeZone',
      subjectType: 'zone',
      subjectId: zoneId,
      before: facts.earlier,
      after: facts.later,
    })
    return { ok: true as const, name: zone.name }
  },
  { refusals: sayNetworkRefusal },
)

/** Stops checking a zone, or takes it up again. */
export const retireZone = operation(
  'discovery.change',
  aZone.extend({ isRetired: z.boolean(), reason }),
  async ({ tx, now, audit }, input) => {
    const zone = await tx.dnsZone.findUnique({ where: { id: input.zoneId }, select: SHOWN })
    if (!zone) return refuse({ kind: 'noSuchZone' })
    if ((zone.retiredAt !== null) === input.isRetired) return refuse({ kind: 'unchanged' })
    const retiredAt = input.isRetired ? now : null
    await tx.dnsZone.update({ where: { id: zone.id }, data: { retiredAt }, select: { id: true } })
    await audit({
      action: input.isRetired ? 'network.retireZone' : 'network.reinstateZone',
      subjectType: 'zone',
      subjectId: zone.id,
      before: { name: zone.name },
      reason: input.reason,
    })
    return { ok: true as const, name: zone.name }
  },
  { refusals: sayNetworkRefusal },
)

/** Takes a zone off the list permanently, with its exceptions. */
export const removeZone = operation(
  'discovery.change',
  aZone.extend({ reason }),
  async ({ tx, audit }, input) => {
    const zone = await tx.dnsZone.findUnique({ where: { id: input.zoneId }, select: SHOWN })
    if (!zone) return refuse({ kind: 'noSuchZone' })
    const facts = await factsOf(tx, zone)
    await tx.dnsZone.delete({ where: { id: zone.id }, select: { id: true } })
    await audit({
      action: 'network.removeZone',
      subjectType: 'zone',
      subjectId: zone.id,
      before: facts,
      reason: input.reason,
    })
    return { ok: true as const, name: zone.name }
  },
  { refusals: sayNetworkRefusal },
)

interface ZoneFacts {
  name: string
  unitId: string | null
  servers: string[]
  isUntrusted: boolean
  note: string | null
}

async function factsOf(tx: Transaction, { name, unitId, servers, isUntrusted, note }: ZoneFacts) {
  const unit = unitId
    ? await tx.directoryUnit.findUnique({ where: { id: unitId }, select: { name: true } })
    : null
  return { name, belongsTo: unit?.name ?? null, servers: servers.join(', ') || null, isUntrusted, note }
}

async function isUnit(tx: Transaction, id: string | null): Promise<boolean> {
  return id === null || (await tx.directoryUnit.count({ where: { id } })) === 1
}
