import { isIP } from 'node:net'
import { hostKey } from '@/lib/activation/discovery/client-eye'
import type { HostAddress } from '@/lib/activation/discovery/discovery'
import type { Actor } from '@/lib/auth/actor-kinds'
import { type ListedZone, loadKnownHosts, loadZoneAround } from '@/lib/data/client-eye/eye-world'
import { mustBeAble } from '@/lib/data/permission'
import { type CheckOptions, checkZones } from '@/lib/probes/check-zones'
import { createDnsRun } from '@/lib/probes/dns-run'
import { hostAddresses } from '@/lib/probes/host-addresses'
import { knock } from '@/lib/probes/knock'
import { zoneServers } from '@/lib/probes/zone-servers'
import { bestDoor, type Door, type EyeFound, eyeFound } from './eye-found'

/** One look takes no longer than this, whatever is dead. */
const TOTAL_MS = 20_000

/** Asks these zones, and knocks at what they name and at the hosts named to the machine itself. */
export async function askZones(
  actor: Actor,
  { zones, named }: { zones: readonly ListedZone[]; named: readonly HostAddress[] },
  options: CheckOptions = {},
): Promise<EyeFound> {
  mustBeAble(actor, 'discovery.probe')
  const bounded = { totalMs: TOTAL_MS, ...options }
  const [findings, doors] = await Promise.all([
    checkZones(zones, bounded),
    Promise.all(
      named.map(async (address) => [hostKey(address), await namedDoor(actor, address, bounded)] as const),
    ),
  ])
  const found = eyeFound(
    findings,
    zones.map(({ name }) => name),
  )
  return { answers: found.answers, doors: new Map([...found.doors, ...doors]) }
}

/**
 * A registered or cached host may be looked up and knocked at when somebody registered it, logs told of it, or it lies
 * in a listed zone; an address when it is one of a registered host. Any other name is a person's guess, and hosts of the sample do not exist.
 */
export async function mayKnock(actor: Actor, host: string): Promise<boolean> {
  const [[known], zone] = await Promise.all([loadKnownHosts(actor, [host]), loadZoneAround(actor, host)])
  return known ? !known.isSample : zone !== undefined
}

async function namedDoor(actor: Actor, { host, port }: HostAddress, options: CheckOptions): Promise<Door> {
  if (!(await mayKnock(actor, host))) return { addresses: [], door: { kind: 'notAsked' } }
  if (isIP(host) !== 0) return doorAt([host], port, options, undefined)
  const zone = await loadZoneAround(actor, host)
  const run = createDnsRun(options)
  const { servers } = await zoneServers(zone?.name ?? host, zone?.servers ?? [], run.signal)
  const found = await hostAddresses(run, host, servers)
  if (found.kind === 'noAddress') return { addresses: [], door: { kind: 'noAddress' } }
  if (found.kind === 'notKnown') return { addresses: [], door: { kind: 'notKnown' } }
  return doorAt(found.addresses, port, options, run.signal)
}

async function doorAt(
  addresses: string[],
  port: number,
  { timeoutMs, guard }: CheckOptions,
  signal: AbortSignal | undefined,
): Promise<Door> {
  const knocks = await Promise.all(
    addresses.map((address) => knock(address, port, { timeoutMs, guard, signal })),
  )
  return { addresses, door: bestDoor(knocks) ?? { kind: 'noAddress' } }
}
