import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadEmergencyFacts } from '@/lib/data/alerts/console-facts'
import { withTestDatabase } from '@/lib/data/database.testing'
import { noteNotPermitted, REFUSALS_WRITTEN } from './audited-refusals'
import { authFor } from './auth'
import { type DemoSignIn, ensureDemoUsers } from './demo-users'
import { SIGN_IN_LIMITS } from './sign-in-limits'

const database = withTestDatabase()
let people: DemoSignIn[] = []

beforeAll(async () => {
  vi.stubEnv('AUTH_SECRET', 'a secret for this test file only, 32 characters')
  people = await ensureDemoUsers()
})

beforeEach(async () => {
  await database.pool.query('TRUNCATE session, sign_in_attempt')
  await database.pool.query('UPDATE "user" SET disabled_at = NULL')
})

function signIn(
  body: { email: string; password: string },
  host = 'localhost:3000',
  protocol = 'http',
  from: { 'x-forwarded-for'?: string; cookie?: string } = {},
) {
  const headers = { 'content-type': 'application/json', host, origin: `${protocol}://${host}`, ...from }
  const request = new Request(`http://localhost:3000/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { ...headers, 'x-forwarded-proto': protocol },
    body: JSON.stringify(body),
  })
  return authFor(protocol === 'https' ? 'https' : 'http').handler(request)
}

const admin = () => people.find((person) => person.role === 'licensingAdmin') ?? people[0] ?? never()
const never = (): never => {
  throw new Error('no people')
}

describe('signing in', () => {
  it('works for each role, under whatever name the console is reached', async () => {
    for (const [index, person] of people.entries()) {
      const host = ['localhost:3000', '127.0.0.1:3000', 'kms.corp.example'][index]
      expect((await signIn(person, host)).status).toBe(200)
    }
    expect(await database.prisma.session.count()).toBe(3)
    expect(await database.prisma.auditEntry.count({ where: { action: 'session.start' } })).toBe(3)
  })

  it('gives a cookie that scripts cannot read, and over https one that stays on https', async () => {
    const plain = (await signIn(admin())).headers.get('set-cookie') ?? ''
    expect(plain).toMatch(/HttpOnly/)
    expect(plain).toMatch(/SameSite=Lax/)
    expect(plain).not.toMatch(/Secure/)
    const secure = await signIn(admin(), 'kms.corp.example', 'https')
    expect(secure.headers.get('set-cookie')).toMatch(/^__Host-[^;]*; Max-Age=\d+; Path=\/; HttpOnly; Secure/)
  })

  it('is refused with the same words for a wrong address and a wrong password', async () => {
    const wrongPassword = await signIn({ email: admin().email, password: 'not the password' })
    const wrongAddress = await signIn({ email: 'no-one@corp.example', password: 'not the password' })
    expect([wrongPassword.status, wrongAddress.status]).toEqual([401, 401])
    expect(await wrongPassword.text()).toBe(await wrongAddress.text())
  })

  it('is refused to a disabled person, even with the right password', async () => {
    await database.pool.query('UPDATE "user" SET disabled_at = now()')
    const answer = await signIn(admin())
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'PERSON_DISABLED' })
    expect(await database.prisma.session.count()).toBe(0)
  })

  it('has to wait after ten wrong passwords, also with the right one then', async () => {
    for (let attempt = 0; attempt < SIGN_IN_LIMITS.person.most; attempt += 1) {
      await signIn({ email: admin().email.toUpperCase(), password: 'not the password' })
    }
    const answer = await signIn(admin())
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(await answer.json()).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  })

  it('forgets wrong passwords after the right one', async () => {
    await signIn({ email: admin().email, password: 'not the password' })
    await signIn(admin())
    expect(
      await database.prisma.signInAttempt.findMany({ where: { counter: { startsWith: 'person' } } }),
    ).toEqual([])
  })

  it('looks at no more than ten of many at once ("60 parallel attempts were all checked")', async () => {
    const wrong = { email: admin().email, password: 'not the password' }
    const answers = await Promise.all(Array.from({ length: 60 }, () => signIn(wrong)))
    expect(statuses(answers)).toEqual({
      401: SIGN_IN_LIMITS.person.most,
      429: 60 - SIGN_IN_LIMITS.person.most,
    })
  })

  it('hashes few passwords for a stranger ("200 posts with unknown addresses computed 200 hashes")', async () => {
    const posts = Array.from({ length: 100 }, (_, index) =>
      signIn({ email: `no-one-${index}@corp.example`, password: 'not the password' }),
    )
    const counts = statuses(await Promise.all(posts))
    expect(counts[401]).toBeLessThanOrEqual(SIGN_IN_LIMITS.client.most)
    expect(counts[429]).toBeGreaterThanOrEqual(100 - SIGN_IN_LIMITS.client.most)
  })

  it('says when to come back if too many are looked at, and does not count what it did not look at', async () => {
    const posts = Array.from({ length: 40 }, (_, index) =>
      signIn({ email: admin().email, password: 'not the password' }, 'localhost:3000', 'http', {
        'x-forwarded-for': `192.0.2.${index}`,
      }),
    )
    const answers = await Promise.all(posts)
    const busy = answers.filter(({ status }) => status === 429)
    expect(busy.length).toBeGreaterThan(0)
    for (const answer of busy) {
      expect(answer.headers.get('retry-after')).toBe('5')
      expect(await answer.json()).toMatchObject({ code: 'TOO_MANY_AT_ONCE' })
    }
    const counted = await database.prisma.signInAttempt.count({
      where: { attempts: 1, counter: { startsWith: 'person' } },
    })
    expect(counted).toBe(40 - busy.length)
  })
})

const statuses = (answers: Response[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

describe('keeping others out ("anybody can lock out anybody")', () => {
  const from = (client: string, cookie?: string) => ({ 'x-forwarded-for': client, ...(cookie && { cookie }) })
  const tryAs = (password: string, who: ReturnType<typeof from>) =>
    signIn({ email: admin().email, password }, 'localhost:3000', 'http', who)
  async function exhaust(who: ReturnType<typeof from>) {
    for (let attempt = 0; attempt < SIGN_IN_LIMITS.person.most; attempt += 1) await tryAs('wrong', who)
    expect((await tryAs(admin().password, who)).status).toBe(429)
  }
  const deviceCookie = (answer: Response) =>
    answer.headers.getSetCookie().find((cookie) => cookie.includes('.device-')) ?? ''

  it('does not work from elsewhere', async () => {
    await exhaust(from('192.0.2.7'))
    expect((await tryAs(admin().password, from('192.0.2.8'))).status).toBe(200)
  })

  it('does not work against a browser in which the person has signed in before', async () => {
    const set = deviceCookie(await tryAs(admin().password, from('192.0.2.7')))
    expect(set).toMatch(/Max-Age=31536000;.*HttpOnly; SameSite=Lax/)
    const cookie = set.split(';')[0]
    await exhaust(from('192.0.2.7'))
    expect((await tryAs(admin().password, from('192.0.2.7', cookie))).status).toBe(200)
  })

  it('does not work by keeping the console busy either', async () => {
    const cookie = deviceCookie(await tryAs(admin().password, from('192.0.2.7'))).split(';')[0]
    const strangers = Array.from({ length: 40 }, (_, index) => tryAs('wrong', from(`198.51.100.${index}`)))
    const [known, unknown] = await Promise.all([
      tryAs(admin().password, from('192.0.2.7', cookie)),
      tryAs(admin().password, from('192.0.2.8')),
    ])
    expect([known.status, unknown.status]).toEqual([200, 429])
    await Promise.all(strangers)
  })

  it('is not helped by the cookie of another person, or by one that was made up', async () => {
    const other = people.find(({ role }) => role === 'helpdesk') ?? never()
    const answer = await signIn(other, 'localhost:3000', 'http', from('192.0.2.7'))
    const [, value = ''] = deviceCookie(answer).split(';')[0]?.split('=') ?? []
    const [name] = deviceCookie(await tryAs(admin().password, from('192.0.2.9'))).split('=')
    await exhaust(from('192.0.2.7'))
    expect((await tryAs(admin().password, from('192.0.2.7', `${name}=${value}`))).status).toBe(429)
    expect((await tryAs(admin().password, from('192.0.2.7', `${name}=made.up`))).status).toBe(429)
  })

  it('lets a known browser try ten times as well, and no more', async () => {
    const cookie = deviceCookie(await tryAs(admin().password, from('192.0.2.7'))).split(';')[0]
    await exhaust(from('192.0.2.7', cookie))
  })
})

describe('a session', () => {
  const sessionOf = (cookie: string | null) =>
    authFor('http').api.getSession({ headers: new Headers({ cookie: (cookie ?? '').split(';')[0] ?? '' }) })

  it('says who it is and in which role', async () => {
    const answer = await signIn(admin())
    expect(await sessionOf(answer.headers.get('set-cookie'))).toMatchObject({
      user: { email: admin().email, role: 'licensingAdmin' },
    })
  })

  it('is over at the next request once its row is gone', async () => {
    const cookie = (await signIn(admin())).headers.get('set-cookie')
    await database.pool.query('DELETE FROM session')
    expect(await sessionOf(cookie)).toBeNull()
  })
})

describe('the audit log', () => {
  const entries = async (action: string) =>
    database.prisma.auditEntry.findMany({ where: { action }, orderBy: { id: 'asc' } })
  const wrong = (email: string, client: string) =>
    signIn({ email, password: 'not the password' }, 'localhost:3000', 'http', { 'x-forwarded-for': client })

  it('has who failed to sign in, from where, and never what was typed as an address', async () => {
    await wrong(admin().email, '192.0.2.40')
    await wrong('correct horse battery@corp.example', '192.0.2.41')
    const [known, unknown] = (await entries('session.refuse')).slice(-2)
    expect(known).toMatchObject({
      subjectType: 'person',
      after: { why: 'wrong address or password', clientAddress: '192.0.2.40' },
    })
    expect(unknown).toMatchObject({ subjectId: null, after: { clientAddress: '192.0.2.41' } })
    expect(
      JSON.stringify(unknown, (_, value) => (typeof value === 'bigint' ? Number(value) : value)),
    ).not.toContain('horse')
  })

  it('has who is held up, and few lines for many attempts', async () => {
    for (let attempt = 0; attempt < 30; attempt += 1) await wrong(admin().email, '192.0.2.42')
    const of = async (action: string) =>
      (await entries(action)).filter(({ after }) => JSON.stringify(after).includes('192.0.2.42'))
    expect(await of('session.refuse')).toHaveLength(REFUSALS_WRITTEN)
    expect(await of('session.hold')).toHaveLength(REFUSALS_WRITTEN)
    expect((await of('session.hold')).at(-1)?.after).toMatchObject({
      more: expect.stringContaining('10 minutes'),
    })
  })

  it('has who signed out', async () => {
    const cookie = (await signIn(admin())).headers.get('set-cookie')?.split(';')[0] ?? ''
    await authFor('http').api.signOut({ headers: new Headers({ cookie }) })
    expect(await entries('session.end')).toMatchObject([{ subjectType: 'person' }])
  })

  it('has whose role did not let them, and where', async () => {
    const helpdesk = { id: 'some-id', name: 'Hana' }
    await noteNotPermitted(helpdesk, 'key.reveal', { client: '192.0.2.43', where: '/keys' })
    expect(await entries('access.refuse')).toMatchObject([
      { actorName: 'Hana', after: { to: 'reveal keys', where: '/keys', clientAddress: '192.0.2.43' } },
    ])
  })
})

describe('a session that began with a provider', () => {
  const userOf = (role: 'helpdesk') =>
    database.prisma.user.findFirstOrThrow({ where: { role }, select: { id: true } })

  async function begin(userId: string) {
    const provider = await database.prisma.signInProvider.upsert({
      where: { name: 'Entra ID' },
      update: {},
      create: {
        ...{
          kind: 'oidc',
          name: 'Entra ID',
          issuer: 'https://login.example',
          clientId: 'x',
          scopes: 'openid',
        },
        ...{ sealedSecret: 'x', groupClaim: 'groups', createdAt: new Date(), createdBy: 'test' },
      },
    })
    const headers = new Headers({ host: 'localhost:3000' })
    const body = { userId, providerId: provider.id, method: provider.name }
    return authFor('http').api.beginSessionOf({ body, headers, asResponse: true })
  }

  it('has a cookie as any other, its provider in row and audit log, and ends within 12 hours', async () => {
    const { id } = await userOf('helpdesk')
    const answer = await begin(id)
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly/)
    const [session] = await database.prisma.session.findMany({ where: { userId: id } })
    expect(session?.providerId).not.toBeNull()
    expect(session?.expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 12 * 3_600_000)
    const entry = await database.prisma.auditEntry.findFirst({
      where: { action: 'session.start' },
      orderBy: { id: 'desc' },
    })
    expect(entry?.after).toMatchObject({ with: 'Entra ID' })
  })
})

it('signing in with the account for emergencies has an entry of its own, which opens an alert', async () => {
  await database.pool.query(`UPDATE "user" SET is_emergency = true WHERE role = 'licensingAdmin'`)
  await signIn(admin())
  await database.pool.query('UPDATE "user" SET is_emergency = false')
  expect(await database.prisma.auditEntry.count({ where: { action: 'session.emergency' } })).toBe(1)
  const [facts] = await loadEmergencyFacts(new Date())
  expect(facts?.uses.at(-1)).toMatchObject({ what: 'The emergency account was used' })
})

it('two people of one name have an alert each about emergency access ("they shared one")', async () => {
  const two = people.slice(0, 2)
  await database.pool.query(`UPDATE "user" SET is_emergency = true, name = 'Kim Lee' WHERE email = ANY($1)`, [
    two.map(({ email }) => email),
  ])
  for (const person of two) await signIn(person)
  await database.pool.query('UPDATE "user" SET is_emergency = false')
  const facts = (await loadEmergencyFacts(new Date())).filter(({ person }) => person === 'Kim Lee')
  const { rows } = await database.pool.query(`SELECT id FROM "user" WHERE name = 'Kim Lee' ORDER BY id`)
  expect(facts.map(({ personId }) => personId).sort()).toEqual(rows.map(({ id }) => id))
})

describe('demo users', () => {
  it('get new passwords at each start, and the old ones stop working', async () => {
    const before = admin()
    people = await ensureDemoUsers()
    expect(admin().password).not.toBe(before.password)
    expect((await signIn(before)).status).toBe(401)
    expect((await signIn(admin())).status).toBe(200)
    expect(await database.prisma.user.count({ where: { isSample: true } })).toBe(3)
  })
})
