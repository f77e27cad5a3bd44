import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { setAccessRules } from '@/lib/operations/people/access-rules'
import { invitePerson, issuePasswordLink, redeemLink } from '@/lib/operations/people/invitations'
import { disablePerson, endEmergency, makeEmergency } from '@/lib/operations/people/people'
import { NOBODY, systemActor } from './actor-kinds'
import { authFor } from './auth'
import { type DemoSignIn, ensureDemoUsers } from './demo-users'
import { readSession } from './read-session'
import { SIGN_IN_CODES } from './sign-in-gate'

const database = withTestDatabase()
let people: DemoSignIn[] = []

beforeAll(() => {
  vi.stubEnv('AUTH_SECRET', 'a secret for this test file only, 32 characters')
})

beforeEach(async () => {
  await database.pool.query('TRUNCATE "user", sign_in_attempt, setup_link CASCADE')
  people = await ensureDemoUsers()
})

function signIn({ email, password }: { email: string; password: string }) {
  const origin = 'http://localhost:3000'
  const request = new Request(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', host: 'localhost:3000', origin },
    body: JSON.stringify({ email, password }),
  })
  return authFor('http').handler(request)
}

const admin = () => people.find((person) => person.role === 'licensingAdmin') ?? never()
const never = (): never => {
  throw new Error('no people')
}

describe('passwords that are for emergencies only', () => {
  const rules = { secondFactorRoles: [], twoPersons: false, passwordsOff: true }
  const root = systemActor('test')
  const setOff = () => setAccessRules.run(root, rules)
  const setProvider = (isOn: boolean) =>
    database.pool.query(
      `INSERT INTO sign_in_provider
         (id, kind, name, is_on, domains, issuer, client_id, sealed_secret, scopes, group_claim, created_at, created_by)
       VALUES ('00000000-0000-4000-8000-000000000001', 'oidc', 'Entra', $1, '{}', 'https://login.example', 'x', 'x', 'openid',
               'groups', now(), 'test')
       ON CONFLICT (id) DO UPDATE SET is_on = $1`,
      [isOn],
    )
  afterEach(async () => {
    await database.pool.query('UPDATE access_rules SET passwords_off = false')
    await database.pool.query('DELETE FROM sign_in_provider')
    await database.pool.query('UPDATE "user" SET is_emergency = false')
  })
  const idOf = async ({ email }: { email: string }) =>
    (await database.prisma.user.findUniqueOrThrow({ where: { email }, select: { id: true } })).id

  it('let in the emergency account alone, while a provider is on and no longer', async () => {
    const helpdesk = people.find(({ role }) => role === 'helpdesk') ?? never()
    expect(await setOff()).toMatchObject({ refusal: { kind: 'noProviderOn' } })
    await setProvider(true)
    expect(await setOff()).toMatchObject({ refusal: { kind: 'noEmergencyAccount' } })
    await makeEmergency.run(root, { personId: await idOf(admin()) })
    const before = await signIn(helpdesk)
    const cookies = before.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    const context = await authFor('http').$context
    expect(await readSession(cookies, context, new Date())).toBeDefined()

    expect(await setOff()).toMatchObject({ ok: true })
    expect(await readSession(cookies, context, new Date())).toBeUndefined()
    expect((await signIn(helpdesk)).status).toBe(403)
    expect((await signIn({ ...helpdesk, password: 'not this one at all' })).status).toBe(401)
    expect((await signIn(admin())).status).toBe(200)
    for (const operation of [endEmergency, disablePerson]) {
      const outcome = await operation.run(root, { personId: await idOf(admin()) })
      expect(outcome).toMatchObject({ ok: false })
    }
    const invited = await invitePerson.run(root, { name: 'Ivy', email: 'ivy@corp.example', role: 'helpdesk' })
    expect(invited).toMatchObject({ refusal: { kind: 'passwordsOff' } })

    await setProvider(false)
    expect((await signIn(helpdesk)).status).toBe(200)
  })

  it.each(['passkey', 'password and code', 'password and recovery code'])(
    'let in nobody else with a %s either',
    async (method) => {
      const helpdesk = people.find(({ role }) => role === 'helpdesk') ?? never()
      await setProvider(true)
      await makeEmergency.run(root, { personId: await idOf(admin()) })
      await setOff()
      const begin = async (person: DemoSignIn) =>
        authFor('http').api.beginSessionOf({
          body: { userId: await idOf(person), method },
          headers: new Headers(),
        })
      await expect(begin(helpdesk)).rejects.toMatchObject({ body: { code: SIGN_IN_CODES.passwordsOff } })
      expect(await database.prisma.session.count()).toBe(0)
      await begin(admin())
      expect(await database.prisma.session.count()).toBe(1)
    },
  )

  it('take up no link that was made before, but for the emergency account', async () => {
    const helpdesk = people.find(({ role }) => role === 'helpdesk') ?? never()
    const ivy = { name: 'Ivy', email: 'ivy@corp.example', role: 'helpdesk' } as const
    const made = [
      await invitePerson.run(root, ivy),
      await issuePasswordLink.run(root, { personId: await idOf(helpdesk) }),
    ]
    await setProvider(true)
    await makeEmergency.run(root, { personId: await idOf(admin()) })
    await setOff()
    const late = await issuePasswordLink.run(root, { personId: await idOf(helpdesk) })
    expect(late).toMatchObject({ refusal: { kind: 'passwordsOff' } })
    const password = 'seven purple otters dance'
    const redeem = (link: { ok: boolean; token?: string }, email: string) =>
      redeemLink.run(NOBODY, { token: link.token ?? '', name: 'X', email, password })
    for (const [index, link] of made.entries()) {
      const outcome = await redeem(link, index === 0 ? ivy.email : helpdesk.email)
      expect(outcome).toMatchObject({ refusal: { kind: 'passwordsOff' } })
    }
    expect(await database.prisma.user.count({ where: { email: ivy.email } })).toBe(0)
    expect((await signIn({ ...helpdesk, password })).status).toBe(401)
    const own = await issuePasswordLink.run(root, { personId: await idOf(admin()) })
    expect(await redeem(own, admin().email)).toMatchObject({ ok: true })
    expect((await signIn({ ...admin(), password })).status).toBe(200)
  })
})
