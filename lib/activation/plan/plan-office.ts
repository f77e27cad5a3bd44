import type { AdviceStep } from '../advice/advice'
import { needsName } from '../advice/advise-method'
import { hostsFor } from '../advice/advise-plan'
import { stepsFor } from '../advice/advise-steps'
import { OFFICE_THRESHOLD } from '../kms/thresholds'
import { askedOf, lotsOf, machinesIn, type PlanMethod, type PlannedNetwork } from './plan-inventory'

/** One version of Office on the machines of one network. */
export interface OfficeLine {
  network: string
  version: string
  machines: number
  method: PlanMethod
  steps: AdviceStep[]
  /** activations of a MAK of this version at the start, and each year */
  makActivations: number
  makActivationsPerYear: number
}

/** What the Windows of a network is activated by, as far as Office goes by it. */
interface WindowsLine {
  network: string
  clients: number
  method: PlanMethod
}

const isKms = (method: PlanMethod): method is 'kms-auto-discovery' | 'kms-registered-name' =>
  method === 'kms-auto-discovery' || method === 'kms-registered-name'

/**
 * Office goes the way of the Windows beneath it. Where that is no volume license, members of a domain take Office from the directory.
 * Office 2010 knows no directory.
 */
export function officeLines(network: PlannedNetwork, lines: readonly WindowsLine[]): OfficeLine[] {
  const { name, office = [] } = network
  const isOnSharedHosts = lines.some((line) => line.network === name && isKms(line.method))
  return office
    .filter(({ machines }) => machines > 0)
    .map(({ version, machines }) => {
      const method = methodOf(version, network, lines)
      const isMak = method === 'mak-online' || method === 'mak-proxy'
      const rebuilds = Math.round(((network.rebuildsPerYear ?? 0) * machines) / machinesIn(network))
      const growth = Math.max(0, Math.round((machines * (network.growthPerYear ?? 0)) / 100))
      return {
        network: name,
        version,
        machines,
        method,
        steps: [
          ...keySteps(version, machines, method),
          ...(isKms(method) && !isOnSharedHosts ? waySteps(network, machines, method) : []),
        ],
        makActivations: isMak ? machines : 0,
        makActivationsPerYear: isMak ? rebuilds + growth : 0,
      }
    })
}

function methodOf(version: string, network: PlannedNetwork, lines: readonly WindowsLine[]): PlanMethod {
  const methods = lines
    .filter((line) => line.network === network.name && line.clients > 0)
    .map(({ method }) => method)
  const byItself = methodByItself(network)
  const windows =
    methods.find((method) => method === 'adba') ??
    methods.find((method) => method !== 'subscription' && method !== 'as-bought') ??
    (seesDirectory(network) ? 'adba' : byItself)
  if (windows === 'avma' || windows === 'rearm-only') return byItself
  return windows === 'adba' && version === 'Office 2010' ? byItself : windows
}

/** Where the Windows beneath it asks no KMS host. */
function methodByItself(network: PlannedNetwork): PlanMethod {
  const { category, reachesKms } = askedOf(network, OFFICE_MACHINES)
  if (reachesKms && category !== 'disconnected')
    return needsName(askedOf(network, OFFICE_MACHINES)) ? 'kms-registered-name' : 'kms-auto-discovery'
  if (network.reachesInternet) return 'mak-online'
  return network.mayLeave === 'nothing' ? 'none' : 'mak-proxy'
}

const OFFICE_MACHINES = { clients: 1, servers: 0, generation: '10-2016-or-later' } as const

/** A Windows from 8 on that is no volume license itself still takes Office from the directory of its domain. */
function seesDirectory(network: PlannedNetwork): boolean {
  const { membership, ownForest, contact } = network
  const isMember = membership === 'domain' || ownForest === true
  return (
    isMember && contact !== 'never' && lotsOf(network).some(({ generation }) => FROM_2012.has(generation))
  )
}

const FROM_2012: ReadonlySet<string> = new Set(['8-2012', '10-2016-or-later'])

function keySteps(version: string, machines: number, method: PlanMethod): AdviceStep[] {
  switch (method) {
    case 'kms-auto-discovery':
    case 'kms-registered-name':
    case 'own-kms-offline':
      return [{ kind: 'officeHostKey', version, needed: OFFICE_THRESHOLD }]
    case 'adba':
      return [{ kind: 'officeObject', version }]
    case 'mak-online':
    case 'mak-proxy':
      return [{ kind: 'officeMak', version, machines }]
    default:
      return []
  }
}

/** Roads and records to the hosts, which no Windows of the network needs. */
function waySteps(
  network: PlannedNetwork,
  machines: number,
  method: 'kms-auto-discovery' | 'kms-registered-name',
): AdviceStep[] {
  const hosts = hostsFor(machines)
  return stepsFor({
    network: askedOf(network, { ...OFFICE_MACHINES, clients: machines }),
    method,
    hosts,
    sharedMachines: machines,
    sharedCount: machines,
    sharedGeneration: OFFICE_MACHINES.generation,
    sharedServers: false,
    allHosts: hosts,
  }).filter(({ kind }) => WAY.has(kind))
}

const WAY: ReadonlySet<AdviceStep['kind']> = new Set([
  'openFirewall',
  'closeToOutside',
  'publishOwnZone',
  'publishOtherZones',
  'recordsByHand',
  'searchKmsZone',
  'oneNameWithAddresses',
  'setNameOnClients',
])
