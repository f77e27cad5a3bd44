import { type EyeAnswer, type EyeHost, hostKey } from '@/lib/activation/discovery/client-eye'
import type { HostAddress } from '@/lib/activation/discovery/discovery'
import type { Knock } from '@/lib/activation/discovery/dns-answer'
import type { DnsFindings, ZoneAnswer } from '@/lib/activation/discovery/dns-findings'
import type { Actor } from '@/lib/auth/actor-kinds'
import { type ListedZone, loadKnownHosts, loadZoneAround } from '@/lib/data/client-eye/eye-world'
import { type CheckOptions, checkZones } from '@/lib/probes/check-zones'
import { createDnsRun } from '@/lib/probes/dns-run'
import { hostAddresses } from '@/lib/probes/host-addresses'
import { knock } from '@/lib/probes/knock'
import { zoneServers } from '@/lib/probes/zone-servers'

type Door = Pick<EyeHost, 'addresses' | 'door'>

/** What DNS and ports said, as the client's eye takes it. */
export interface EyeFound {
  /** by zone */
  answers: Map<string, EyeAnswer>
  /** by hostKey */
  doors: Map<string, Door>
}

/** One look takes no longer than this, whatever is dead. */
const TOTAL_MS = 20_000

/** Asks the zones in use, and knocks at what they name and at the hosts named to the machine itself. */
export async function askZones(
  actor: Actor,
  { zones, named }: { zones: readonly ListedZone[]; named: readonly HostAddress[] },
  options: CheckOptions = {},
): Promise<EyeFound> {
  const bounded = { totalMs: TOTAL_MS, ...options }
  const asked = zones.filter(({ isRetired, isSample }) => !isRetired && !isSample)
  const [findings, doors] = await Promise.all([
    checkZones(asked, bounded),
    Promise.all(
      named.map(async (address) => [hostKey(address), await namedDoor(actor, address, bounded)] as const),
    ),
  ])
  const answers = new Map(asked.map(({ name }) => [name, zoneAnswer(name, findings)]))
  const targets = [...answers.values()].flatMap((answer) => (answer.kind === 'srv' ? answer.records : []))
  const found = targets.map((target) => [hostKey(target), targetDoor(target, findings)] as const)
  return { answers, doors: new Map([...found, ...doors]) }
}

/** The first answer of a server, since a machine believes the one it asks; whether another says otherwise is told. */
function zoneAnswer(zone: string, { answers }: DnsFindings): EyeAnswer {
  const own = answers.filter((answer) => answer.zone === zone)
  const given = own.filter((answer) => answer.kind !== 'failed')
  const [best] = given.toSorted((one, other) => one.ms - other.ms)
  const [failed] = own
  if (best === undefined) {
    const reason =
      failed?.kind === 'failed' ? failed.reason : ({ kind: 'unreachable', code: 'noServer' } as const)
    return { kind: 'failed', reason }
  }
  const { server, ms } = best
  if (best.kind === 'nothing') return { kind: 'nothing', why: best.why, server, ms }
  const records = best.kind === 'srv' ? best.records.filter(({ host }) => host !== '') : []
  const serversDiffer = new Set(given.map(recordsText)).size > 1
  return { kind: 'srv', records, server, ms, serversDiffer }
}

function recordsText(answer: ZoneAnswer): string {
  if (answer.kind !== 'srv') return ''
  return answer.records
    .map(({ host, port, priority, weight }) => `${host} ${port} ${priority} ${weight}`)
    .sort()
    .join('\n')
}

function targetDoor({ host, port }: HostAddress, { targets, knocks }: DnsFindings): Door {
  const target = targets.find((one) => one.host === host)
  if (target?.kind === 'noAddress') return { addresses: [], door: { kind: 'noAddress' } }
  if (target?.kind !== 'addresses') return { addresses: [], door: { kind: 'notKnown' } }
  const { addresses } = target
  const at = knocks.filter((one) => one.port === port && addresses.includes(one.address))
  return { addresses, door: bestOf(at.map((one) => one.knock)) }
}

/**
 * A registered or cached host: looked up and knocked at when somebody registered it, logs told of it, or it lies in a
 * listed zone. Any other name is a person's guess, and nobody is asked about it.
 */
async function namedDoor(actor: Actor, { host, port }: HostAddress, options: CheckOptions): Promise<Door> {
  const [[known], zone] = await Promise.all([loadKnownHosts(actor, [host]), loadZoneAround(actor, host)])
  if ((!known && !zone) || known?.isSample) return { addresses: [], door: { kind: 'notAsked' } }
  const run = createDnsRun(options)
  const { servers } = await zoneServers(zone?.name ?? host, zone?.servers ?? [], run.signal)
  const found = await hostAddresses(run, host, servers)
  if (found.kind === 'noAddress') return { addresses: [], door: { kind: 'noAddress' } }
  if (found.kind === 'notKnown') return { addresses: [], door: { kind: 'notKnown' } }
  const { timeoutMs, guard } = options
  const knocks = await Promise.all(
    found.addresses.map((address) => knock(address, port, { timeoutMs, guard, signal: run.signal })),
  )
  return { addresses: found.addresses, door: bestOf(knocks) }
}

const RANK: Readonly<Record<Knock['kind'], number>> = {
  open: 0,
  refused: 1,
  filtered: 2,
  unreachable: 3,
  noAddress: 4,
}

/** A client tries every address of a host. */
function bestOf(knocks: readonly Knock[]): EyeHost['door'] {
  const [best] = knocks.toSorted((one, other) => RANK[one.kind] - RANK[other.kind])
  return best ?? { kind: 'noAddress' }
}
