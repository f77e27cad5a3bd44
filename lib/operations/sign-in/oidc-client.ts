/** The talk with an OpenID Connect provider: authorization code with PKCE, state and nonce; the ID token is verified whole. */
import * as client from 'openid-client'
import type { Claims } from '@/lib/auth/providers/id-token'
import { guardedRequest, type RequestOptions } from '@/lib/channels/guarded-request'
import { log } from '@/lib/server/log'

export interface OidcTarget {
  issuer: string
  clientId: string
  clientSecret: string
  scopes: string
}

/** What has to be known again when the browser comes back. */
export interface Begun {
  state: string
  nonce: string
  verifier: string
}

export type OidcRefusal =
  /** it does not answer, or not with what a provider answers */
  | { kind: 'providerDown'; detail: string }
  /** it did not let the person through: 'access_denied' */
  | { kind: 'providerRefused'; detail: string }
  /** it does not know this console: a wrong client id, secret or redirect address */
  | { kind: 'clientRefused'; detail: string }
  /** what it sent does not stand up: signature, audience, issuer, time, nonce */
  | { kind: 'tokenRefused'; detail: string }

type Refused = { ok: false; refusal: OidcRefusal }

/** Clocks may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 60
const ANSWER_SECONDS = 10
const MOST_BYTES = 1024 * 1024

/** The address at the provider to send the browser to. */
export async function beginOidc(
  target: OidcTarget,
  redirectUri: string,
  hint: string | undefined,
  options: RequestOptions = {},
): Promise<{ ok: true; url: string; begun: Begun } | Refused> {
  return attempt(target, async () => {
    const config = await discover(target, options)
    const begun = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    }
    const url = client.buildAuthorizationUrl(config, {
      ...{ redirect_uri: redirectUri, scope: target.scopes, state: begun.state, nonce: begun.nonce },
      ...{
        code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      },
      ...(hint && { login_hint: hint }),
    })
    return { ok: true as const, url: url.href, begun }
  })
}

/**
 * The claims of the verified ID token. Keys are read afresh each time, so that a provider may change them at any moment.
 * @param returned the redirect address with the query that the browser came back with
 */
export async function finishOidc(
  target: OidcTarget,
  returned: URL,
  { state, nonce, verifier }: Begun,
  options: RequestOptions = {},
): Promise<{ ok: true; claims: Claims } | Refused> {
  return attempt(target, async () => {
    const tokens = await client.authorizationCodeGrant(await discover(target, options), returned, {
      ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    })
    return { ok: true as const, claims: { ...tokens.claims() } }
  })
}

async function discover(
  { issuer, clientId, clientSecret }: OidcTarget,
  options: RequestOptions,
): Promise<client.Configuration> {
  const isPlain = issuer.startsWith('http:')
  const config = await client.discovery(
    new URL(issuer),
    clientId,
    { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    (as, ...rest) => secretAuth(as, clientSecret)(as, ...rest),
    {
      // Signatures count although the token comes over TLS: a proxy that breaks it open is no provider.
      execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
      [client.customFetch]: fetchWith({ withinMs: ANSWER_SECONDS * 1000, ...options }),
      timeout: ANSWER_SECONDS,
    },
  )
  return config
}

/** In the header as OAuth 2.0 has it by default, unless the provider takes it in the body only. */
function secretAuth(
  { token_endpoint_auth_methods_supported: methods }: client.ServerMetadata,
  secret: string,
): client.ClientAuth {
  const inBody = methods?.includes('client_secret_post') && !methods.includes('client_secret_basic')
  return inBody ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret)
}

function fetchWith(options: RequestOptions): client.CustomFetch {
  return async (url, { method, headers, body }) => {
    const text = body === undefined || body === null ? undefined : String(body)
    const asking = { url, method, headers, body: text, mostBytes: MOST_BYTES }
    const answer = await guardedRequest(asking, options)
    const type = answer.headers['content-type']
    const isEmpty = [204, 205, 304].includes(answer.status)
    return new Response(isEmpty ? null : answer.body, {
      status: answer.status,
      headers: type ? { 'content-type': type } : {},
    })
  }
}

async function attempt<Done>(target: OidcTarget, work: () => Promise<Done>): Promise<Done | Refused> {
  try {
    return await work()
  } catch (error) {
    const refusal = classify(error)
    log.warn({ err: error, issuer: target.issuer }, 'an OpenID Connect provider did not let somebody in')
    return { ok: false, refusal }
  }
}

function classify(error: unknown): OidcRefusal {
  if (error instanceof client.AuthorizationResponseError)
    return { kind: 'providerRefused', detail: error.error }
  if (error instanceof client.ResponseBodyError) return { kind: 'clientRefused', detail: error.error }
  if (error instanceof client.WWWAuthenticateChallengeError)
    return { kind: 'clientRefused', detail: 'the client secret' }
  const { message, code } = chainOf(error)
  const isOfToken = code !== undefined && TOKEN_CODES.has(code)
  return { kind: isOfToken ? 'tokenRefused' : 'providerDown', detail: message }
}

/** What openid-client says of a token or of an answer that does not belong to this sign-in. */
const TOKEN_CODES = new Set([
  ...['OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', 'OAUTH_INVALID_RESPONSE'],
  ...['OAUTH_KEY_SELECTION_FAILED', 'OAUTH_UNSUPPORTED_OPERATION', 'OAUTH_PARSE_ERROR'],
])

/** The innermost cause has the plain words: 'connect ECONNREFUSED 127.0.0.1:9'. */
function chainOf(error: unknown): { message: string; code: string | undefined } {
  let at = error
  let code: string | undefined
  let message = String(error)
  while (at instanceof Error) {
    if ('code' in at && typeof at.code === 'string') code ??= at.code
    message = at.message
    at = at.cause
  }
  return { message: message.slice(0, 200), code }
}
