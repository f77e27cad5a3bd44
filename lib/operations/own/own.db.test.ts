import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { confirmIdentity } from '@/lib/auth/confirm-identity'
import { type DemoSignIn, ensureDemoUsers } from '@/lib/auth/demo-users'
import { codeAt, stepAt } from '@/lib/auth/one-time-code'
import { knownHashing } from '@/lib/auth/password-hashing'
import { withTestDatabase } from '@/lib/data/database.testing'
import { findStartPage, loadOwnChoices, loadStartPages } from '@/lib/data/people/own-choices'
import { deviceOf, loadSessions } from '@/lib/data/people/sessions'
import { loadOwnFrame } from '@/lib/data/views/list-look'
import { setAccessRules } from '../people/access-rules'
import { allowLink, changeRole } from '../people/people'
import { endPersonSessions, removePersonFactors } from '../people/person-access'
import { mapGroup } from '../sign-in/providers'
import { removeView, saveView } from '../views/views'
import { changeOwnPassword, endOwnOtherSessions, endOwnSession, renameSelf } from './own-account'
import { chooseForSelf } from './own-choices'
import { addPasskey, beginApp, finishApp, removeOwnFactor, renewRecoveryCodes } from './own-factors'

const database = withTestDatabase()
const AT = new Date('2026-11-30T12:00:00Z')
const from = { client: '192.0.2.9' }
const call = { now: AT, from }
const minutes = (count: number) => new Date(AT.getTime() + count * 60_000)
let signIns: DemoSignIn[] = []

beforeEach(async () => {
  vi.stubEnv('AUTH_SECRET', 'a secret for this test file only, 32 characters')
  await database.pool.query('TRUNCATE "user", sign_in_attempt CASCADE')
  await database.pool.query("UPDATE access_rules SET second_factor_roles = '{}'")
  signIns = await ensureDemoUsers()
})

/** A person with two sessions, `NAME 1` and `NAME 2`, of which the first acts. */
async function personIn(role: DemoSignIn['role'], confirmedAt: Date | null = AT) {
  const signIn = signIns.find((one) => one.role === role)
  const { id, name } = await database.prisma.user.findUniqueOrThrow({ where: { email: signIn?.email ?? '' } })
  for (const no of [1, 2]) {
    await database.prisma.session.create({
      data: {
        id: `${name} ${no}`,
        token: `${name} ${no}`,
        userId: id,
        expiresAt: minutes(60),
        createdAt: AT,
        updatedAt: AT,
        userAgent: 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0',
      },
    })
  }
  const actor = userActor({ id, name, role, session: { id: `${name} 1`, confirmedAt } })
  return { id, name, actor, password: signIn?.password ?? '' }
}

const sessionsOf = async (userId: string) =>
  (await database.prisma.session.findMany({ where: { userId }, orderBy: { id: 'asc' } })).map(({ id }) => id)
const entriesOf = (action: string) => database.prisma.auditEntry.findMany({ where: { action } })

async function withApp(actor: Parameters<typeof beginApp.run>[0]) {
  const begun = await beginApp.run(actor, {}, call)
  if (!begun.ok) throw new Error('no secret')
  const done = await finishApp.run(actor, { code: await codeAt(begun.secret, stepAt(AT)) }, call)
  if (!done.ok) throw new Error('not set up')
  return { secret: begun.secret, codes: done.codes }
}

