import type { KeyGroupId } from '../kms/key-group-table'

/** What a simulation starts from. Hours and days count from `start`; fractions are allowed. */
export interface Scenario {
  /** ISO 8601 UTC */
  start: string
  days: number
  /** Same scenario and seed, same output; 1 when absent. */
  seed?: number
  /** A client asks up to this much later than its interval says, at random; 10 when absent. */
  jitterMinutes?: number
  hosts: ScenarioHost[]
  clients: ScenarioGroup[]
  emit?: ScenarioOutput
}

/** KMS requests always come out; the rest as wanted. */
export interface ScenarioOutput {
  /** Events 12288 and 12289 of the clients as well; false when absent. */
  exchanges?: boolean
  /** Every license is read this often; 168 when absent, 0 for never. */
  clientReadingHours?: number
  /** Every host key is read this often while its host is up; 24 when absent, 0 for never. */
  hostReadingHours?: number
}

export interface ScenarioHost {
  name: string
  /** At most one Windows key; any number of Office keys. */
  keys: KeyGroupId[]
  /** 'Windows Server 2008'; a recent one when absent. Up to Server 2008 virtual machines do not raise the count. */
  platform?: string
  /** Has an SRV record; true when absent. */
  published?: boolean
  /** The zones that hold its record; all when absent. */
  zones?: string[]
  /** In these times a zone has lost its record. */
  recordLost?: ({ zone: string } & HourSpan)[]
  /** Of its SRV record; 0 when absent, as KMS hosts register themselves. */
  priority?: number
  weight?: number
  /** Not reachable in these times. */
  outages?: HourSpan[]
  /** What it hands out; 120 and 10080 when absent. */
  activationIntervalMinutes?: number
  renewalIntervalMinutes?: number
}

export interface HourSpan {
  fromHour: number
  toHour: number
}

export type Arrival =
  | { kind: 'atOnce'; hour?: number }
  | ({ kind: 'spread' } & HourSpan)
  /** One hour for each machine. */
  | { kind: 'given'; hours: number[] }

/** Machines that are alike. */
export interface ScenarioGroup {
  /** {n} stands for the number of the machine, from 1: 'pc{n}.corp.example'. */
  name: string
  count: number
  /** Of a KMS client product the product tables know. */
  activationId: string
  /** A second product on the same machines, with a CMID of its own. */
  officeActivationId?: string
  virtual?: boolean
  /** At once, in hour 0, when absent. */
  arrival?: Arrival
  /** The KMS host set on the machines (slmgr /skms); found through DNS when absent. */
  host?: string
  /** Ask the host of the last success first; true when absent. */
  hostCaching?: boolean
  /** Instead of what the generation has; 0 shows notifications at once. */
  initialGraceDays?: number
  /** Each machine is installed anew this often: same name, new CMID, new grace. The first time is random. */
  rebuildEveryDays?: number
  /** Clones of an image that was not generalised: one CMID for all. */
  sharedCmid?: boolean
  /** How far the machines' clock is ahead; more than four hours either way is refused. */
  clockOffMinutes?: number
  /** The zone they search; what follows the first label of the name when absent. */
  zone?: string
  /** A firewall keeps them from a host in these times; from all hosts where none is named. */
  blocked?: ({ host?: string } & HourSpan)[]
  /** False: they ask only when a person orders it, so never (Activation\\Manual = 1); true when absent. */
  activatesItself?: boolean
  /** As their readings tell it. */
  rearmsLeft?: number
  /** This share of the machines goes away in these days. */
  leaving?: { share: number; fromDay: number; toDay: number }
}

/** Limits of a scenario, so that memory stays in bounds. */
export const SCENARIO_LIMITS = { days: 3660, licenses: 2_000_000, hosts: 1000 } as const
