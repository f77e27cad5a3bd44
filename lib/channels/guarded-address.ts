import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type AddressRefusal, type ProbeGuard, probeGuard } from '@/lib/probes/probe-guard'
import { setting } from '@/lib/server/environment'

/** Asks what addresses a name has; the system's resolver, unless a test answers. */
export type Resolve = (host: string) => Promise<readonly string[]>

const ask: Resolve = async (host) => {
  const found = await lookup(host, { all: true })
  return found.map(({ address }) => address)
}

/** The guard that NOTIFY_ALLOW sets. */
export const notifyGuard = (): ProbeGuard => probeGuard(setting('NOTIFY_ALLOW'))

/** Thrown for a name that leads where nothing is sent. */
export class GuardedAddress extends Error {
  constructor(host: string, refusal: AddressRefusal | 'unknown') {
    super(`${host} ${WHY[refusal]}`)
    this.name = 'GuardedAddress'
  }
}

const WHY: Readonly<Record<AddressRefusal | 'unknown', string>> = {
  unknown: 'has no address.',
  notAnAddress: 'has an address that is none.',
  unspecified: 'leads to this machine, where nothing is sent. NOTIFY_ALLOW can allow it.',
  loopback: 'leads to this machine, where nothing is sent. NOTIFY_ALLOW can allow it.',
  linkLocal: 'leads to a link-local address, where nothing is sent. NOTIFY_ALLOW can allow it.',
  metadata: 'leads to the metadata service of a cloud, where nothing is sent.',
  multicast: 'leads to a multicast address, where nothing is sent.',
  reserved: 'leads to a reserved address, where nothing is sent. NOTIFY_ALLOW can allow it.',
  private: 'leads to a private address that NOTIFY_ALLOW does not allow.',
}

/**
 * The address to connect to: the name is asked for once, and a connection goes to what was answered then and was checked, so
 * that a name cannot lead elsewhere a moment later. Throws GuardedAddress where none may be used; IPv4 first.
 */
export async function guardedAddress(
  host: string,
  guard: ProbeGuard = notifyGuard(),
  resolve: Resolve = ask,
): Promise<string> {
  const name = host.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) ? [name] : await resolve(name)
  const allowed = addresses.filter((address) => guard(address) === undefined)
  const best = allowed.find((address) => isIP(address) === 4) ?? allowed[0]
  if (best !== undefined) return best
  const [first] = addresses
  throw new GuardedAddress(name, (first !== undefined && guard(first)) || 'unknown')
}
