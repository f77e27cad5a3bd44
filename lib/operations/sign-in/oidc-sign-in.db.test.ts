import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import type { Role } from '@/lib/auth/permissions'
import { withTestDatabase } from '@/lib/data/database.testing'
import { addPerson } from '@/lib/data/people/people'
import { loadProvider } from '@/lib/data/people/sign-in-providers'
import { probeGuard } from '@/lib/probes/probe-guard'
import { parseRanges } from '@/lib/server/address-ranges'
import { resealOnStart } from '../keys/reseal-on-start'
import { CLIENT, type RunningProvider, startOidcProvider } from './oidc-provider.testing'
import { beginOidcSignIn, finishOidcSignIn, type OidcReturn } from './oidc-sign-in'
import { sayProviderRefusal } from './provider-refusal'
import { addOidcProvider, mapGroup, switchProviderOff, switchProviderOn, unmapGroup } from './providers'

const database = withTestDatabase()
const admin = systemActor('test')
const redirectUri = 'https://console.example/api/sign-in/callback'
const options = { guard: probeGuard(parseRanges('127.0.0.0/8').ranges) }
let idp: RunningProvider
let providerId: string

beforeAll(async () => {
  idp = await startOidcProvider(redirectUri)
})
afterAll(() => idp.stop())

beforeEach(async () => {
  idp.people.set('ada', { name: 'Ada', email: 'ada@corp.example', groups: ['staff', 'desk'] })
  await person('root@console.example', 'licensingAdmin')
  providerId = await provider()
})
afterEach(async () => {
  idp.tamper(undefined)
  await database.pool.query('TRUNCATE "user", sign_in_provider, verification CASCADE')
})

async function provider(facts: { issuer?: string; clientSecret?: string } = {}): Promise<string> {
  const made = await addOidcProvider.run(admin, {
    ...{ name: 'Entra ID', domains: 'corp.example', clientId: CLIENT.id, clientSecret: CLIENT.secret },
    ...{ scopes: 'profile email groups', groupClaim: 'groups', issuer: idp.issuer },
    ...facts,
  })
  if (!made.ok) throw new Error(JSON.stringify(made))
  await mapGroup.run(admin, { providerId: made.id, group: 'desk', role: 'helpdesk' })
  await mapGroup.run(admin, { providerId: made.id, group: 'admins', role: 'licensingAdmin' })
  expect(await switchProviderOn.run(admin, { providerId: made.id })).toMatchObject({ ok: true })
  return made.id
}

async function person(email: string, role: Role): Promise<string> {
  const id = randomUUID()
  const facts = { id, name: email, email, role, passwordHash: 'x' }
  await database.prisma.$transaction((tx) => addPerson(tx, facts, new Date()))
  return id
}

async function begin() {
  const begun = await beginOidcSignIn({ providerId, redirectUri, next: '/clients' }, new Date(), options)
  if (!begun.ok) throw new Error(JSON.stringify(begun))
  return begun
}

/** Through the provider and back, at once or at another time. */
async function signIn(who = 'ada'): Promise<OidcReturn> {
  const begun = await begin()
  const back = await idp.visit(begun.url, who)
  return finishOidcSignIn(back.searchParams, begun.state, new Date(), options)
}

const refusalOf = async (outcome: Promise<OidcReturn> | OidcReturn) => {
  const got = await outcome
  return got.kind === 'refused' ? got.refusal : got
}

