import {
  type Check,
  first,
  flag,
  isFields,
  listOf,
  must,
  number,
  object,
  type Problem,
  whole,
} from '../json-checks'
import { OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from '../kms/key-group-table'
import { INTERVAL_LIMITS_MINUTES } from '../kms/timers'
import { productByActivationId } from '../product/products-by-id'
import { WINDOWS_GENERATIONS } from '../product/release-order'
import { SCENARIO_LIMITS, type Scenario, type ScenarioGroup, type ScenarioHost } from './scenario'

export type ScenarioAnswer = { ok: true; scenario: Scenario } | ({ ok: false } & Problem)

const MOST_HOURS = SCENARIO_LIMITS.days * 24
const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/
const WINDOWS_KEYS: ReadonlySet<unknown> = new Set(WINDOWS_KEY_GROUPS.map(({ id }) => id))
const KEYS: ReadonlySet<unknown> = new Set([...WINDOWS_KEYS, ...OFFICE_KEY_GROUPS.map(({ id }) => id)])

const PLATFORMS: ReadonlySet<unknown> = new Set(Object.values(WINDOWS_GENERATIONS).flat())

const hours = number(0, MOST_HOURS)
const days = number(0, SCENARIO_LIMITS.days)
const name = must(
  (value) => typeof value === 'string' && /^[^\s]{1,255}$/.test(value),
  'must be a name without spaces, at most 255 characters',
)
const interval = whole(INTERVAL_LIMITS_MINUTES.min, INTERVAL_LIMITS_MINUTES.max)
const span = (from: string, to: string, check: Check) => (needed: Readonly<Record<string, Check>>) =>
  inOrder(from, to, object({ ...needed, [from]: check, [to]: check }, {}))
const hourSpan = span('fromHour', 'toHour', hours)
const blocked = inOrder('fromHour', 'toHour', object({ fromHour: hours, toHour: hours }, { host: name }))

const host = object(
  {
    name,
    keys: listOf(
      must((value) => KEYS.has(value), 'is not a key group'),
      1,
      KEYS.size,
    ),
  },
  {
    platform: must(
      (value) => PLATFORMS.has(value),
      'must be a version of Windows, such as "Windows Server 2019"',
    ),
    published: flag,
    zones: listOf(name, 0, 1000),
    recordLost: listOf(hourSpan({ zone: name }), 0, 10_000),
    priority: whole(0, 65_535),
    weight: whole(0, 65_535),
    outages: listOf(hourSpan({}), 0, 10_000),
    activationIntervalMinutes: interval,
    renewalIntervalMinutes: interval,
  },
)

const ARRIVALS: Readonly<Record<string, Check>> = {
  atOnce: object({ kind: name }, { hour: hours }),
  spread: hourSpan({ kind: name }),
  given: object({ kind: name, hours: listOf(hours, 1, SCENARIO_LIMITS.licenses) }, {}),
}

const arrival: Check = (value, path) => {
  if (!isFields(value)) return { path, problem: 'must be an object' }
  const check = Object.entries(ARRIVALS).find(([kind]) => kind === value.kind)?.[1]
  const kinds = Object.keys(ARRIVALS).join(', ')
  return check === undefined
    ? { path: `${path}.kind`, problem: `must be one of ${kinds}` }
    : check(value, path)
}

const kmsClient = must((value) => {
  const product = typeof value === 'string' ? productByActivationId(value) : undefined
  return product?.keyKind === 'GVLK'
}, 'must be the activation ID of a KMS client product')
const officeClient = must((value) => {
  const product = typeof value === 'string' ? productByActivationId(value) : undefined
  return product?.keyKind === 'GVLK' && product.family === 'office'
}, 'must be the activation ID of an Office KMS client product')

const group = object(
  { name, count: whole(1, SCENARIO_LIMITS.licenses), activationId: kmsClient },
  {
    officeActivationId: officeClient,
    virtual: flag,
    arrival,
    host: name,
    hostCaching: flag,
    initialGraceDays: number(0, 180),
    rebuildEveryDays: number(0.25, SCENARIO_LIMITS.days),
    sharedCmid: flag,
    clockOffMinutes: number(-1_000_000, 1_000_000),
    zone: name,
    blocked: listOf(blocked, 0, 10_000),
    activatesItself: flag,
    rearmsLeft: whole(0, 1001),
    leaving: span('fromDay', 'toDay', days)({ share: number(0, 1) }),
  },
)

const shape = object(
  {
    start: must(
      (value) => typeof value === 'string' && UTC.test(value) && !Number.isNaN(Date.parse(value)),
      'must be a time in UTC, such as "2026-01-05T08:00:00Z"',
    ),
    days: must(
      (value) => typeof value === 'number' && value >= 1 / 24 && value <= SCENARIO_LIMITS.days,
      `must be a number from 1/24 (one hour) to ${SCENARIO_LIMITS.days}`,
    ),
    hosts: listOf(host, 0, SCENARIO_LIMITS.hosts),
    clients: listOf(group, 1, 10_000),
  },
  {
    seed: whole(0, 0xffff_ffff),
    jitterMinutes: number(0, 1440),
    emit: object(
      {},
      { exchanges: flag, clientReadingHours: readingHours(), hostReadingHours: readingHours() },
    ),
  },
)

/** Reads a scenario from JSON. What is wrong first is named by its path; nothing is passed over. */
export function readScenario(json: unknown): ScenarioAnswer {
  const problem = shape(json, '$')
  if (problem !== undefined) return { ok: false, ...problem }
  const scenario = json as Scenario
  const mismatch = first([
    ...scenario.hosts.map((one, place) => () => hostMismatch(one, scenario.hosts.slice(0, place), place)),
    ...scenario.clients.map((one, place) => () => groupMismatch(one, scenario.hosts, place)),
    () => sizeProblem(scenario.clients),
  ])
  return mismatch === undefined ? { ok: true, scenario } : { ok: false, ...mismatch }
}

function readingHours(): Check {
  return must(
    (value) => value === 0 || (typeof value === 'number' && value >= 0.25 && value <= MOST_HOURS),
    `must be 0 for never, or a number from 0.25 to ${MOST_HOURS}`,
  )
}

function inOrder(from: string, to: string, check: Check): Check {
  return (value, path) => {
    const problem = check(value, path)
    if (problem !== undefined || !isFields(value)) return problem
    return Number(value[from]) <= Number(value[to])
      ? undefined
      : { path: `${path}.${to}`, problem: `is before ${from}` }
  }
}

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

function hostMismatch(
  { name, keys }: ScenarioHost,
  before: readonly ScenarioHost[],
  place: number,
): Problem | undefined {
  if (before.some((other) => sameName(other.name, name))) {
    return { path: `hosts[${place}].name`, problem: 'is the name of an earlier host' }
  }
  if (new Set(keys).size < keys.length) return { path: `hosts[${place}].keys`, problem: 'names a key twice' }
  return keys.filter((key) => WINDOWS_KEYS.has(key)).length > 1
    ? { path: `hosts[${place}].keys`, problem: 'has two Windows keys: a host holds one' }
    : undefined
}

function groupMismatch(
  { name, count, host, arrival, blocked = [] }: ScenarioGroup,
  hosts: readonly ScenarioHost[],
  place: number,
): Problem | undefined {
  const path = `clients[${place}]`
  if (count > 1 && !name.includes('{n}')) {
    return { path: `${path}.name`, problem: 'needs {n}, the number of the machine' }
  }
  if (host !== undefined && !hosts.some((one) => sameName(one.name, host))) {
    return { path: `${path}.host`, problem: 'is not one of the hosts' }
  }
  const stranger = blocked.findIndex(
    (one) => one.host !== undefined && !hosts.some((h) => sameName(h.name, one.host ?? '')),
  )
  if (stranger >= 0) return { path: `${path}.blocked[${stranger}].host`, problem: 'is not one of the hosts' }
  return arrival?.kind === 'given' && arrival.hours.length !== count
    ? { path: `${path}.arrival.hours`, problem: `has ${arrival.hours.length} hours for ${count} machines` }
    : undefined
}

function sizeProblem(groups: readonly ScenarioGroup[]): Problem | undefined {
  const products = (group: ScenarioGroup) => (group.officeActivationId === undefined ? 1 : 2)
  const licenses = groups.reduce((sum, group) => sum + group.count * products(group), 0)
  return licenses > SCENARIO_LIMITS.licenses
    ? { path: 'clients', problem: `have ${licenses} licenses; the limit is ${SCENARIO_LIMITS.licenses}` }
    : undefined
}
