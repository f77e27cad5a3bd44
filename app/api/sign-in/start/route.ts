import { currentActor } from '@/lib/auth/actor'
import { localPath } from '@/lib/auth/local-path'
import { clientAddress, ownAddress, requestProtocol } from '@/lib/auth/same-origin'
import { providerHeldUntil } from '@/lib/auth/sign-in-limits'
import { paths } from '@/lib/format/paths'
import { beginOidcSignIn } from '@/lib/operations/sign-in/oidc-sign-in'
import { askProviderTest } from '@/lib/operations/sign-in/test-provider'
import { flowCookieName, redirectTo, refuseSignIn } from '../answers'

const FLOW_SECONDS = 600

/** Sends the browser to an OpenID Connect provider: to sign in, or to try the settings. */
export async function GET(request: Request): Promise<Response> {
  const now = new Date()
  const { headers } = request
  const query = new URL(request.url).searchParams
  const next = localPath(query.get('next'))
  const held = await providerHeldUntil(clientAddress(headers), now)
  if (held) return refuseSignIn(request, { refusal: { kind: 'tooMany' }, provider: undefined, next }, now)
  const providerId = query.get('provider') ?? ''
  const actor = query.has('test') ? await currentActor() : undefined
  if (actor && !(await askProviderTest.run(actor, { providerId }, { now })).ok)
    return redirectTo(paths.signIn({ next: paths.providers() }))
  const begun = await beginOidcSignIn(
    {
      providerId,
      redirectUri: `${ownAddress(headers)}${paths.api.signInCallback()}`,
      ...{ next, hint: query.get('hint') ?? undefined, testBy: actor?.name },
    },
    now,
  )
  // What hindered a test is on the page of the provider.
  if (!begun.ok && actor) return redirectTo(paths.provider(providerId))
  if (!begun.ok) return refuseSignIn(request, { ...begun, next }, now)
  const protocol = requestProtocol(headers)
  const secure = protocol === 'https' ? '; Secure' : ''
  const cookie = `${flowCookieName(protocol, begun.state)}=${begun.state}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${FLOW_SECONDS}${secure}`
  return redirectTo(begun.url, { 'Set-Cookie': cookie })
}
