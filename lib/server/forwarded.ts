/** Who asks, and by which address: settled once, where a request comes in. */
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { unmapped } from './address-ranges'

type Incoming = Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string } }

/** Headers with which proxies speak of the one behind them. */
const SAID_BY_PROXIES = /^(forwarded|x-real-ip|x-forwarded-.+)$/

/** Set where a proxy that we do not know speaks of somebody behind it: then the client is not who connects to us. */
export const STRANGE_PROXY = 'x-forwarded-by-stranger'

/**
 * Rewrites the X-Forwarded headers of a request, which anyone can send. Afterwards X-Forwarded-For is the client's
 * address and nothing else; -Proto and -Host are there only if a configured proxy said them. The client is the hop
 * nearest to us that is not such a proxy: what stands further left is its own word.
 */
export function settleForwarded(request: Incoming, isProxy: (address: string) => boolean): void {
  const { headers } = request
  const peer = unmapped(request.socket.remoteAddress ?? '')
  const said = listOf(headers['x-forwarded-for']).map(addressOf)
  let client: string | undefined
  let proxies = 0
  for (const hop of [peer, ...said.reverse()]) {
    if (isIP(hop) === 0) break
    client = hop
    if (!isProxy(hop)) break
    proxies += 1
  }
  const proto = saidBehind(headers['x-forwarded-proto'], proxies)
  const host = saidBehind(headers['x-forwarded-host'], proxies)
  const saidOf = Object.keys(headers).filter((name) => SAID_BY_PROXIES.test(name))
  for (const name of saidOf) delete headers[name]
  if (proxies === 0 && saidOf.length > 0) headers[STRANGE_PROXY] = '1'
  if (client) headers['x-forwarded-for'] = client
  if (proto) headers['x-forwarded-proto'] = proto
  if (host) headers['x-forwarded-host'] = host
}

/** What the outermost of our proxies said: each adds its own at the right, or there is only one value. */
function saidBehind(header: string | string[] | undefined, proxies: number): string | undefined {
  if (proxies === 0) return undefined
  const values = listOf(header)
  return values.at(-proxies) ?? values[0]
}

const listOf = (header: string | string[] | undefined) =>
  [header ?? []]
    .flat()
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '')

/** '192.0.2.7:4711' and '[2001:db8::7]:4711' without the port. */
function addressOf(text: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1]
  return unmapped(bracketed ?? text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1'))
}
