import { type NextRequest, NextResponse } from 'next/server'
import { REQUEST_ADDRESS, requestAddress } from '@/lib/auth/request-address'
import { requestProtocol } from '@/lib/auth/same-origin'

/**
 * Security headers for every page and answer, and a page's own address for the way back from signing in. Who may see or
 * do what is the business of pages, routes, loaders and operations; only what another site's page sends with its
 * visitor's cookies is turned away here, since Next would answer a server action of it with 500.
 */
export function proxy(request: NextRequest): NextResponse {
  if (isForeignWrite(request)) {
    return new NextResponse('This request came from another site.\n', { status: 403 })
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set(REQUEST_ADDRESS, requestAddress(request.nextUrl))
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value)
  if (requestProtocol(request.headers) === 'https')
    response.headers.set('Strict-Transport-Security', 'max-age=31536000')
  return response
}

/** A write whose Origin is not the host it was sent to: the comparison that Next makes for a server action. */
function isForeignWrite({ method, headers }: NextRequest): boolean {
  const origin = headers.get('origin')
  if (method === 'GET' || method === 'HEAD' || origin === null) return false
  return hostOf(origin) !== (headers.get('x-forwarded-host') ?? headers.get('host'))
}

/** 'null' and other origins that are no address have no host. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

// What takes uploads is left out: a request that passes here is held in memory, and these set their own headers.
export const config = {
  matcher: ['/((?!_next/static|_next/image|api/imports$|api/v1/|favicon.ico|icon.svg|robots.txt).*)'],
}

const SECURITY_HEADERS = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'],
] as const

function contentSecurityPolicy(nonce: string): string {
  // biome-ignore lint/style/noProcessEnv: Next writes this one into the build.
  const developing = process.env.NODE_ENV === 'development'
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ''}`
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    // Charts and overlays place themselves with style attributes, which no nonce can allow.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${developing ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
