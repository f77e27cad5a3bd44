/** A real OpenID Connect provider in this process (oidc-provider), and a browser that goes through it. */
import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export const CLIENT = { id: 'console', secret: 'a secret of the client, long enough' } as const

type Claims = Record<string, unknown>

export interface RunningProvider {
  issuer: string
  /** what it says of each person, by `sub` */
  people: Map<string, Claims>
  /** signs with another key from now on, and forgets the one before */
  rotateKeys(): void
  /** changes the claims of ID tokens on their way; they are signed again, by the provider's key or by another */
  tamper(change: ((claims: Claims) => Claims) | undefined, key?: 'own' | 'other'): void
  /** goes through as this person, as a browser would; answers the address it was sent back to */
  visit(url: string, person: string | 'denied'): Promise<URL>
  stop(): Promise<void>
}

/** Starts it on a port of its own; it knows one client, which comes back to `redirectUri`. */
export async function startOidcProvider(redirectUri: string): Promise<RunningProvider> {
  const people = new Map<string, Claims>()
  let key = newKey()
  let change: ((claims: Claims) => Claims) | undefined
  let signer: 'own' | 'other' = 'own'
  let visitor = ''
  let provider: Provider
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/'))
      return void answerInteraction(provider, visitor, request, response)
    if (request.url?.startsWith('/token') && change)
      reSign(response, change, signer === 'own' ? key : newKey(key.kid))
    provider.callback()(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const renew = () => {
    provider = makeProvider(issuer, redirectUri, people, key)
  }
  renew()
  return {
    issuer,
    people,
    rotateKeys: () => {
      key = newKey()
      renew()
    },
    tamper: (how, by = 'own') => {
      change = how
      signer = by
    },
    visit: (url, person) => {
      visitor = person
      return browse(url, redirectUri)
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

interface SigningKey {
  kid: string
  privateKey: KeyObject
}

function newKey(kid: string = randomUUID()): SigningKey {
  return { kid, privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }
}

function makeProvider(
  issuer: string,
  redirectUri: string,
  people: ReadonlyMap<string, Claims>,
  { kid, privateKey }: SigningKey,
): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a key for tests'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    // As Entra ID and Keycloak do, the ID token has them all.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
  })
}

/** Says who it is and grants what is asked, in one step. */
async function answerInteraction(
  provider: Provider,
  visitor: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params, prompt, session } = await provider.interactionDetails(request, response)
  if (visitor === 'denied') {
    return provider.interactionFinished(request, response, { error: 'access_denied' })
  }
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: visitor } })
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? visitor, clientId: CLIENT.id })
  grant.addOIDCScope(String(params.scope))
  const consent = { grantId: await grant.save() }
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
}

/** Follows redirects with the cookies it is given, until one leads to the console. */
async function browse(start: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = start
  for (let hops = 0; hops < 10; hops += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`)
    url = new URL(location, url).href
    if (url.startsWith(redirectUri)) return new URL(url)
  }
  throw new Error('The provider sent the browser round in circles.')
}

/** The ID token within what is about to be answered, with other claims. */
function reSign(response: ServerResponse, change: (claims: Claims) => Claims, key: SigningKey): void {
  const end = response.end.bind(response)
  response.end = ((body: unknown, ...rest: never[]) => {
    const answer = JSON.parse(String(body)) as Claims
    if (typeof answer.id_token !== 'string') return end(body as never, ...rest)
    const payload = answer.id_token.split('.')[1] ?? ''
    const claims = change(JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims)
    const text = JSON.stringify({ ...answer, id_token: signed(claims, key) })
    response.setHeader('Content-Length', Buffer.byteLength(text))
    return end(text as never, ...rest)
  }) as typeof response.end
}

function signed(claims: Claims, { kid, privateKey }: SigningKey): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const content = `${part({ alg: 'RS256', typ: 'JWT', kid })}.${part(claims)}`
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url')}`
}