describe('signing in through a real OpenID Connect provider', () => {
  it('makes the account at the first time, with the role of the group', async () => {
    expect(await signIn()).toMatchObject({ kind: 'signedIn', role: 'helpdesk', next: '/clients' })
    expect(await signIn()).toMatchObject({ kind: 'signedIn' })
    const people = await database.prisma.user.findMany({ where: { email: 'ada@corp.example' } })
    expect(people).toMatchObject([{ name: 'Ada', role: 'helpdesk' }])
    const entries = await database.prisma.auditEntry.findMany({ where: { action: 'user.create' } })
    expect(entries).toMatchObject([{ actorName: 'Entra ID' }])
  })

  it('gives the highest role, as the groups are now', async () => {
    await signIn()
    idp.people.set('ada', { name: 'Ada', email: 'ada@corp.example', groups: ['desk', 'admins'] })
    expect(await signIn()).toMatchObject({ role: 'licensingAdmin' })
    idp.people.set('ada', { name: 'Ada', email: 'ada@corp.example', groups: ['desk'] })
    expect(await signIn()).toMatchObject({ role: 'helpdesk' })
  })

  it('lets somebody in no more who has lost the group, names the groups that came and ends their sessions', async () => {
    const first = await signIn()
    if (first.kind !== 'signedIn') throw new Error('not signed in')
    const { userId } = first
    const facts = { userId, providerId, token: 't', expiresAt: new Date('2099-01-01'), updatedAt: new Date() }
    await database.prisma.session.create({ data: { id: 's', ...facts } })
    idp.people.set('ada', { name: 'Ada', email: 'ada@corp.example', groups: ['staff'] })
    const refusal = await refusalOf(signIn())
    expect(refusal).toEqual({ kind: 'noGroup', seen: ['staff'] })
    expect(sayProviderRefusal({ kind: 'noGroup', seen: ['staff'] }, 'Entra ID')).toContain('staff')
    expect(await database.prisma.session.count()).toBe(0)
  })

  it('opens no sign-up: whoever is in no group with a role gets no account', async () => {
    idp.people.set('eve', { name: 'Eve', email: 'eve@corp.example' })
    expect(await refusalOf(signIn('eve'))).toEqual({ kind: 'noGroup', seen: [] })
    expect(await database.prisma.user.count()).toBe(1)
  })

  it('never takes the role from the last licensing admin', async () => {
    await database.pool.query('TRUNCATE "user" CASCADE')
    idp.people.set('ada', { name: 'Ada', email: 'ada@corp.example', groups: ['admins'] })
    await signIn()
    idp.people.set('ada', { name: 'Ada', email: 'ada@corp.example', groups: ['desk'] })
    expect(await signIn()).toMatchObject({ role: 'licensingAdmin' })
  })

  it('keeps a disabled person out, whatever the provider says', async () => {
    await signIn()
    await database.pool.query(`UPDATE "user" SET disabled_at = now() WHERE email = 'ada@corp.example'`)
    expect(await refusalOf(signIn())).toEqual({ kind: 'disabled' })
  })

  it('is not open while it is switched off, and ends sessions when it is', async () => {
    const begun = await begin()
    const back = await idp.visit(begun.url, 'ada')
    await switchProviderOff.run(admin, { providerId })
    const outcome = finishOidcSignIn(back.searchParams, begun.state, new Date(), options)
    expect(await refusalOf(outcome)).toEqual({ kind: 'noProvider' })
  })

  it('says when the person was not let through there', async () => {
    expect(await refusalOf(signIn('denied'))).toEqual({ kind: 'providerRefused', detail: 'access_denied' })
  })

  it('shows at a test what came and the role it would be, and signs nobody in', async () => {
    await switchProviderOff.run(admin, { providerId })
    const asked = { providerId, redirectUri, next: '/', testBy: 'Root' }
    const begun = await beginOidcSignIn(asked, new Date(), options)
    if (!begun.ok) throw new Error(JSON.stringify(begun))
    const back = await idp.visit(begun.url, 'ada')
    const outcome = await finishOidcSignIn(back.searchParams, begun.state, new Date(), options)
    expect(outcome).toEqual({ kind: 'tested', providerId })
    const shown = await loadProvider(admin, providerId)
    expect(shown?.lastTest).toMatchObject({
      ...{ by: 'Root', role: 'helpdesk', throughGroup: 'desk', groups: ['staff', 'desk'] },
      facts: expect.arrayContaining([{ name: 'sub', value: 'ada' }]),
    })
    expect(await database.prisma.user.count()).toBe(1)
  })
})

