import { isAnswer } from './cell-state'
import { cleanName } from './discovery'
import type { DiscoveryMatrix, MatrixZone } from './discovery-matrix'
import type { MatrixHost } from './matrix-cell'
import { isQuiet, type MatrixCell, needsWork } from './matrix-cell'
import { recordPlace, updateServer, type ZoneStanding } from './zone-standing'

/** One record to add or to remove. Names whole, without the final dot. */
export type DnsChange = { action: 'add' | 'remove'; zone: string; name: string; ttlSeconds: number } & (
  | { type: 'SRV'; host: string; port: number; priority: number; weight: number }
  | { type: 'A' | 'AAAA'; address: string }
  /** Only ever removed: it stands where an address should. */
  | { type: 'CNAME'; target: string }
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
  /** The records of the zone stand in another one. */
  | { kind: 'standsElsewhere'; zone: string; place: string; isAlias: boolean }

/** The repair of one cell. */
export interface Repair {
  cell: MatrixCell
  zone: MatrixZone
  changes: DnsChange[]
  /** Written as comments: to be decided by a person first. */
  ifGone: DnsChange[]
  advice: RepairAdvice[]
  /** Where updates of a zone go, for the zones of the changes that name a server. */
  servers: ReadonlyMap<string, string>
}

/** Registered hosts and zones, by clean name, that a repair refers to. */
export interface RepairContext {
  hosts: ReadonlyMap<string, MatrixHost>
  zones: readonly MatrixZone[]
  /** By clean name of the zone; see zoneStandings. */
  standings: ReadonlyMap<string, ZoneStanding>
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
  const advice = [...byHand, ...elsewhere(cell, plan), ...plan.advice]
  return { cell, zone, ...plan, advice, servers: serversOf(cell, plan, context) }
}

/** The repairs of a whole matrix, in its order. */
export function repairsOf(matrix: DiscoveryMatrix, context: RepairContext): Repair[] {
  return matrix.rows.flatMap(({ zone, cells }) =>
    cells.filter((cell) => !isQuiet(cell)).flatMap((cell) => repairOf(cell, zone, context) ?? []),
  )
}

function elsewhere(cell: MatrixCell, { changes, ifGone }: Plan): RepairAdvice[] {
  const place = recordPlace(cell.zone, cell.answers)
  const touches = [...changes, ...ifGone].some(({ type }) => type === 'SRV')
  if (!touches || place.zone === cleanName(cell.zone)) return []
  return [{ kind: 'standsElsewhere', zone: cell.zone, place: place.zone, isAlias: place.isAlias }]
}

function serversOf(
  cell: MatrixCell,
  { changes, ifGone }: Plan,
  { standings }: RepairContext,
): Map<string, string> {
  const own = standings.get(cleanName(cell.zone))
  const entries = [...changes, ...ifGone].flatMap(({ zone }) => {
    // A zone above the listed one: its servers are those that answered.
    const server = standings.get(zone)?.server ?? (own?.apex === zone ? own.server : undefined)
    return server ? [[zone, server] as const] : []
  })
  return new Map(entries)
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
      return plan(
        lacksOnFirst(cell, zone) ? [...removeNone(cell), ...addExpected(cell)] : [],
        replicate(cell),
      )
    case 'stale':
      if (state.why === 'retired') return plan(removeFound(cell), [{ kind: 'stopPublishing', host }])
      return plan([], [{ kind: 'lookAtHost', host, port: cell.found[0]?.port ?? 0 }], removeFound(cell))
    case 'wrongPort':
      return plan([...replace(cell), ...removeNone(cell)], [{ kind: 'setPort', host, port: state.expected }])
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
      return hasMendable(cell) ? plan([...replace(cell), ...removeNone(cell)]) : undefined
    case 'notAsked':
      return undefined
  }
}

const srvBase = (cell: MatrixCell) => ({
  zone: recordPlace(cell.zone, cell.answers).zone,
  name: recordPlace(cell.zone, cell.answers).name,
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

/** Takes away what says that there is no KMS host; once a zone, since all its cells say the same. */
function removeNone(cell: MatrixCell): DnsChange[] {
  const records = cell.answers.flatMap((answer) => (answer.kind === 'srv' ? answer.records : []))
  return records
    .filter(({ host }) => host === '')
    .map(({ host, port, priority, weight }) => {
      return { action: 'remove', ...srvBase(cell), host, port, priority, weight }
    })
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
  notes.some(({ kind }) => kind === 'otherPriority' || kind === 'targetIsAlias' || kind === 'saysNone')

function addAddresses(cell: MatrixCell, { hosts, zones, standings }: RepairContext): Plan {
  const { host } = cell
  const target = cell.targets.find(({ kind }) => kind === 'noAddress')
  const name = target?.host ?? host
  const zone = zoneOf(name, zones)
  const addresses = hosts.get(host)?.addresses ?? []
  const advice: RepairAdvice[] = []
  if (addresses.length === 0) advice.push({ kind: 'registerAddress', host })
  if (!zone) advice.push({ kind: 'addressElsewhere', host: name })
  if (!zone || addresses.length === 0) return { changes: [], ifGone: [], advice }
  const apex = standings.get(cleanName(zone.name))?.apex ?? zone.name
  const changes = addresses.map((address) => addressChange(apex, name, address))
  // A CNAME that leads nowhere stands in the way: beside it there may be no other record.
  if (target && target.aliases.length > 0) changes.unshift(removeAlias(apex, name, target.name))
  return { changes, ifGone: [], advice }
}

function removeAlias(zone: string, name: string, target: string): DnsChange {
  const clean = { zone: cleanName(zone), name: cleanName(name), target: cleanName(target) }
  return { action: 'remove', ttlSeconds: TTL_SECONDS, type: 'CNAME', ...clean }
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
function lacksOnFirst(cell: MatrixCell, zone: MatrixZone): boolean {
  const [advice] = replicate(cell)
  const first = updateServer(zone, cell.answers) ?? cell.answers.find(isAnswer)?.server
  return advice?.kind !== 'replicate' || (first !== undefined && advice.lacking.includes(first))
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

/** Had the zone an SRV record when it was asked, on that server if it answered? Update scripts make sure that it is still so. */
export function hadRecords(
  { answers }: Pick<MatrixCell, 'answers'>,
  server: string | undefined,
): boolean | undefined {
  const all = answers.filter(isAnswer)
  const own = all.filter((answer) => answer.server === server)
  const answered = own.length > 0 ? own : all
  if (answered.length === 0) return undefined
  return answered.some((answer) => answer.kind === 'srv' && answer.records.length > 0)
}

/** Repairs with something to do now: what the scripts are made of. */
export const isNeeded = ({ cell }: Repair): boolean =>
  needsWork(cell) || cell.notes.some(({ kind }) => kind === 'saysNone')
