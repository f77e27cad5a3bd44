import { countedMachines } from '../advice/advise-method'
import { hostsFor, type Plan as LotPlan } from '../advice/advise-plan'
import { CLIENT_THRESHOLD, countCap, OFFICE_THRESHOLD, SERVER_THRESHOLD } from '../kms/thresholds'
import { DAY_MINUTES, RENEWAL_INTERVAL_MINUTES } from '../kms/timers'
import type { OfficeLine } from './plan-office'

/** A KMS count that the plan leads to. */
export interface PlanCount {
  /** the network, or undefined for the hosts that all share */
  network?: string
  /** 'windows' or the version of Office */
  application: string
  hosts: number
  /** distinct machines that ask, shared among the hosts */
  machines: number
  /** what each host shows in the long run, at most twice the need */
  expected: number
  need: number
  /** until a new host activates the first, where its machines renew once a week; absent where it never does */
  daysToFirst?: number
}

/** Plans of lots whose machines ask KMS hosts. */
type CountedPlan = Pick<LotPlan, 'network' | 'method' | 'hosts'>

/** The counts of the hosts that all share and of those of single networks: one of Windows, one of each version of Office. */
export function countsOf(
  plans: readonly { plan: CountedPlan }[],
  office: readonly Pick<OfficeLine, 'network' | 'version' | 'machines' | 'method'>[],
): PlanCount[] {
  const byPlace = Map.groupBy(
    plans.filter(({ plan }) => isByHost(plan.method)).map(({ plan }) => plan),
    ({ method, network }) => placeOf(method, network.name),
  )
  const officeByPlace = Map.groupBy(
    office.filter(({ method }) => isByHost(method)),
    ({ method, network }) => placeOf(method, network),
  )
  return [...new Set([undefined, ...byPlace.keys(), ...officeByPlace.keys()])].flatMap((network) => {
    const windows = byPlace.get(network) ?? []
    const own = officeByPlace.get(network) ?? []
    const machines = sum(own.map((line) => line.machines))
    const hosts = windows.length > 0 ? Math.max(1, ...windows.map((plan) => plan.hosts)) : hostsFor(machines)
    return [
      ...(windows.length > 0 ? [windowsCount(windows, hosts)] : []),
      ...[...Map.groupBy(own, ({ version }) => version)].map(([application, alike]) =>
        countAt(application, sum(alike.map((line) => line.machines)), hosts, OFFICE_THRESHOLD),
      ),
    ].map((count) => (network === undefined ? count : { ...count, network }))
  })
}

const SHARED = ['kms-auto-discovery', 'kms-registered-name']

const isByHost = (method: string) => SHARED.includes(method) || method === 'own-kms-offline'

/** Undefined: the hosts that all share. */
const placeOf = (method: string, network: string) => (SHARED.includes(method) ? undefined : network)

function windowsCount(plans: readonly CountedPlan[], hosts: number): PlanCount {
  const machines = sum(plans.map(({ network }) => countedMachines(network)))
  const need = plans.some(({ network }) => network.clients > 0) ? CLIENT_THRESHOLD : SERVER_THRESHOLD
  return countAt('windows', machines, hosts, need)
}

function countAt(application: string, machines: number, hosts: number, need: number): PlanCount {
  const expected = Math.min(countCap(need), Math.floor(machines / hosts))
  const days = Math.ceil((need * hosts * RENEWAL_DAYS) / machines)
  return { application, hosts, machines, expected, need, ...(expected >= need && { daysToFirst: days }) }
}

/** Machines with a license ask once in so many days, evenly spread; new ones ask every two hours until then. */
const RENEWAL_DAYS = RENEWAL_INTERVAL_MINUTES / DAY_MINUTES

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
