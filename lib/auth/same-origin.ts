import { setting } from '@/lib/server/environment'

/** Headers as a request has them, or as Next hands them out. */
interface RequestHeaders {
  get(name: string): string | null
}

/** 'https' when the browser reached us over TLS, here or at a proxy in front; PUBLIC_URL decides where it is set. */
export function requestProtocol(headers: RequestHeaders): 'http' | 'https' {
  const publicUrl = setting('PUBLIC_URL')
  if (publicUrl) return publicUrl.startsWith('https:') ? 'https' : 'http'
  const forwarded = headers.get('x-forwarded-proto')?.split(',')[0]?.trim()
  return forwarded === 'https' ? 'https' : 'http'
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
