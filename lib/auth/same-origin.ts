import { setting } from '@/lib/server/environment'

/** Headers as a request has them, or as Next hands them out. */
interface RequestHeaders {
  get(name: string): string | null
}

/**
 * 'https' when the browser reached a proxy in front over TLS; PUBLIC_URL decides where it is set. The X-Forwarded
 * headers hold only what a proxy in TRUSTED_PROXIES said: see lib/server/forwarded.ts.
 */
export function requestProtocol(headers: RequestHeaders): 'http' | 'https' {
  const publicUrl = setting('PUBLIC_URL')
  if (publicUrl) return publicUrl.startsWith('https:') ? 'https' : 'http'
  return headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http'
}

/** The address of whoever asks, as the listener settled it; 'unknown' without one. */
export function clientAddress(headers: RequestHeaders | undefined): string {
  return headers?.get('x-forwarded-for') ?? 'unknown'
}

/**
 * The origins a request may come from: the address it was sent to, by whatever name (localhost, 127.0.0.1, a
 * host name), and PUBLIC_URL. A page of another site cannot choose the Host header its visitor's browser sends.
 */
export function ownOrigins(headers: RequestHeaders): string[] {
  const hosts = [headers.get('host'), headers.get('x-forwarded-host')].filter((host) => host !== null)
  const origins = hosts.map((host) => `${requestProtocol(headers)}://${host}`)
  const publicUrl = setting('PUBLIC_URL')
  return publicUrl ? [...origins, new URL(publicUrl).origin] : origins
}

/** False for a request that another site's page makes with the visitor's cookies. Programs send no Origin. */
export function isSameOrigin(headers: RequestHeaders): boolean {
  const origin = headers.get('origin')
  return origin === null || ownOrigins(headers).includes(origin)
}

/** The address that others reach the console by: PUBLIC_URL, or else the one that this request was sent to. */
export function ownAddress(headers: RequestHeaders): string {
  return ownOrigins(headers).at(-1) ?? 'https://console.example'
}
