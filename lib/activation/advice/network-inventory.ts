/** The inventory of networks that an advice starts from, and the reading of one from JSON. */

/** How a network lies to the rest: the four kinds of the Volume Activation 2.0 article. */
export const NETWORK_CATEGORIES = ['production', 'secure', 'isolated', 'disconnected'] as const
/** The oldest generation in a network decides what is possible there. */
export const NETWORK_GENERATIONS = ['vista-2008', '7-2008r2', '8-2012', '10-2016-or-later'] as const
/** How the machines of a network belong to the directory. */
export const MEMBERSHIPS = ['domain', 'trusted-forest', 'untrusted-forest', 'workgroup'] as const

export type NetworkCategory = (typeof NETWORK_CATEGORIES)[number]
export type NetworkGeneration = (typeof NETWORK_GENERATIONS)[number]
export type Membership = (typeof MEMBERSHIPS)[number]

export interface Network {
  name: string
  /** production: the intranet. secure: behind a firewall. isolated: little or no way out. disconnected: machines without a regular network. */
  category: NetworkCategory
  /** Machines with a client edition. */
  clients: number
  /** Machines with a server edition. */
  servers: number
  generation: NetworkGeneration
  /** Seen from the forest of the KMS hosts. */
  membership: Membership
  /** TCP 1688 to a KMS host can be opened. */
  reachesKms: boolean
  reachesInternet: boolean
  /** The machines ask the DNS servers of the KMS hosts' forest. */
  usesKmsForestDns: boolean
  /** Days a machine lives until it is rebuilt. */
  lifetimeDays?: number
  /** The machines are virtual and run on activated Windows Server Datacenter hosts with Hyper-V. */
  virtualOnDatacenterHosts?: boolean
}

export type InventoryAnswer =
  | { ok: true; networks: Network[]; unknownPaths: string[] }
  | { ok: false; path: string; problem: string }

type Fields = Record<string, unknown>
type Check = (value: unknown) => string | undefined

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string)
      ? undefined
      : `must be one of ${words.map((word) => `"${word}"`).join(', ')}`

const isCount: Check = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number, 0 or more'
const isFlag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false')
const isName: Check = (value) =>
  typeof value === 'string' && value.trim() !== '' ? undefined : 'must be a non-empty text'
const isLifetime: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) && value > 0
    ? undefined
    : 'must be a number of days above 0'

const REQUIRED: Readonly<Record<string, Check>> = {
  name: isName,
  category: oneOf(NETWORK_CATEGORIES),
  clients: isCount,
  servers: isCount,
  generation: oneOf(NETWORK_GENERATIONS),
  membership: oneOf(MEMBERSHIPS),
  reachesKms: isFlag,
  reachesInternet: isFlag,
  usesKmsForestDns: isFlag,
}

const OPTIONAL: Readonly<Record<string, Check>> = {
  lifetimeDays: isLifetime,
  virtualOnDatacenterHosts: isFlag,
}

/**
 * Reads `{ networks: [...] }`. The first thing that is wrong is named by its path ('networks[2].clients').
 * Fields nobody knows are passed over and their paths returned, so that a misspelt option can be shown.
 */
export function readInventory(json: unknown): InventoryAnswer {
  if (!isFields(json)) return { ok: false, path: '$', problem: 'must be an object with "networks"' }
  const { networks } = json
  if (!Array.isArray(networks)) return { ok: false, path: 'networks', problem: 'must be a list of networks' }
  if (networks.length === 0) return { ok: false, path: 'networks', problem: 'must name at least one network' }
  const unknownPaths: string[] = []
  for (const [index, network] of networks.entries()) {
    const path = `networks[${index}]`
    if (!isFields(network)) return { ok: false, path, problem: 'must be an object' }
    const wrong = wrongField(network, path)
    if (wrong !== undefined) return wrong
    const unknown = Object.keys(network).filter(
      (name) => !Object.hasOwn(REQUIRED, name) && !Object.hasOwn(OPTIONAL, name),
    )
    unknownPaths.push(...unknown.map((name) => `${path}.${name}`))
  }
  return { ok: true, networks: networks as Network[], unknownPaths }
}

function wrongField(network: Fields, path: string): InventoryAnswer | undefined {
  for (const [name, check] of Object.entries(REQUIRED)) {
    const problem = network[name] === undefined ? 'is missing' : check(network[name])
    if (problem !== undefined) return { ok: false, path: `${path}.${name}`, problem }
  }
  for (const [name, check] of Object.entries(OPTIONAL)) {
    const problem = network[name] === undefined ? undefined : check(network[name])
    if (problem !== undefined) return { ok: false, path: `${path}.${name}`, problem }
  }
  const isEmpty = network.clients === 0 && network.servers === 0
  return isEmpty
    ? { ok: false, path: `${path}.clients`, problem: 'is 0 and so is servers: there is nothing to activate' }
    : undefined
}
