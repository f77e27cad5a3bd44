import { type NextRequest, NextResponse } from 'next/server'
import { REQUEST_ADDRESS, requestAddress } from '@/lib/auth/request-address'
import { asksTooOften } from '@/lib/auth/shared-limit'

/**
 * The policy of a page, with the nonce of its scripts, and its own address for the way back from signing in; what every
 * answer has besides is in lib/server/answer-headers.ts. Who may see or do what is the business of pages, routes, loaders and
 * operations; turned away here is only what another site's page sends with its visitor's cookies, since Next would answer a
 * server action of it with 500, and whoever asks for shared reports without end.
 */
export function proxy(request: NextRequest): NextResponse {
  if (isForeignWrite(request)) {
    return NextResponse.rewrite(new URL('/api/other-site', request.url))
  }
  const isShared = request.nextUrl.pathname.startsWith('/shared/')
  if (isShared && asksTooOften(request.headers.get('x-forwarded-for') ?? 'unknown', Date.now())) {
    return new NextResponse('Too many calls. Try again in a minute.\n', {
      status: 429,
      headers: { ...OF_SHARED, 'Retry-After': '60', 'Cache-Control': 'no-store' },
    })
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
  response.headers.set('Cache-Control', 'no-store')
  if (isShared) for (const [name, value] of Object.entries(OF_SHARED)) response.headers.set(name, value)
  return response
}

/** The address of a shared report is its secret: it goes to no other site, and into no search engine. */
const OF_SHARED = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex, nofollow, noarchive' }

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

// What takes uploads is left out: a request that passes here is held in memory.
export const config = {
  matcher: ['/((?!_next/static|_next/image|api/imports$|api/v1/|favicon.ico|icon.svg|robots.txt).*)'],
}

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