describe('an account that is there already', () => {
  it('is not taken over by an address that the provider did not verify', async () => {
    await person('ada@corp.example', 'manager')
    expect(await refusalOf(signIn())).toEqual({ kind: 'addressTaken', email: 'ada@corp.example' })
  })

  it('is the person’s where the provider verified the address; its password, second factor and links go', async () => {
    const id = await person('ada@corp.example', 'manager')
    const passkey = { id: 'old', userId: id, name: 'laptop', publicKey: Buffer.from('x'), counter: 0 }
    await database.prisma.passkey.create({ data: { ...passkey, createdAt: new Date() } })
    idp.people.set('ada', { email: 'ada@corp.example', email_verified: true, groups: ['desk'] })
    expect(await signIn()).toMatchObject({ kind: 'signedIn', userId: id, role: 'helpdesk' })
    expect(await database.prisma.passkey.count()).toBe(0)
    expect(await database.prisma.account.findMany({ where: { userId: id } })).toMatchObject([{ providerId }])
  })

  it('is never taken over where it is for emergencies', async () => {
    const id = await person('ada@corp.example', 'licensingAdmin')
    await database.prisma.user.update({ where: { id }, data: { isEmergency: true } })
    idp.people.set('ada', { email: 'ada@corp.example', email_verified: true, groups: ['desk'] })
    expect(await refusalOf(signIn())).toMatchObject({ kind: 'addressTaken' })
  })
})

describe('a return that is not what was sent', () => {
  it('counts once: the same address a second time is refused', async () => {
    const begun = await begin()
    const back = await idp.visit(begun.url, 'ada')
    const both = await Promise.all(
      [1, 2].map(() => finishOidcSignIn(back.searchParams, begun.state, new Date(), options)),
    )
    expect(both.map(({ kind }) => kind).sort()).toEqual(['refused', 'signedIn'])
  })

  it('counts only in the browser that was sent, and within ten minutes', async () => {
    const begun = await begin()
    const back = await idp.visit(begun.url, 'ada')
    for (const own of [undefined, '', 'another']) {
      const outcome = finishOidcSignIn(back.searchParams, own, new Date(), options)
      expect(await refusalOf(outcome)).toEqual({ kind: 'unknownReturn' })
    }
    const late = new Date(Date.now() + 11 * 60_000)
    const outcome = finishOidcSignIn(back.searchParams, begun.state, late, options)
    expect(await refusalOf(outcome)).toEqual({ kind: 'unknownReturn' })
  })

  const now = () => Math.floor(Date.now() / 1000)
  it.each([
    ['a nonce of another sign-in', (claims: object) => ({ ...claims, nonce: 'another' })],
    ['no nonce', (claims: object) => ({ ...claims, nonce: undefined })],
    ['another audience', (claims: object) => ({ ...claims, aud: 'another-client' })],
    ['another issuer', (claims: object) => ({ ...claims, iss: 'https://elsewhere.example' })],
    ['a time that is over', (claims: object) => ({ ...claims, exp: now() - 90 })],
    ['a time that has not come', (claims: object) => ({ ...claims, nbf: now() + 90 })],
    ['no subject', (claims: object) => ({ ...claims, sub: undefined })],
  ])('does not sign in with a token of %s', async (_, change) => {
    idp.tamper(change)
    expect(await refusalOf(signIn())).toMatchObject({ kind: 'tokenRefused' })
    expect(await database.prisma.user.count()).toBe(1)
  })

  it('does not sign in with a token that another key has signed', async () => {
    idp.tamper((claims) => ({ ...claims, groups: ['admins'] }), 'other')
    expect(await refusalOf(signIn())).toMatchObject({ kind: 'tokenRefused' })
  })

  it('bears clocks that differ by less than a minute', async () => {
    idp.tamper((claims) => ({ ...claims, iat: now() + 45, nbf: now() + 45, exp: now() - 45 }))
    expect(await signIn()).toMatchObject({ kind: 'signedIn' })
  })
})

