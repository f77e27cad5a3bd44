import { beforeEach, describe, expect, it, vi } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
import { beginApp, finishApp } from '@/lib/operations/own/own-factors'
import { userActor } from './actor-kinds'
import { authFor } from './auth'
import { type DemoSignIn, ensureDemoUsers } from './demo-users'
import { codeAt, stepAt } from './one-time-code'
import { readSession } from './read-session'
import { CODE_LIMIT, takeCode } from './second-factor'

const database = withTestDatabase()
const CLIENT = '192.0.2.7'
let admin: DemoSignIn
let person: { id: string; name: string }

beforeEach(async () => {
  vi.stubEnv('AUTH_SECRET', 'a secret for this test file only, 32 characters')
  await database.pool.query('TRUNCATE "user", sign_in_attempt CASCADE')
  await database.pool.query("UPDATE access_rules SET second_factor_roles = '{}'")
  const [found] = await ensureDemoUsers()
  if (!found) throw new Error('nobody')
  admin = found
  person = await database.prisma.user.findUniqueOrThrow({ where: { email: admin.email } })
})

/** An app and recovery codes, set up half an hour ago. */
async function setUp() {
  const at = new Date(Date.now() - 1_800_000)
  const actor = userActor({ ...person, role: 'licensingAdmin', session: { id: 's', confirmedAt: at } })
  const begun = await beginApp.run(actor, {}, { now: at })
  if (!begun.ok) throw new Error(JSON.stringify(begun))
  const { secret } = begun
  const done = await finishApp.run(actor, { code: await codeAt(secret, stepAt(at)) }, { now: at })
  if (!done.ok) throw new Error(JSON.stringify(done))
  return { secret, codes: done.codes }
}

async function signIn() {
  const { headers } = await authFor('http').api.signInEmail({
    body: { email: admin.email, password: admin.password },
    asResponse: true,
  })
  return (headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

const standing = async (cookie: string) =>
  (await readSession(cookie, await authFor('http').$context, new Date()))?.standing

const codeNow = (secret: string, around = 0) => codeAt(secret, stepAt(new Date()) + around)
const take = (typed: string) => takeCode({ person, typed, client: CLIENT }, new Date())

describe('a session after the password', () => {
  it('is whole without a second factor', async () => {
    expect(await standing(await signIn())).toBe('whole')
  })

  it('waits with one, opens nothing, is told to nobody and is not in the audit log as signed in', async () => {
    await setUp()
    const cookie = await signIn()
    expect(await standing(cookie)).toBe('waits')
    expect(await authFor('http').api.getSession({ headers: new Headers({ cookie }) })).toBeNull()
    expect(
      await database.prisma.auditEntry.count({ where: { action: 'session.start', subjectId: person.id } }),
    ).toBe(0)
  })

  it('waits for ten minutes', async () => {
    await setUp()
    const cookie = await signIn()
    const later = new Date(Date.now() + 10.1 * 60_000)
    expect(await readSession(cookie, await authFor('http').$context, later)).toBeUndefined()
  })

  it('leads to setting one up where the role needs one, also in sessions that are there already', async () => {
    const cookie = await signIn()
    await database.pool.query("UPDATE access_rules SET second_factor_roles = '{licensingAdmin}'")
    expect(await standing(cookie)).toBe('mustSetUp')
    await setUp()
    expect(await standing(cookie)).toBe('whole')
  })

  it('needs none where somebody signs in elsewhere', async () => {
    const cookie = await signIn()
    await database.pool.query("UPDATE access_rules SET second_factor_roles = '{licensingAdmin}'")
    await database.pool.query("UPDATE account SET provider_id = 'directory'")
    expect(await standing(cookie)).toBe('whole')
  })
})

describe('a code of the app', () => {
  it('is taken once, and none before it afterwards', async () => {
    const { secret } = await setUp()
    expect(await take(await codeNow(secret))).toEqual({ ok: true, method: 'code' })
    expect(await take(await codeNow(secret))).toEqual({ ok: false, refusal: { kind: 'wrongCode' } })
    expect(await take(await codeNow(secret, -1))).toEqual({ ok: false, refusal: { kind: 'wrongCode' } })
  })

  it('is taken once of many at the same moment', async () => {
    const { secret } = await setUp()
    const code = await codeNow(secret)
    const taken = await Promise.all([1, 2, 3, 4].map(() => take(code)))
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is not looked at after five wrong ones, and the audit log has it with the address', async () => {
    const { secret } = await setUp()
    for (let at = 0; at < CODE_LIMIT.most; at += 1) await take('000000')
    expect(await take(await codeNow(secret))).toMatchObject({ refusal: { kind: 'tooManyCodes' } })
    const refused = await database.prisma.auditEntry.findFirstOrThrow({ where: { action: 'session.refuse' } })
    expect(refused.after).toMatchObject({ why: 'wrong code of the second factor', clientAddress: CLIENT })
    expect(await database.prisma.auditEntry.count({ where: { action: 'session.hold' } })).toBe(1)
  })

  it('is sealed at rest', async () => {
    const { secret } = await setUp()
    const rows = await database.pool.query('SELECT authenticator_app::text AS row FROM authenticator_app')
    expect(rows.rows[0]?.row).not.toContain(secret)
  })
})

it('a recovery code opens once, and is kept as a hash', async () => {
  const { codes } = await setUp()
  const [code = ''] = codes
  const { rows } = await database.pool.query<{ hash: string }>('SELECT code_hash AS hash FROM recovery_code')
  expect(rows.map(({ hash }) => hash).join()).not.toContain(code.replace('-', ''))
  // 128 bits of salt, and what scrypt made of code and salt.
  for (const { hash } of rows) expect(hash).toMatch(/^[\w-]{22}:[\w-]{43}$/)
  expect(await take(code.toUpperCase())).toEqual({ ok: true, method: 'recovery code' })
  expect(await take(code)).toEqual({ ok: false, refusal: { kind: 'wrongCode' } })
  const used = await database.prisma.auditEntry.findFirstOrThrow({
    where: { action: 'factor.useRecoveryCode' },
  })
  expect(used.after).toMatchObject({ left: 9, clientAddress: CLIENT })
})
