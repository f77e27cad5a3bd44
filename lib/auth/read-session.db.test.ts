import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { authFor } from './auth'
import { ensureDemoUsers } from './demo-users'
import { readSession } from './read-session'

const database = withTestDatabase()
const HOUR_MS = 3_600_000
let cookie = ''

beforeAll(async () => {
  vi.stubEnv('AUTH_SECRET', 'a secret for this test file only, 32 characters')
})

beforeEach(async () => {
  const [admin] = await ensureDemoUsers()
  const answer = await authFor('http').api.signInEmail({
    body: { email: admin?.email ?? '', password: admin?.password ?? '' },
    asResponse: true,
  })
  cookie = `theme=dark; ${(answer.headers.getSetCookie()[0] ?? '').split(';')[0]}`
})

const read = async (cookies: string | null, now = new Date()) =>
  readSession(cookies, await authFor('http').$context, now)

it('reads who holds a session, as the person is now', async () => {
  expect(await read(cookie)).toMatchObject({ role: 'licensingAdmin', disabledAt: null })
  await database.pool.query(`UPDATE "user" SET role = 'helpdesk', disabled_at = now()`)
  expect(await read(cookie)).toMatchObject({ role: 'helpdesk', disabledAt: expect.any(String) })
  await database.pool.query('UPDATE "user" SET disabled_at = NULL')
})

const later = (hours: number) => new Date(Date.now() + hours * HOUR_MS)

it('ends a session that nobody uses, and one that is always used at its longest ("sessions live for ever if used")', async () => {
  expect(await read(cookie, later(2.1))).toBeUndefined()
  for (let hours = 1; hours < 12; hours += 1) expect(await read(cookie, later(hours))).toBeDefined()
  expect(await read(cookie, later(12.1))).toBeUndefined()
})

it('holds the limits of the role that the person has by now', async () => {
  await database.pool.query(`UPDATE "user" SET role = 'helpdesk'`)
  for (let hours = 1; hours < 20; hours += 1) expect(await read(cookie, later(hours))).toBeDefined()
  await database.pool.query(`UPDATE "user" SET role = 'licensingAdmin'`)
  expect(await read(cookie, later(20))).toBeUndefined()
})

it('knows no session that was ended', async () => {
  await database.pool.query('TRUNCATE session')
  expect(await read(cookie)).toBeUndefined()
})

it('believes no cookie that the console did not sign', async () => {
  const [name, value = ''] = cookie.split('; ')[1]?.split('=') ?? []
  const token = decodeURIComponent(value).split('.')[0]
  const forged = [
    token,
    `${token}.`,
    `${token}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=`,
    `x${decodeURIComponent(value)}`,
    '%',
    '',
  ]
  for (const one of forged) expect(await read(`${name}=${one}`)).toBeUndefined()
  expect(await read(null)).toBeUndefined()
})
