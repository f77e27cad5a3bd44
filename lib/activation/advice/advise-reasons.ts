import { HOSTS_PER_KEY } from '../kms/host-key-budget'
import { graceRowOf } from '../license/rearm'
import type { ActivationMethod, AdviceReason } from './advice'
import {
  CLIENT_OF_ERA,
  countedMachines,
  doesNotCount,
  isFrom2012,
  machinesOf,
  neededCount,
  SHORT_LIFE_DAYS,
} from './advise-method'
import type { Plan } from './advise-plan'

type Reasons = (plan: Plan) => AdviceReason[]

const REASONS: Readonly<Record<ActivationMethod, Reasons>> = {
  avma: ({ network }) => [
    { kind: 'hostsActivateTheirGuests', servers: network.servers },
    ...when(network.generation === '8-2012', { kind: 'guestsFrom2012R2' }),
  ],
  'rearm-only': rearmReasons,
  adba: ({ network }) => [
    { kind: 'directoryHasNoCount' },
    ...when(!network.reachesKms, { kind: 'ownForestNeedsObject' }),
  ],
  'kms-auto-discovery': (plan) => [
    { kind: 'kmsReachable', category: plan.network.category },
    discoveryReason(plan),
    ...sharedReasons(plan),
  ],
  'kms-registered-name': (plan) => [
    { kind: 'kmsReachable', category: plan.network.category },
    { kind: plan.network.membership === 'workgroup' ? 'noZoneToSearch' : 'ownDns' },
    { kind: 'standardImage' },
    { kind: 'articleErrsOnCnames' },
    ...sharedReasons(plan),
  ],
  'own-kms-offline': ownKmsReasons,
  'mak-online': (plan) => [...makReasons(plan), { kind: 'internetReachable' }],
  'mak-proxy': (plan) => [
    ...makReasons(plan),
    ...when(!plan.network.reachesInternet, { kind: 'noInternet' }),
  ],
}

/** Why this method, the deciding reason first. */
export function reasonsFor(plan: Plan): AdviceReason[] {
  const { network, method } = plan
  const servers = network.servers
  const couldUseAvma =
    method !== 'avma' && network.virtualOnDatacenterHosts === true && servers > 0 && isFrom2012(network)
  return [...REASONS[method](plan), ...when(couldUseAvma, { kind: 'serversCouldUseAvma', servers })]
}

const when = (holds: boolean, reason: AdviceReason): AdviceReason[] => (holds ? [reason] : [])

function rearmReasons({ network }: Plan): AdviceReason[] {
  const row = graceRowOf({ generation: CLIENT_OF_ERA[network.generation] })
  const rearms = row?.rearms ?? 0
  const graceDays = row?.initialGraceDays.least ?? 0
  return [
    { kind: 'shortLived', lifetimeDays: network.lifetimeDays ?? 0, limitDays: SHORT_LIFE_DAYS },
    graceDays > 0 ? { kind: 'rearmsSuffice', rearms, graceDays } : { kind: 'graceNotCertain', rearms },
  ]
}

function discoveryReason({ network }: Plan): AdviceReason {
  const { membership, usesKmsForestDns } = network
  if (usesKmsForestDns && membership !== 'domain' && membership !== 'trusted-forest') {
    return { kind: 'asksKmsForestDns' }
  }
  return membership === 'untrusted-forest'
    ? { kind: 'recordsByHand' }
    : { kind: 'recordsPublished', membership }
}

function sharedReasons(plan: Plan): AdviceReason[] {
  const { network, hosts, sharedMachines, sharedCount } = plan
  const needed = neededCount(network)
  return [
    { kind: 'hostsShared', hosts, machines: sharedMachines },
    ...when(sharedCount < needed, { kind: 'countNotAssured', machines: sharedCount, needed }),
    ...when(doesNotCount(network), { kind: 'virtualMachinesDoNotCount' }),
    ...budget(plan),
  ]
}

function ownKmsReasons(plan: Plan): AdviceReason[] {
  const { network, hosts } = plan
  const machines = machinesOf(network)
  const isMixed = network.clients > 0 && network.servers > 0
  return [
    { kind: 'noWayToKms' },
    { kind: 'countReached', machines, needed: neededCount(network), isMixed },
    { kind: 'ownHosts', hosts, machines },
    { kind: 'keyLeavesTheHouse' },
    ...budget(plan),
  ]
}

function makReasons({ network }: Plan): AdviceReason[] {
  if (network.category === 'disconnected') return [{ kind: 'noRegularNetwork' }]
  const needed = neededCount(network)
  const count: AdviceReason = {
    kind: 'countNotReached',
    machines: countedMachines(network),
    needed,
    where: network.reachesKms ? 'everywhere' : 'here',
  }
  return [
    ...when(!network.reachesKms, { kind: 'noWayToKms' }),
    count,
    ...when(doesNotCount(network), { kind: 'virtualMachinesDoNotCount' }),
  ]
}

const budget = ({ allHosts }: Plan) =>
  when(allHosts > HOSTS_PER_KEY, { kind: 'hostKeyBudget', hosts: allHosts, limit: HOSTS_PER_KEY })
