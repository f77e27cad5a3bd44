import { noteRefusal } from '@/lib/auth/audited-refusals'
import { cookieName } from '@/lib/auth/cookie-name'
import { clientAddress } from '@/lib/auth/same-origin'
import { hashToken } from '@/lib/auth/token'
import { paths } from '@/lib/format/paths'
import { type OidcSignInRefusal, sayProviderRefusal } from '@/lib/operations/sign-in/provider-refusal'
import { keepRefusal } from '@/lib/operations/sign-in/told-refusal'

/** A redirect within this console or to a provider. */
export function redirectTo(location: string, headers: HeadersInit = {}): Response {
  const answer = new Response(null, { status: 303, headers })
  answer.headers.set('Location', location)
  answer.headers.set('Cache-Control', 'no-store')
  return answer
}

/** Back to the sign-in page, which says why. What a provider or this console refused is in the audit log. */
export async function refuseSignIn(
  request: Request,
  {
    refusal,
    provider,
    next,
  }: { refusal: OidcSignInRefusal; provider: string | undefined; next?: string | undefined },
  now: Date,
): Promise<Response> {
  const facts = { why: refusal.kind, ...(provider && { through: provider }) }
  await noteRefusal({ action: 'session.refuse', client: clientAddress(request.headers), facts }, now)
  const refused = await keepRefusal(sayProviderRefusal(refusal, provider), now)
  return redirectTo(paths.signIn({ refused, ...(next && next !== '/' && { next }) }))
}

/** The cookie by which only the browser that was sent to a provider can come back; several may be on their way. */
export const flowCookieName = (protocol: 'http' | 'https', state: string) =>
  cookieName(protocol, `flow-${hashToken(state).slice(0, 12)}`)
