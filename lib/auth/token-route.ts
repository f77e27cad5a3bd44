import { createHash } from 'node:crypto'
import { unstable_rethrow } from 'next/navigation'
import { NotPermitted } from '@/lib/data/permission'
import {
  findTokenByHash,
  noteTokenRefusal,
  noteTokenUse,
  type PresentedToken,
} from '@/lib/data/tokens/api-tokens'
import { SCOPES, type Scope } from '@/lib/data/tokens/scopes'
import { isWithin, parseRanges } from '@/lib/server/address-ranges'
import { sayFault } from '@/lib/server/fault'
import { log } from '@/lib/server/log'
import type { Actor } from './actor-kinds'
import { isApiToken, tokenActor } from './api-token'
import { noteRefusal } from './audited-refusals'
import { limitReached, MOST_OF_A_TOKEN } from './call-limits'
import { problem } from './problem'
import { clientAddress } from './same-origin'
import { hashToken } from './token'

/** Who calls the API. */
export interface Caller {
  actor: Actor
  token: PresentedToken
}

/** Bundled routes are different modules in one process; they share this. */
const kept = globalThis as typeof globalThis & { consoleCalls?: Map<string, number> }
kept.consoleCalls ??= new Map()
const calls = kept.consoleCalls

/**
 * A route that programs reach with a token of one of these scopes, sent as `Authorization: Bearer acsl_...`. Cookies and
 * Origin mean nothing here. The loader or operation behind it checks again.
 */
export function tokenRoute<Context = unknown>(
  scopes: readonly [Scope, ...Scope[]],
  handler: (caller: Caller, request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    let entered: string | undefined
    try {
      const now = new Date()
      const found = await callerOf(request, scopes, now)
      if (found instanceof Response) return found
      const { token } = found
      const limit = limitReached(calls, token.id)
      if (limit) return comeAgain(limit, token)
      entered = token.id
      calls.set(token.id, (calls.get(token.id) ?? 0) + 1)
      const answer = await handler(found, request, context)
      answer.headers.set('Token-Expires', endOf(token, now))
      return answer
    } catch (error) {
      if (error instanceof NotPermitted) return problem(403, 'notPermitted', 'This token may not do that.')
      unstable_rethrow(error)
      const { status, kind, sentence } = sayFault(error, 'a call of the API failed')
      return problem(status, kind, sentence, status === 503 ? { 'Retry-After': '10' } : {})
    } finally {
      if (entered !== undefined) leave(entered)
    }
  }
}

async function callerOf(request: Request, scopes: readonly Scope[], now: Date): Promise<Caller | Response> {
  const secret = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (secret === undefined) {
    return notAuthenticated(
      'noToken',
      'Send a token: Authorization: Bearer acsl_… It is made under Settings, API tokens.',
    )
  }
  if (!isApiToken(secret))
    return notAuthenticated('damagedToken', 'This is no whole token: a part of it is missing or wrong.')
  const token = await findTokenByHash(hashToken(secret))
  const address = clientAddress(request.headers)
  if (!token) {
    await noteMisuse(undefined, address, 'nobody here knows it')
    return notAuthenticated('unknownToken', 'Nobody here knows this token.')
  }
  const refusal = refusalOf(token, address, now)
  if (refusal) {
    await noted(() => noteTokenRefusal(token, address, now))
    await noteMisuse(token, address, 'revoked, expired, or from outside its networks')
    return refusal
  }
  if (!scopes.some((scope) => token.scopes.includes(scope))) {
    await noteMisuse(token, address, `it lacks the scope ${scopes.join(' or ')}`)
    const words = scopes.map((scope) => `${scope} (${SCOPES[scope].words})`).join(' or ')
    return problem(403, 'missingScope', `The token ${token.name} does not have the scope ${words}.`)
  }
  const agent = request.headers.get('user-agent')
  await noted(() => noteTokenUse(token, { address, agent }, now))
  return { actor: tokenActor(token), token }
}

function noteMisuse(token: PresentedToken | undefined, client: string, why: string): Promise<void> {
  const subject = token && { type: 'token', id: token.id, name: token.name }
  return noteRefusal({ action: 'token.refuse', client, subject, facts: { why } })
}

/** Why a known token is refused: it was revoked, has expired, or comes from outside its networks. */
function refusalOf(token: PresentedToken, address: string, now: Date): Response | undefined {
  const { name, revokedAt, networks } = token
  if (revokedAt) return notAuthenticated('revoked', `The token ${name} was revoked on ${day(revokedAt)}.`)
  const end = endOf(token, now)
  if (Date.parse(end) <= now.getTime())
    return notAuthenticated('expired', `This secret of the token ${name} expired on ${day(end)}.`)
  if (networks.length === 0 || isWithin(parseRanges(networks.join(',')).ranges)(address)) return undefined
  return problem(403, 'fromElsewhere', `The token ${name} may not be used from ${address}.`)
}

/** What is written of a call never keeps it from being answered. */
const noted = (write: () => Promise<void>) =>
  write().catch((error: unknown) => log.warn({ err: error }, 'the use of a token was not noted'))

/** Until when the secret holds that was sent: the one before a rotation ends sooner. */
function endOf({ isPrevious, previousUntil, expiresAt }: PresentedToken, now: Date): string {
  if (!isPrevious) return expiresAt
  const until = previousUntil ?? now.toISOString()
  return until < expiresAt ? until : expiresAt
}

const day = (at: string) => at.slice(0, 10)

function notAuthenticated(code: string, detail: string): Response {
  return problem(401, code, detail, { 'WWW-Authenticate': 'Bearer' })
}

const LONGEST_RETRY_SECONDS = 20

function comeAgain(limit: 'its own' | 'its share' | 'all', token: PresentedToken): Response {
  // Spread, so that those who were sent away do not come back together.
  const seconds =
    1 + ((createHash('sha256').update(`${token.id}${Date.now()}`).digest()[0] ?? 0) % LONGEST_RETRY_SECONDS)
  const headers = { 'Retry-After': String(seconds) }
  if (limit === 'all') return problem(503, 'busy', 'The console has too many calls on their way.', headers)
  const why =
    limit === 'its own'
      ? `has ${MOST_OF_A_TOKEN} calls on their way already`
      : 'has its share of the calls on their way, and others are waiting'
  return problem(429, 'tooManyCalls', `The token ${token.name} ${why}.`, headers)
}

function leave(tokenId: string): void {
  const left = (calls.get(tokenId) ?? 1) - 1
  if (left > 0) calls.set(tokenId, left)
  else calls.delete(tokenId)
}
