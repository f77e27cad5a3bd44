import { type CloudHost, cloudOf } from './cloud-host-table'

export const HOST_STATES = [
  /** Registered and seen. */
  'inService',
  /** Registered, but it has never reported. */
  'neverSeen',
  /** Seen, and nobody registered it: perhaps not ours at all. */
  'unknown',
  /** The host of a cloud provider, for the virtual machines it rents out. */
  'cloud',
  /** Retired, not used since. */
  'retired',
  /** Retired, and it still answers, is still asked or still published. */
  'retiredInUse',
] as const

/** Whether a KMS host is one of ours. */
export type HostState = (typeof HOST_STATES)[number]

export interface HostStanding {
  isRegistered: boolean
  /** ISO 8601 UTC; absent while in service. */
  retiredAt?: string | undefined
  /** Any name it goes by. */
  names: readonly string[]
  /** The newest word by or about it; absent: never seen. */
  lastSeenAt?: string | undefined
}

/**
 * Whether a host is registered, seen, both or retired; what is seen after the day of retirement is in use. clouds: the
 * hosts of clouds with entries of ours.
 */
export function hostState(
  { isRegistered, retiredAt, names, lastSeenAt }: HostStanding,
  clouds?: readonly CloudHost[],
): HostState {
  if (!isRegistered) return cloudOf(names, clouds) === undefined ? 'unknown' : 'cloud'
  if (retiredAt === undefined) return lastSeenAt === undefined ? 'neverSeen' : 'inService'
  return lastSeenAt !== undefined && lastSeenAt > retiredAt ? 'retiredInUse' : 'retired'
}

/** What was decided about a name: another name of the same host, or (null) a host of its own. */
export type NameDecisions = ReadonlyMap<string, string | null>

/**
 * The names of each host, the chief one first: what a person decided, and short names that fit one FQDN only.
 * 'kms01' with 'kms01.corp.example' is one host; with a second FQDN of that first label nobody can say which, so it
 * stays apart. registered: names an admin gave, which are chief names wherever they occur.
 */
export function groupHostNames(
  names: readonly string[],
  registered: ReadonlySet<string>,
  decisions: NameDecisions,
): string[][] {
  const all = [...new Set([...names, ...registered])].sort()
  const groups = new Map<string, string[]>()
  for (const name of all) {
    const chief = chiefOf(name, all, registered, decisions)
    groups.set(chief, [...(groups.get(chief) ?? []), name])
  }
  return [...groups].map(([chief, members]) => [chief, ...members.filter((name) => name !== chief)])
}

/** The name at the end of what was decided; of names that lead to each other the first one. */
function chiefOf(
  name: string,
  all: readonly string[],
  registered: ReadonlySet<string>,
  decisions: NameDecisions,
): string {
  const passed = [name]
  for (;;) {
    const next = nextName(passed.at(-1) ?? name, all, registered, decisions)
    if (next === undefined) return passed.at(-1) ?? name
    if (passed.includes(next)) return passed.toSorted()[0] ?? name
    passed.push(next)
  }
}

function nextName(
  name: string,
  all: readonly string[],
  registered: ReadonlySet<string>,
  decisions: NameDecisions,
): string | undefined {
  const decided = decisions.get(name)
  if (decided !== undefined) return decided ?? undefined
  const isShort = !name.includes('.')
  const full = isShort ? all.filter((other) => other.startsWith(`${name}.`)) : []
  if (isShort && !registered.has(name)) return full.length === 1 ? full[0] : undefined
  // A host registered by its short name goes by that name.
  const [label = name] = name.split('.')
  const isOnly = all.filter((other) => other.startsWith(`${label}.`)).length === 1
  const isAddress = /^[\d.]+$/.test(name)
  return !isShort && !isAddress && registered.has(label) && !registered.has(name) && isOnly
    ? label
    : undefined
}
