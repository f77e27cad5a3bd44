import { CLIENT_THRESHOLD, SERVER_THRESHOLD } from '../kms/thresholds'
import { unactivatedLife } from '../license/rearm'
import type { ActivationMethod } from './advice'
import type { Network, NetworkGeneration } from './network-inventory'

/** The article: do not activate lab machines that live under 90 days. */
export const SHORT_LIFE_DAYS = 90

/** What the whole inventory says about the hosts that all networks share. */
export interface SharedHosts {
  /** Machines of all networks that can reach the shared hosts and would count there. */
  reachable: number
  /** The inventory names the production network, so that no machines outside it have to be reckoned with. */
  isComplete: boolean
}

/** A client generation of each era, for the rules that go by generation. */
export const CLIENT_OF_ERA: Readonly<Record<NetworkGeneration, string>> = {
  'vista-2008': 'Windows Vista',
  '7-2008r2': 'Windows 7',
  '8-2012': 'Windows 8',
  '10-2016-or-later': 'Windows 10',
}

/** Directory activation and AVMA came with Windows 8 and Server 2012 (AVMA guests: 2012 R2). */
export const isFrom2012 = ({ generation }: Network): boolean =>
  generation === '8-2012' || generation === '10-2016-or-later'

/** Machines of a network that need activation: clients and servers. */
export const machinesOf = ({ clients, servers }: Network): number => clients + servers

/** Virtual machines of the Vista generation ask a KMS host but do not raise its count. */
export const doesNotCount = (network: Network): boolean =>
  network.generation === 'vista-2008' && network.virtualOnDatacenterHosts === true

/** Machines that raise a KMS host's count; clients and servers count together. */
export const countedMachines = (network: Network): number => (doesNotCount(network) ? 0 : machinesOf(network))

/** The count this network needs before all its machines are served. */
export const neededCount = ({ clients }: Network): number =>
  clients > 0 ? CLIENT_THRESHOLD : SERVER_THRESHOLD

/** The shared hosts as an inventory describes them. */
export function sharedHostsOf(networks: readonly Network[]): SharedHosts {
  const reaching = networks.filter(reachesShared)
  return {
    reachable: reaching.reduce((sum, network) => sum + countedMachines(network), 0),
    isComplete: reaching.some(({ category }) => category === 'production'),
  }
}

const reachesShared = ({ reachesKms, category }: Network) => reachesKms && category !== 'disconnected'

/** AVMA activates guests with a server edition, no clients. */
const isAvma = (network: Network) =>
  network.virtualOnDatacenterHosts === true && network.clients === 0 && isFrom2012(network)

function isRearmOnly(network: Network): boolean {
  const { lifetimeDays, generation } = network
  if (reachesShared(network) || lifetimeDays === undefined || lifetimeDays >= SHORT_LIFE_DAYS) return false
  const life = unactivatedLife({ generation: CLIENT_OF_ERA[generation] })
  return life !== undefined && lifetimeDays <= life.documentedDays
}

const isTooSmallForShared = (network: Network, shared: SharedHosts) =>
  shared.isComplete && shared.reachable < neededCount(network)

/**
 * A registered name where DNS offers nothing to discover: workgroups without the DNS of the KMS forest, and
 * members of the KMS forests whose closed network has a DNS of its own. An untrusted forest has zones of its
 * own, in which its administrators make the records by hand.
 */
export const needsName = ({ usesKmsForestDns, membership, category }: Network) =>
  !usesKmsForestDns &&
  (membership === 'workgroup' || (category !== 'production' && membership !== 'untrusted-forest'))

type Rule = readonly [method: ActivationMethod, applies: (network: Network, shared: SharedHosts) => boolean]

/**
 * THE BASE TABLE, first match wins. From the Volume Activation 2.0 article: KMS with discovery for the forests,
 * records by hand for untrusted ones, TCP 1688 through firewalls, a host of their own for closed networks from
 * 25 clients or 5 servers on, MAK by proxy below, no activation for short-lived labs. Today's options come
 * first where they need neither count nor key per machine: AVMA, and the directory for members of the domain
 * from Windows 8 and Server 2012 on.
 */
const RULES: readonly Rule[] = [
  ['avma', isAvma],
  ['rearm-only', isRearmOnly],
  ['mak-online', ({ category, reachesInternet }) => category === 'disconnected' && reachesInternet],
  ['mak-proxy', ({ category }) => category === 'disconnected'],
  ['adba', (network) => network.membership === 'domain' && isFrom2012(network)],
  [
    'mak-online',
    (network, shared) =>
      network.reachesKms && isTooSmallForShared(network, shared) && network.reachesInternet,
  ],
  ['mak-proxy', (network, shared) => network.reachesKms && isTooSmallForShared(network, shared)],
  ['kms-registered-name', (network) => network.reachesKms && needsName(network)],
  ['kms-auto-discovery', ({ reachesKms }) => reachesKms],
  ['own-kms-offline', (network) => countedMachines(network) >= neededCount(network)],
  ['mak-online', ({ reachesInternet }) => reachesInternet],
]

/** How the machines of this network are best activated. */
export function chooseMethod(network: Network, shared: SharedHosts): ActivationMethod {
  return RULES.find(([, applies]) => applies(network, shared))?.[0] ?? 'mak-proxy'
}
