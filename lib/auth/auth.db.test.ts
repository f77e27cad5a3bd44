import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { authFor } from './auth'
import { type DemoSignIn, ensureDemoUsers } from './demo-users'
import { ATTEMPTS } from './sign-in-attempts'

const database = withTestDatabase()
let people: DemoSignIn[] = []

beforeAll(async () => {
  vi.stubEnv('AUTH_SECRET', 'a secret for this test file only, 32 characters')
  people = await ensureDemoUsers()
})

beforeEach(async () => {
  await database.pool.query('TRUNCATE session, verification')
  await database.pool.query('UPDATE "user" SET disabled_at = NULL')
})

function signIn(body: { email: string; password: string }, host = 'localhost:3000', protocol = 'http') {
  const headers = { 'content-type': 'application/json', host, origin: `${protocol}://${host}` }
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
    expect(secure.headers.get('set-cookie')).toMatch(/^__Secure-.*; Secure/)
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
    for (let attempt = 0; attempt < ATTEMPTS.most; attempt += 1) {
      await signIn({ email: admin().email.toUpperCase(), password: 'not the password' })
    }
    const answer = await signIn(admin())
    expect(answer.status).toBe(429)
    expect(await answer.json()).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
  })

  it('forgets wrong passwords after the right one', async () => {
    await signIn({ email: admin().email, password: 'not the password' })
    await signIn(admin())
    expect(await database.prisma.verification.count()).toBe(0)
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
