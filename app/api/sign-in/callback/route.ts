import { cookies } from 'next/headers'
import { bringChoices } from '@/lib/auth/bring-choices'
import { localPath } from '@/lib/auth/local-path'
import { requestProtocol } from '@/lib/auth/same-origin'
import { startProviderSession } from '@/lib/auth/start-session'
import { paths } from '@/lib/format/paths'
import { finishOidcSignIn } from '@/lib/operations/sign-in/oidc-sign-in'
import { flowCookieName, redirectTo, refuseSignIn } from '../answers'

/** Where a provider sends the browser back to: somebody is signed in, or told why not. */
export async function GET(request: Request): Promise<Response> {
  const now = new Date()
  const { headers, url } = request
  const query = new URL(url).searchParams
  const protocol = requestProtocol(headers)
  const jar = await cookies()
  const name = flowCookieName(protocol, query.get('state') ?? '')
  const outcome = await finishOidcSignIn(query, jar.get(name)?.value, now)
  jar.set({ name, value: '', path: '/', maxAge: 0, secure: protocol === 'https', httpOnly: true })
  if (outcome.kind === 'refused') return refuseSignIn(request, outcome, now)
  if (outcome.kind === 'tested') return redirectTo(paths.provider(outcome.providerId))
  await startProviderSession(outcome)
  await bringChoices(outcome.userId)
  // That page knows where a person begins.
  return redirectTo(paths.signIn({ next: localPath(outcome.next) }))
}
