import { isAnswer } from './cell-state'
import { cleanName, srvName } from './discovery'
import type { DiscoveryMatrix, MatrixHost, MatrixZone } from './discovery-matrix'
import { isQuiet, type MatrixCell, needsWork } from './matrix-cell'

/** One record to add or to remove. Names whole, without the final dot. */
export type DnsChange = { action: 'add' | 'remove'; zone: string; name: string; ttlSeconds: number } & (
  | { type: 'SRV'; host: string; port: number; priority: number; weight: number }
  | { type: 'A' | 'AAAA'; address: string }
)

/** What to do beside the records, or instead. */
export type RepairAdvice =
  /** It does not answer: service, firewall; only when it is gone for good the record goes. */
  | { kind: 'lookAtHost'; host: string; port: number }
  /** A host registers itself every 24 hours: what is mended in DNS alone comes back. */
  | { kind: 'stopPublishing'; host: string }
  | { kind: 'setPort'; host: string; port: number }
  | { kind: 'registerOrRemove'; host: string }
  | { kind: 'lookAtServers'; zone: string; servers: string[] }
  /** The zone's own administrators enter the records. */
  | { kind: 'askOwnAdmin'; zone: string }
  /** In an untrusted forest the host's name must resolve too. */
  | { kind: 'resolveThere'; host: string; addresses: string[] }
  /** Nobody registered an address that could be entered. */
  | { kind: 'registerAddress'; host: string }
  /** The address belongs in a zone that is not in the inventory. */
  | { kind: 'addressElsewhere'; host: string }
  | { kind: 'replicate'; lacking: string[] }

/** The repair of one cell. */
export interface Repair {
  cell: MatrixCell
  zone: MatrixZone
  changes: DnsChange[]
  /** Written as comments: to be decided by a person first. */
  ifGone: DnsChange[]
  advice: RepairAdvice[]
}

/** Registered hosts and zones, by clean name, that a repair refers to. */
export interface RepairContext {
  hosts: ReadonlyMap<string, MatrixHost>
  zones: readonly MatrixZone[]
}

const TTL_SECONDS = 3600

/** What is to be done for one cell; nothing for one without work and without a remark that records can mend. */
export function repairOf(cell: MatrixCell, zone: MatrixZone, context: RepairContext): Repair | undefined {
  const plan = planOf(cell, zone, context)
  if (!plan) return undefined
  const entersByHand = zone.isUntrusted && plan.changes.length + plan.ifGone.length > 0
  const byHand: RepairAdvice[] = entersByHand
    ? [{ kind: 'askOwnAdmin', zone: zone.name }, ...resolveThere(cell, context, plan)]
    : []
  return { cell, zone, ...plan, advice: [...byHand, ...plan.advice] }
}

/** The repairs of a whole matrix, in its order. */
export function repairsOf(matrix: DiscoveryMatrix, context: RepairContext): Repair[] {
  return matrix.rows.flatMap(({ zone, cells }) =>
    cells.filter((cell) => !isQuiet(cell)).flatMap((cell) => repairOf(cell, zone, context) ?? []),
  )
}

type Plan = Pick<Repair, 'changes' | 'ifGone' | 'advice'>

function planOf(cell: MatrixCell, zone: MatrixZone, context: RepairContext): Plan | undefined {
  const { state, host } = cell
  const plan = (changes: DnsChange[], advice: RepairAdvice[] = [], ifGone: DnsChange[] = []): Plan => ({
    changes,
    ifGone,
    advice,
  })
  switch (state.kind) {
    case 'missing':
      return plan(lacksOnFirst(cell) ? addExpected(cell) : [], replicate(cell))
    case 'stale':
      if (state.why === 'retired') return plan(removeFound(cell), [{ kind: 'stopPublishing', host }])
      return plan([], [{ kind: 'lookAtHost', host, port: cell.found[0]?.port ?? 0 }], removeFound(cell))
    case 'wrongPort':
      return plan(replace(cell), [{ kind: 'setPort', host, port: state.expected }])
    case 'noAddress':
      return addAddresses(cell, context)
    case 'unknownHost':
      return plan(removeFound(cell), [{ kind: 'registerOrRemove', host }])
    case 'unreachableDns':
      return plan(
        [],
        [{ kind: 'lookAtServers', zone: zone.name, servers: cell.answers.map(({ server }) => server) }],
      )
    case 'notExpected':
      return state.isPublished ? plan(removeFound(cell), [{ kind: 'stopPublishing', host }]) : undefined
    case 'published':
      return hasMendable(cell) ? plan(replace(cell)) : undefined
    case 'notAsked':
      return undefined
  }
}

