import { isIP } from 'node:net'
import { setting } from '@/lib/server/environment'
import { ownOrigins } from './same-origin'

/** What passkeys are bound to: one host name. */
export interface PasskeyHost {
  id: string
  origin: string
}

/**
 * The host passkeys are for: that of PUBLIC_URL, else the one this request was sent to. Undefined where browsers offer none:
 * an IP address, plain http of another machine, a name that is not that of PUBLIC_URL.
 */
export function passkeyHost(headers: { get(name: string): string | null }): PasskeyHost | undefined {
  const [own] = ownOrigins(headers)
  const publicUrl = setting('PUBLIC_URL')
  if (own === undefined || (publicUrl && new URL(publicUrl).origin !== new URL(own).origin)) return undefined
  const { hostname, origin, protocol } = new URL(own)
  if (isIP(hostname.replace(/^\[|\]$/g, ''))) return undefined
  return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : undefined
}
