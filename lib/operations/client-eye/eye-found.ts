import { type EyeAnswer, type EyeHost, hostKey } from '@/lib/activation/discovery/client-eye'
import type { HostAddress } from '@/lib/activation/discovery/discovery'
import type { Knock } from '@/lib/activation/discovery/dns-answer'
import type { DnsFindings, ZoneAnswer } from '@/lib/activation/discovery/dns-findings'

export type Door = Pick<EyeHost, 'addresses' | 'door'>

/** What DNS and ports said, as the client's eye takes it. */
export interface EyeFound {
  /** by zone */
  answers: Map<string, EyeAnswer>
  /** by hostKey */
  doors: Map<string, Door>
}

/** The part of some findings that concerns these zones, the hosts they name, and `named`. */
export function eyeFound(
  findings: DnsFindings,
  zones: readonly string[],
  named: readonly HostAddress[] = [],
): EyeFound {
  const answers = new Map(zones.map((zone) => [zone, zoneAnswer(zone, findings)]))
  const targets = [...answers.values()].flatMap((answer) => (answer.kind === 'srv' ? answer.records : []))
  const seen = named.filter(({ host }) => findings.targets.some((target) => target.host === host))
  const doors = [...targets, ...seen].map((address) => [hostKey(address), doorOf(address, findings)] as const)
  return { answers, doors: new Map(doors) }
}

/** The first answer of a server, since a machine believes the one it asks; whether another says otherwise is told. */
function zoneAnswer(zone: string, { answers }: DnsFindings): EyeAnswer {
  const own = answers.filter((answer) => answer.zone === zone)
  const given = own.filter((answer) => answer.kind !== 'failed')
  const [best] = given.toSorted((one, other) => rank(one) - rank(other) || one.ms - other.ms)
  const [failed] = own
  if (best === undefined) {
    const none = { kind: 'unreachable', code: 'noServer' } as const
    return { kind: 'failed', reason: failed?.kind === 'failed' ? failed.reason : none }
  }
  const { server, ms } = best
  if (best.kind === 'nothing') return { kind: 'nothing', why: best.why, server, ms }
  const records = best.kind === 'srv' ? best.records.filter(({ host }) => host !== '') : []
  return { kind: 'srv', records, server, ms, serversDiffer: new Set(given.map(recordsText)).size > 1 }
}

const rank = ({ kind }: ZoneAnswer) => (kind === 'srv' ? 0 : 1)

function recordsText(answer: ZoneAnswer): string {
  if (answer.kind !== 'srv') return ''
  return answer.records
    .map(({ host, port, priority, weight }) => `${host} ${port} ${priority} ${weight}`)
    .sort()
    .join('\n')
}

function doorOf({ host, port }: HostAddress, { targets, knocks }: DnsFindings): Door {
  const target = targets.find((one) => one.host === host)
  if (target?.kind === 'noAddress') return { addresses: [], door: { kind: 'noAddress' } }
  if (target?.kind !== 'addresses') return { addresses: [], door: { kind: 'notKnown' } }
  const { addresses } = target
  const at = knocks.filter((one) => one.port === port && addresses.includes(one.address))
  return { addresses, door: bestDoor(at.map((one) => one.knock)) ?? { kind: 'notAsked' } }
}

const DOOR_RANK: Readonly<Record<Knock['kind'], number>> = {
  open: 0,
  refused: 1,
  filtered: 2,
  unreachable: 3,
  noAddress: 4,
}

/** A client tries every address of a host. */
export function bestDoor(knocks: readonly Knock[]): Knock | undefined {
  return knocks.toSorted((one, other) => DOOR_RANK[one.kind] - DOOR_RANK[other.kind])[0]
}