describe('a provider that changes or fails', () => {
  it('may change its keys at any moment', async () => {
    await signIn()
    idp.rotateKeys()
    expect(await signIn()).toMatchObject({ kind: 'signedIn' })
  })

  it('is named when it does not answer, with the way that is left', async () => {
    await database.pool.query('TRUNCATE sign_in_provider CASCADE')
    providerId = await provider({ issuer: 'http://127.0.0.1:1' })
    const begun = await beginOidcSignIn({ providerId, redirectUri, next: '/' }, new Date(), options)
    if (begun.ok) throw new Error('it answered')
    expect(begun.refusal).toMatchObject({ kind: 'providerDown' })
    const sentence = sayProviderRefusal(begun.refusal, begun.provider)
    expect(sentence).toMatch(/^Entra ID does not answer \(.*ECONNREFUSED.*\)\..*password of this console/)
  })

  it('is not asked at an address that nothing may be sent to', async () => {
    const begun = await beginOidcSignIn({ providerId, redirectUri, next: '/' }, new Date(), {
      guard: probeGuard([]),
    })
    expect(begun).toMatchObject({ ok: false, refusal: { kind: 'providerDown' } })
  })

  it('says when it does not accept the client', async () => {
    await database.pool.query('TRUNCATE sign_in_provider CASCADE')
    providerId = await provider({ clientSecret: 'another secret' })
    expect(await refusalOf(signIn())).toMatchObject({ kind: 'clientRefused' })
  })
})

describe('the settings of a provider', () => {
  it('keep the secret sealed: it stands nowhere in the clear, and no page gets it', async () => {
    const { rows } = await database.pool.query(
      'SELECT p::text AS text FROM sign_in_provider p UNION ALL SELECT a::text FROM audit_entry a',
    )
    expect(JSON.stringify(rows)).not.toContain(CLIENT.secret)
    expect(JSON.stringify(await loadProvider(admin, providerId))).not.toMatch(/secret/i)
  })

  it('keep the secret over an exchange of the encryption key, and say when it is gone', async () => {
    const original = process.env.KEY_ENCRYPTION_KEY ?? ''
    try {
      vi.stubEnv('KEY_ENCRYPTION_KEY', randomBytes(32).toString('base64'))
      const begun = await beginOidcSignIn({ providerId, redirectUri, next: '/' }, new Date(), options)
      expect(begun).toMatchObject({ ok: false, refusal: { kind: 'secretUnreadable' } })
      vi.stubEnv('KEY_ENCRYPTION_KEY_PREVIOUS', original)
      expect(await resealOnStart()).toEqual([expect.stringContaining('1 client secret')])
      vi.stubEnv('KEY_ENCRYPTION_KEY_PREVIOUS', '')
      expect(await signIn()).toMatchObject({ kind: 'signedIn' })
    } finally {
      vi.stubEnv('KEY_ENCRYPTION_KEY', original)
      vi.stubEnv('KEY_ENCRYPTION_KEY_PREVIOUS', '')
    }
  })

  it('are not switched on while no group has a role, or while nobody could mend them', async () => {
    await switchProviderOff.run(admin, { providerId })
    await database.pool.query(`DELETE FROM account`)
    expect(await switchProviderOn.run(admin, { providerId })).toMatchObject({
      refusal: { kind: 'noOtherAdmin' },
    })
    await unmapGroup.run(admin, { providerId, group: 'desk' })
    await unmapGroup.run(admin, { providerId, group: 'admins' })
    expect(await switchProviderOn.run(admin, { providerId })).toMatchObject({ refusal: { kind: 'noGroups' } })
  })

  it.each([
    ['http://login.corp.example', 'https'],
    ['https://ada:secret@login.corp.example', 'https'],
    ['login.corp.example', 'https'],
  ])('take no issuer %s', async (issuer, word) => {
    const outcome = await addOidcProvider.run(admin, {
      ...{ name: 'Another', clientId: 'x', clientSecret: 'x', issuer },
    })
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'badInput' } })
    expect(JSON.stringify(outcome)).toContain(word)
  })
})