describe('the own password', () => {
  const next = { password: 'seven purple otters dance', passwordAgain: 'seven purple otters dance' }

  it('changes for who knows the old one, and ends the other sessions', async () => {
    const hana = await personIn('helpdesk')
    const outcome = await changeOwnPassword.run(hana.actor, { oldPassword: hana.password, ...next }, call)
    expect(outcome).toMatchObject({ ok: true, sessions: 1 })
    expect(await sessionsOf(hana.id)).toEqual([`${hana.name} 1`])
    const account = await database.prisma.account.findFirstOrThrow({ where: { userId: hana.id } })
    expect(await knownHashing.verify({ hash: account.password ?? '', password: next.password })).toBe(true)
    expect((await entriesOf('user.newPassword')).at(-1)?.after).toMatchObject({ clientAddress: from.client })
  })

  it('does not for who does not, and after ten tries not even then', async () => {
    const hana = await personIn('helpdesk')
    const wrong = () => changeOwnPassword.run(hana.actor, { oldPassword: 'not this one', ...next }, call)
    expect(await wrong()).toMatchObject({ refusal: { kind: 'wrongOldPassword' } })
    for (let at = 1; at < 10; at += 1) await wrong()
    const right = await changeOwnPassword.run(hana.actor, { oldPassword: hana.password, ...next }, call)
    expect(right).toMatchObject({ refusal: { kind: 'tooMany' } })
    expect(await sessionsOf(hana.id)).toHaveLength(2)
  })

  it('is no weak one', async () => {
    const hana = await personIn('helpdesk')
    const weak = { oldPassword: hana.password, password: 'Password12345', passwordAgain: 'Password12345' }
    expect(await changeOwnPassword.run(hana.actor, weak, call)).toMatchObject({
      refusal: { kind: 'weakPassword' },
    })
  })
})

describe('sessions', () => {
  it('are ended by whose they are, and nobody else’s', async () => {
    const hana = await personIn('helpdesk')
    const max = await personIn('manager')
    const foreign = { sessionId: `${max.name} 2` }
    expect(await endOwnSession.run(hana.actor, foreign, call)).toMatchObject({
      refusal: { kind: 'noSuchSession' },
    })
    expect(await endOwnSession.run(max.actor, foreign, call)).toEqual({ ok: true })
    expect(await sessionsOf(max.id)).toEqual([`${max.name} 1`])
    expect(await endOwnOtherSessions.run(hana.actor, {}, call)).toMatchObject({ ok: true, sessions: 1 })
    expect(await sessionsOf(hana.id)).toEqual([`${hana.name} 1`])
    expect(await entriesOf('session.endOthers')).toHaveLength(1)
  })

  it('are ended only by whoever has shown lately who they are', async () => {
    const max = await personIn('manager', minutes(-11))
    const other = { sessionId: `${max.name} 2` }
    expect(await endOwnSession.run(max.actor, other, call)).toMatchObject({
      refusal: { kind: 'notConfirmed' },
    })
    expect(await endOwnOtherSessions.run(max.actor, {}, call)).toMatchObject({ ok: false })
    expect(await sessionsOf(max.id)).toHaveLength(2)
  })

  it('are seen by whose they are and by who changes people', async () => {
    const ada = await personIn('licensingAdmin')
    const hana = await personIn('helpdesk')
    expect(await loadSessions(hana.actor, hana.id, AT)).toMatchObject([
      { device: 'Firefox on Windows' },
      { device: 'Firefox on Windows' },
    ])
    expect(await loadSessions(ada.actor, hana.id, AT)).toHaveLength(2)
    await expect(loadSessions(hana.actor, ada.id, AT)).rejects.toThrow(/user.change/)
  })

  it('of anybody are ended by a licensing admin, one or all', async () => {
    const ada = await personIn('licensingAdmin')
    const hana = await personIn('helpdesk')
    const one = { personId: hana.id, sessionId: `${hana.name} 2` }
    expect(await endPersonSessions.run(ada.actor, one, call)).toMatchObject({ ok: true, ended: 1 })
    expect(await endPersonSessions.run(ada.actor, { personId: hana.id }, call)).toMatchObject({ ended: 1 })
    expect(await sessionsOf(hana.id)).toEqual([])
  })

  it('say what they run in', () => {
    const edge = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0'
    expect(deviceOf(edge)).toBe('Edge on Windows')
    expect(deviceOf('curl/8.5.0')).toBe('curl/8.5.0')
    expect(deviceOf(null)).toBe('Unknown device')
  })
})