const srvBase = (cell: MatrixCell) => ({
  zone: cleanName(cell.zone),
  name: srvName(cell.zone),
  ttlSeconds: TTL_SECONDS,
  type: 'SRV' as const,
})

function addExpected(cell: MatrixCell): DnsChange[] {
  const { expected, host } = cell
  if (!expected) return []
  const { port, priority, weight } = expected
  return [{ action: 'add', ...srvBase(cell), host, port, priority, weight }]
}

function removeFound(cell: MatrixCell): DnsChange[] {
  return cell.found.map(({ host, target, port, priority, weight }) => ({
    action: 'remove',
    ...srvBase(cell),
    host: target ?? host,
    port,
    priority,
    weight,
  }))
}

/** Takes away every record of the host that is not the expected one, and adds that where it is not there. */
function replace(cell: MatrixCell): DnsChange[] {
  const [wanted] = addExpected(cell)
  if (wanted?.type !== 'SRV') return []
  const isWanted = (change: DnsChange) =>
    change.type === 'SRV' &&
    change.host === wanted.host &&
    change.port === wanted.port &&
    change.priority === wanted.priority &&
    change.weight === wanted.weight
  const found = removeFound(cell)
  const wrong = found.filter((change) => !isWanted(change))
  return found.some(isWanted) ? wrong : [...wrong, wanted]
}

const hasMendable = ({ notes }: MatrixCell) =>
  notes.some(({ kind }) => kind === 'otherPriority' || kind === 'targetIsAlias')

function addAddresses(cell: MatrixCell, { hosts, zones }: RepairContext): Plan {
  const { host } = cell
  const targets = cell.targets.filter(({ kind }) => kind === 'noAddress').map((target) => target.host)
  const name = targets[0] ?? host
  const zone = zoneOf(name, zones)
  const addresses = hosts.get(host)?.addresses ?? []
  const advice: RepairAdvice[] = []
  if (addresses.length === 0) advice.push({ kind: 'registerAddress', host })
  if (!zone) advice.push({ kind: 'addressElsewhere', host: name })
  if (!zone || addresses.length === 0) return { changes: [], ifGone: [], advice }
  const changes = addresses.map((address) => addressChange(zone.name, name, address))
  return { changes, ifGone: [], advice }
}

/** The record that leads a name to an address. */
export function addressChange(zone: string, name: string, address: string): DnsChange {
  const type = address.includes(':') ? 'AAAA' : 'A'
  return {
    action: 'add',
    zone: cleanName(zone),
    name: cleanName(name),
    ttlSeconds: TTL_SECONDS,
    type,
    address,
  }
}

/** The registered zone a name lies in: the longest that fits. */
export function zoneOf(name: string, zones: readonly MatrixZone[]): MatrixZone | undefined {
  const within = zones.filter((zone) => cleanName(name).endsWith(`.${cleanName(zone.name)}`))
  return within.sort((one, other) => other.name.length - one.name.length)[0]
}

/** A record that the zone's first server has reaches the others by itself, or not at all. */
function lacksOnFirst(cell: MatrixCell): boolean {
  const [advice] = replicate(cell)
  const first = cell.answers.find(isAnswer)
  return advice?.kind !== 'replicate' || (first !== undefined && advice.lacking.includes(first.server))
}

function replicate({ notes }: MatrixCell): RepairAdvice[] {
  const note = notes.find(({ kind }) => kind === 'serversDisagree')
  return note?.kind === 'serversDisagree' ? [{ kind: 'replicate', lacking: note.lacking }] : []
}

function resolveThere(cell: MatrixCell, { hosts, zones }: RepairContext, plan: Plan): RepairAdvice[] {
  const adds = plan.changes.some(({ action, type }) => action === 'add' && type === 'SRV')
  const isInside = zoneOf(cell.host, zones)?.name === cell.zone
  if (!adds || isInside) return []
  return [{ kind: 'resolveThere', host: cell.host, addresses: hosts.get(cell.host)?.addresses ?? [] }]
}

/** Did any server of the zone have an SRV record when it was asked? Update scripts make sure that it is still so. */
export function hadRecords({ answers }: Pick<MatrixCell, 'answers'>): boolean | undefined {
  const answered = answers.filter(isAnswer)
  if (answered.length === 0) return undefined
  return answered.some((answer) => answer.kind === 'srv' && answer.records.length > 0)
}

/** Repairs with something to do now: what the scripts are made of. */
export const isNeeded = ({ cell }: Repair): boolean => needsWork(cell)
