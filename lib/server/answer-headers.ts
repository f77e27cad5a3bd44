/**
 * What every answer tells browsers, whoever wrote it: pages, routes, files, and what is refused before it reaches them. What
 * an answer says of its own stands, such as the policy of a page, which has the nonce of its scripts.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setting } from './environment'

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
} as const

const YEAR_SECONDS = 31_536_000

/** The session's cookie taken away: somebody signed out. */
const SIGNED_OUT = /session_token=;/

/** From now on the answer gets these headers when it begins. isHttps: the browser reached us over TLS. */
export function addAnswerHeaders(response: ServerResponse, isHttps: boolean): void {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = ((...given: Parameters<typeof writeHead>) => {
    const own = namesIn(given)
    for (const [name, value] of Object.entries({
      ...HEADERS,
      ...overTls(isHttps),
      ...afterSignOut(response),
    })) {
      if (!response.hasHeader(name) && !own.has(name.toLowerCase())) response.setHeader(name, value)
    }
    return writeHead(...given)
  }) as typeof response.writeHead
}

/** Whether the browser reached us, or the proxy in front that is believed, over TLS. */
export function isOverTls({ headers }: IncomingMessage): boolean {
  const publicUrl = setting('PUBLIC_URL')
  return publicUrl ? publicUrl.startsWith('https:') : headers['x-forwarded-proto'] === 'https'
}

function overTls(isHttps: boolean): Record<string, string> {
  if (!isHttps) return {}
  const all = setting('HSTS_SUBDOMAINS') === 'yes' ? '; includeSubDomains' : ''
  return { 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}${all}` }
}

/** What the browser kept of pages goes with the session; which persons it is known for stays. */
function afterSignOut(response: ServerResponse): Record<string, string> {
  const cookies = [response.getHeader('Set-Cookie') ?? []].flat().map(String)
  return cookies.some((cookie) => SIGNED_OUT.test(cookie)) ? { 'Clear-Site-Data': '"cache", "storage"' } : {}
}

/** The headers that come with writeHead itself. */
function namesIn(given: readonly unknown[]): Set<string> {
  const headers = given.findLast((one) => typeof one === 'object' && one !== null)
  const isList = Array.isArray(headers)
  const names = isList
    ? headers.filter((_, place) => place % 2 === 0).map(String)
    : Object.keys(headers ?? {})
  return new Set(names.map((name) => name.toLowerCase()))
}
