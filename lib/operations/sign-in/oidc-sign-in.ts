import { z } from 'zod'
import type { Role } from '@/lib/auth/permissions'
import { admitPerson } from '@/lib/auth/providers/admit-person'
import { roleOfGroups } from '@/lib/auth/providers/group-roles'
import { type Claims, isOverage, personOfClaims, sayClaim } from '@/lib/auth/providers/id-token'
import { hashToken } from '@/lib/auth/token'
import type { RequestOptions } from '@/lib/channels/guarded-request'
import { keepShortly, takeKept } from '@/lib/data/people/kept-shortly'
import { openClientSecret } from '@/lib/data/people/sealed-client-secret'
import {
  findProvider,
  type ProviderTest,
  saveProviderTest,
  type WorkingProvider,
} from '@/lib/data/people/sign-in-providers'
import { type Begun, beginOidc, finishOidc, type OidcTarget } from './oidc-client'
import { type OidcSignInRefusal, sayProviderRefusal } from './provider-refusal'

interface Flow extends Begun {
  providerId: string
  redirectUri: string
  /** where to go afterwards: a path of this console */
  next: string
  /** a try of the settings, by this person: nobody is signed in */
  testBy?: string | undefined
}

/** Where a sign-in begins: the address at the provider, and what the browser keeps so that only it can come back. */
export async function beginOidcSignIn(
  asked: {
    providerId: string
    redirectUri: string
    next: string
    hint?: string | undefined
    testBy?: string | undefined
  },
  now: Date,
  options: RequestOptions = {},
): Promise<
  | { ok: true; url: string; state: string }
  | { ok: false; refusal: OidcSignInRefusal; provider: string | undefined }
> {
  const { hint, ...kept } = asked
  const isId = z.uuid().safeParse(asked.providerId).success
  const provider = isId ? await findProvider(asked.providerId) : null
  const isOpen = provider?.kind === 'oidc' && (provider.isOn || asked.testBy !== undefined)
  if (!isOpen) return { ok: false, refusal: { kind: 'noProvider' }, provider: provider?.name }
  const target = targetOf(provider)
  const begun = target
    ? await beginOidc(target, asked.redirectUri, hint, options)
    : { ok: false as const, refusal: { kind: 'secretUnreadable' as const } }
  if (!begun.ok) {
    if (asked.testBy !== undefined)
      await saveProviderTest(provider.id, testOf(provider, begun, asked.testBy, now))
    return { ...begun, provider: provider.name }
  }
  const flow: Flow = { ...kept, ...begun.begun }
  await keepShortly(flowName(flow.state), JSON.stringify(flow), now)
  return { ok: true, url: begun.url, state: flow.state }
}

export type OidcReturn =
  | { kind: 'signedIn'; userId: string; role: Role; providerId: string; provider: string; next: string }
  | { kind: 'tested'; providerId: string }
  | { kind: 'refused'; refusal: OidcSignInRefusal; provider: string | undefined; next: string }

/**
 * What becomes of somebody whom the provider sent back. A return counts once, and in the browser that was sent.
 * @param query of the address that the browser came back to
 * @param ownState what that browser kept
 */
export async function finishOidcSignIn(
  query: URLSearchParams,
  ownState: string | undefined,
  now: Date,
  options: RequestOptions = {},
): Promise<OidcReturn> {
  const state = query.get('state')
  const isOwn = state !== null && state !== '' && state === ownState
  const kept = isOwn ? await takeKept(flowName(state), now) : undefined
  if (kept === undefined) return refused({ kind: 'unknownReturn' })
  const flow = JSON.parse(kept) as Flow
  const provider = await findProvider(flow.providerId)
  if (!provider || !(provider.isOn || flow.testBy)) return refused({ kind: 'noProvider' }, provider, flow)
  const outcome = await claimsOf(provider, flow, query, options)
  if (flow.testBy !== undefined) {
    await saveProviderTest(provider.id, testOf(provider, outcome, flow.testBy, now))
    return { kind: 'tested', providerId: provider.id }
  }
  if (!outcome.ok) return refused(outcome.refusal, provider, flow)
  const person = personOfClaims(outcome.claims, provider.groupClaim ?? '')
  if (isOverage(outcome.claims, provider.groupClaim ?? ''))
    return refused({ kind: 'tooManyGroups' }, provider, flow)
  const admission = await admitPerson(provider, person, now)
  if (!admission.ok) return refused(admission.refusal, provider, flow)
  return {
    kind: 'signedIn',
    ...{ userId: admission.userId, role: admission.role, next: flow.next },
    ...{ providerId: provider.id, provider: provider.name },
  }
}

const refused = (
  refusal: OidcSignInRefusal,
  provider?: { name: string } | null,
  flow?: Flow,
): OidcReturn => ({
  ...{ kind: 'refused', refusal, provider: provider?.name, next: flow?.next ?? '/' },
})

async function claimsOf(
  provider: WorkingProvider,
  flow: Flow,
  query: URLSearchParams,
  options: RequestOptions,
): Promise<{ ok: true; claims: Claims } | { ok: false; refusal: OidcSignInRefusal }> {
  const target = targetOf(provider)
  if (!target) return { ok: false, refusal: { kind: 'secretUnreadable' } }
  return finishOidc(target, new URL(`${flow.redirectUri}?${query}`), flow, options)
}

function testOf(
  provider: WorkingProvider,
  outcome: Awaited<ReturnType<typeof claimsOf>>,
  by: string,
  now: Date,
): ProviderTest {
  const at = now.toISOString()
  if (!outcome.ok) return { at, by, problem: sayProviderRefusal(outcome.refusal, provider.name) }
  const claim = provider.groupClaim ?? ''
  const { groups } = personOfClaims(outcome.claims, claim)
  const given = roleOfGroups(groups, provider.groups)
  return {
    ...{ at, by, groups: groups.map(({ name }) => name), role: given?.role ?? null },
    ...(given && { throughGroup: given.group }),
    ...(isOverage(outcome.claims, claim) && {
      problem: sayProviderRefusal({ kind: 'tooManyGroups' }, provider.name),
    }),
    facts: Object.entries(outcome.claims).map(([name, value]) => ({ name, value: sayClaim(value) })),
  }
}

function targetOf(provider: WorkingProvider): OidcTarget | undefined {
  const { issuer, clientId, scopes, sealedSecret } = provider
  const clientSecret = sealedSecret === null ? undefined : openClientSecret(sealedSecret, provider.id)
  if (issuer === null || clientId === null || scopes === null || clientSecret === undefined) return undefined
  return { issuer, clientId, clientSecret, scopes }
}

const flowName = (state: string) => `sign-in ${hashToken(state)}`
