import type { ActivationMethod } from './advice'
import { chooseMethod, countedMachines, machinesOf, sharedHostsOf } from './advise-method'
import { NETWORK_GENERATIONS, type Network, type NetworkGeneration } from './network-inventory'

/**
 * Microsoft suggests a second host from more than 50 machines on, and says that two do for most organisations, whatever their size
 * (planning guide, 11/2024). For fewer it would only split the count.
 */
const MACHINES_FOR_ONE_HOST = 50

/** A network with what the rest of the inventory means for it. */
export interface Plan {
  network: Network
  method: ActivationMethod
  hosts: number
  /** Machines on the shared hosts, over all networks of the inventory. */
  sharedMachines: number
  /** Those of them that raise the count. */
  sharedCount: number
  /** The newest generation the shared hosts have to serve, and whether servers are among the machines. */
  sharedGeneration: NetworkGeneration
  sharedServers: boolean
  /** KMS hosts of the whole inventory against what one host key allows. */
  allHosts: number
}

const SHARED: ReadonlySet<ActivationMethod> = new Set(['kms-auto-discovery', 'kms-registered-name'])

/** The two methods that use the hosts all networks share. */
const usesSharedHosts = (method: ActivationMethod): boolean => SHARED.has(method)

/** KMS hosts for so many machines. */
export const hostsFor = (machines: number) => (machines > MACHINES_FOR_ONE_HOST ? 2 : 1)

/** The networks of an inventory with the method for each, in their order. */
export function plansOf(networks: readonly Network[]): Plan[] {
  const hosts = sharedHostsOf(networks)
  const chosen = networks.map((network) => ({ network, method: chooseMethod(network, hosts) }))
  const shared = chosen.filter(({ method }) => usesSharedHosts(method)).map(({ network }) => network)
  const sharedMachines = sum(shared.map(machinesOf))
  const common = {
    sharedMachines,
    sharedCount: sum(shared.map(countedMachines)),
    sharedGeneration: newest(shared),
    sharedServers: shared.some(({ servers }) => servers > 0),
  }
  const own = sum(
    chosen
      .filter(({ method }) => method === 'own-kms-offline')
      .map(({ network }) => hostsFor(machinesOf(network))),
  )
  const allHosts = own + (shared.length > 0 ? hostsFor(sharedMachines) : 0)
  return chosen.map((one) => ({ ...one, ...common, allHosts, hosts: hostsOf(one, sharedMachines) }))
}

function hostsOf(
  { network, method }: { network: Network; method: ActivationMethod },
  sharedMachines: number,
) {
  if (usesSharedHosts(method)) return hostsFor(sharedMachines)
  return method === 'own-kms-offline' ? hostsFor(machinesOf(network)) : 0
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

function newest(networks: readonly Network[]): NetworkGeneration {
  const ranks = networks.map(({ generation }) => NETWORK_GENERATIONS.indexOf(generation))
  return NETWORK_GENERATIONS[Math.max(0, ...ranks)] ?? 'vista-2008'
}
