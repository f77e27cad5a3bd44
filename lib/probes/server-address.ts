import { isIP } from 'node:net'

export interface ServerAddress {
  address: string
  port: number
}

/**
 * 'address', 'address:port' or '[address]:port'; an IPv6 address alone needs no brackets. Absent for anything
 * else, a host name too: what is asked is an address, never a name that could lead elsewhere a moment later.
 */
export function parseServerAddress(text: string, defaultPort = 53): ServerAddress | undefined {
  const given = text.trim()
  if (isIP(given)) return { address: given, port: defaultPort }
  const parts = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(given)
  const address = parts?.[1] ?? parts?.[2]
  if (address === undefined || isIP(address) === 0) return undefined
  const port = parts?.[3] === undefined ? defaultPort : Number(parts[3])
  return port >= 1 && port <= 65_535 ? { address, port } : undefined
}

/** '192.0.2.1:53', '[2001:db8::1]:53' */
export function serverText({ address, port }: ServerAddress): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
