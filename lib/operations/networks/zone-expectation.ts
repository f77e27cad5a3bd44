import { operation } from '../operation'
import { expectationInput } from './network-input'
import { refuse, sayNetworkRefusal } from './network-refusal'

/**
 * Makes, changes or takes away an exception: by rule every registered host is expected in every zone, with its
 * own priority and weight.
 */
export const setExpectation = operation(
  'discovery.change',
  expectationInput,
  async ({ tx, audit }, input) => {
    const { zoneId, hostId, expected } = input
    const zone = await tx.dnsZone.findUnique({ where: { id: zoneId }, select: { name: true } })
    if (!zone) return refuse({ kind: 'noSuchZone' })
    const host = await tx.kmsHostRegistration.findUnique({ where: { id: hostId }, select: { name: true } })
    if (!host) return refuse({ kind: 'noSuchHost' })
    const key = { zoneId_hostId: { zoneId, hostId } }
    const before = await tx.dnsZoneExpectation.findUnique({
      where: key,
      select: { isExpected: true, priority: true, weight: true },
    })
    const after = exceptionOf(input)
    if (sameException(before, after)) return refuse({ kind: 'unchanged' })
    if (after) {
      await tx.dnsZoneExpectation.upsert({
        where: key,
        create: { zoneId, hostId, ...after },
        update: after,
        select: { zoneId: true },
      })
    } else {
      await tx.dnsZoneExpectation.delete({ where: key, select: { zoneId: true } })
    }
    await audit({
      action: 'network.setExpectation',
      subjectType: 'zone',
      subjectId: zoneId,
      before: { name: zone.name, host: host.name, ...wordsOf(before) },
      after: { name: zone.name, host: host.name, ...wordsOf(after) },
    })
    return { ok: true as const, zone: zone.name, host: host.name, expected }
  },
  { refusals: sayNetworkRefusal },
)

interface Exception {
  isExpected: boolean
  priority: number | null
  weight: number | null
}

/** A host that is not expected has no numbers; one that is, without numbers of its own, follows the rule. */
function exceptionOf(input: {
  expected: string
  priority: number | null
  weight: number | null
}): Exception | null {
  if (input.expected === 'no') return { isExpected: false, priority: null, weight: null }
  if (input.expected === 'rule') return null
  return { isExpected: true, priority: input.priority, weight: input.weight }
}

function sameException(one: Exception | null, other: Exception | null): boolean {
  if (one === null || other === null) return one === other
  return one.isExpected === other.isExpected && one.priority === other.priority && one.weight === other.weight
}

function wordsOf(exception: Exception | null) {
  if (!exception) return { expected: 'by the rule' }
  if (!exception.isExpected) return { expected: 'no' }
  return { expected: 'yes', priority: exception.priority, weight: exception.weight }
}