describe('what is grave', () => {
  it('is refused eleven minutes after signing in, until the person shows who they are', async () => {
    const ada = await personIn('licensingAdmin')
    const hana = await personIn('helpdesk')
    const change = { personId: hana.id, role: 'manager' as const }
    const late = { now: minutes(11), from }
    expect(await changeRole.run(ada.actor, change, late)).toEqual({
      ok: false,
      refusal: { kind: 'notConfirmed' },
    })
    const actor = { ...ada.actor, id: ada.id }
    expect(await confirmIdentity(actor, { password: 'wrong' }, from, minutes(11))).toMatchObject({
      ok: false,
    })
    expect(await confirmIdentity(actor, { password: ada.password }, from, minutes(11))).toEqual({ ok: true })
    const session = await database.prisma.session.findUniqueOrThrow({ where: { id: `${ada.name} 1` } })
    expect(session.confirmedAt).toEqual(minutes(11))
    const confirmed = userActor({ ...ada.actor, id: ada.id, role: 'licensingAdmin', session })
    expect(await changeRole.run(confirmed, change, late)).toMatchObject({ ok: true })
    expect((await entriesOf('session.confirm'))[0]?.after).toMatchObject({ clientAddress: from.client })
  })

  it('is not confirmed by the password alone of who has a second factor', async () => {
    const ada = await personIn('licensingAdmin')
    const { codes } = await withApp(ada.actor)
    const actor = { ...ada.actor, id: ada.id }
    const byPassword = await confirmIdentity(actor, { password: ada.password }, from, minutes(1))
    expect(byPassword).toEqual({ ok: false, refusal: { kind: 'wrongCode' } })
    expect(await confirmIdentity(actor, { code: codes[0] ?? '' }, from, minutes(1))).toEqual({ ok: true })
  })

  it('is never open to a session of nobody knows when', async () => {
    const ada = await personIn('licensingAdmin', null)
    const notConfirmed = { refusal: { kind: 'notConfirmed' } }
    expect(await beginApp.run(ada.actor, {}, call)).toMatchObject(notConfirmed)
    expect(await allowLink.run(ada.actor, { personId: ada.id }, call)).toMatchObject(notConfirmed)
    const group = { providerId: randomUUID(), group: 'desk', role: 'licensingAdmin' as const }
    expect(await mapGroup.run(ada.actor, group, call)).toMatchObject(notConfirmed)
  })
})

describe('a second factor', () => {
  it('counts once a code of the app was entered', async () => {
    const hana = await personIn('helpdesk')
    await beginApp.run(hana.actor, {}, call)
    expect(await finishApp.run(hana.actor, { code: '000000' }, call)).toMatchObject({
      refusal: { kind: 'wrongCode' },
    })
    expect((await withApp(hana.actor)).codes).toHaveLength(10)
    expect(await beginApp.run(hana.actor, {}, call)).toMatchObject({ refusal: { kind: 'hasApp' } })
    expect((await entriesOf('factor.addApp'))[0]?.after).toMatchObject({ clientAddress: from.client })
  })

  it('is none of somebody who signs in elsewhere', async () => {
    const hana = await personIn('helpdesk')
    await database.prisma.account.deleteMany({ where: { userId: hana.id } })
    const refused = { ok: false, refusal: { kind: 'noPassword' } }
    expect(await beginApp.run(hana.actor, {}, call)).toEqual(refused)
    const passkey = { name: 'laptop', response: { id: 'x' } }
    expect(await addPasskey.run(hana.actor, passkey, call)).toEqual(refused)
  })

  it('that is the last one goes with its recovery codes, unless the role needs it', async () => {
    const ada = await personIn('licensingAdmin')
    await withApp(ada.actor)
    await setAccessRules.run(ada.actor, { secondFactorRoles: ['licensingAdmin'], twoPersons: false }, call)
    expect(await removeOwnFactor.run(ada.actor, {}, call)).toMatchObject({ refusal: { kind: 'lastFactor' } })
    expect(await database.prisma.recoveryCode.count()).toBe(10)
    await setAccessRules.run(ada.actor, { secondFactorRoles: [], twoPersons: false }, call)
    expect(await removeOwnFactor.run(ada.actor, {}, call)).toEqual({ ok: true })
    expect(await database.prisma.recoveryCode.count()).toBe(0)
    expect(await renewRecoveryCodes.run(ada.actor, {}, call)).toMatchObject({ refusal: { kind: 'noFactor' } })
  })

  it('is taken from somebody by a licensing admin, with a reason', async () => {
    const ada = await personIn('licensingAdmin')
    const hana = await personIn('helpdesk')
    await withApp(hana.actor)
    const asked = { personId: hana.id, reason: 'lost the phone, came in person' }
    expect(await removePersonFactors.run(ada.actor, asked, call)).toMatchObject({ ok: true })
    expect(await database.prisma.authenticatorApp.count()).toBe(0)
    expect(await sessionsOf(hana.id)).toEqual([])
  })
})

