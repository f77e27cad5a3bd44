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

it('opens nothing for a session of a provider that was switched off while somebody signed in', async () => {
  const id = '00000000-0000-4000-8000-000000000002'
  await database.pool.query(
    `INSERT INTO sign_in_provider
       (id, kind, name, is_on, domains, issuer, client_id, sealed_secret, scopes, group_claim, created_at, created_by)
     VALUES ($1, 'oidc', 'Entra', true, '{}', 'https://login.example', 'x', 'x', 'openid', 'groups', now(), 'test')`,
    [id],
  )
  await database.pool.query('UPDATE session SET provider_id = $1', [id])
  expect(await read(cookie)).toMatchObject({ standing: 'whole' })
  await database.pool.query('UPDATE sign_in_provider SET is_on = false')
  expect(await read(cookie)).toBeUndefined()
  await database.pool.query('DELETE FROM sign_in_provider')
})

it('knows which theme and time zone the person chose, in whatever browser', async () => {
  expect(await read(cookie)).toMatchObject({ theme: null, timeZone: null })
  await database.pool.query(
    `INSERT INTO own_choice (user_id, theme, time_zone) SELECT id, 'light', 'Europe/Berlin' FROM "user"`,
  )
  expect(await read(cookie)).toMatchObject({ theme: 'light', timeZone: 'Europe/Berlin' })
})