it('the own name changes, and the audit log has both', async () => {
  const hana = await personIn('helpdesk')
  expect(await renameSelf.run(hana.actor, { name: 'Hana Neu' }, call)).toEqual({ ok: true })
  expect(await entriesOf('user.rename')).toMatchObject([
    { before: { name: hana.name }, after: { newName: 'Hana Neu', clientAddress: from.client } },
  ])
})

describe('what somebody chooses for themselves', () => {
  it('is kept choice by choice, and taken back by none', async () => {
    const { actor } = await personIn('helpdesk')
    await chooseForSelf.run(actor, { theme: 'dark', density: 'roomy' })
    await chooseForSelf.run(actor, { timeZone: 'Asia/Kathmandu' })
    expect(await loadOwnChoices(actor)).toEqual({
      ...{ theme: 'dark', density: 'roomy', startPage: null, timeZone: 'Asia/Kathmandu' },
      dayForm: null,
    })
    expect((await loadOwnFrame(actor, 'clients')).density).toBe('roomy')
    await chooseForSelf.run(actor, { density: null })
    expect(await loadOwnChoices(actor)).toMatchObject({ theme: 'dark', density: null })
    const other = await personIn('manager')
    expect(await loadOwnChoices(other.actor)).toMatchObject({ theme: null })
  })

  it.each([
    { theme: 'pink' },
    { density: 'none' },
    { dayForm: 'american' },
    { timeZone: 'Mars/Olympus' },
    { startPage: 'x'.repeat(99) },
  ])('is refused when there is no such thing: %o', async (choice) => {
    const { actor } = await personIn('helpdesk')
    expect(await chooseForSelf.run(actor, choice as never)).toMatchObject({ refusal: { kind: 'badInput' } })
    expect(await loadOwnChoices(actor)).toMatchObject({ theme: null, timeZone: null })
  })

  it('begins on no page that role or limits do not show, nor on one that is gone', async () => {
    const { id, name, actor } = await personIn('manager')
    expect(await chooseForSelf.run(actor, { startPage: 'keys' })).toMatchObject({ ok: true })
    expect(await findStartPage(actor)).toBe('/keys')
    const limited = userActor({ id, name, role: 'manager', siteIds: [1] })
    expect(await findStartPage(limited)).toBeUndefined()
    expect((await loadStartPages(limited)).map(({ value }) => value)).toEqual([
      ...['overview', 'desk', 'clients', 'licenses', 'alerts', 'reports'],
    ])
    for (const startPage of ['keys', 'settings', `view:${randomUUID()}`]) {
      const outcome = await chooseForSelf.run(limited, { startPage })
      expect(outcome).toMatchObject({ refusal: { kind: 'noSuchStartPage' } })
    }
    const view = await saveView.run(actor, { list: 'clients', name: 'In grace', query: '?state=grace' })
    if (!view.ok) throw new Error('no view')
    await chooseForSelf.run(actor, { startPage: `view:${view.id}` })
    expect(await findStartPage(actor)).toBe('/clients?state=grace')
    await removeView.run(actor, { viewId: view.id })
    expect(await findStartPage(actor)).toBeUndefined()
  })
})
