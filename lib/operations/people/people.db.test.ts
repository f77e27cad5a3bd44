import { beforeEach, describe, expect, it } from 'vitest'
import { NOBODY, systemActor } from '@/lib/auth/actor-kinds'
import { admitPerson } from '@/lib/auth/providers/admit-person'
import { ensureSetupLink } from '@/lib/auth/setup-link'
import { verifyAudit } from '@/lib/data/audit-chain/verify'
import { withTestDatabase } from '@/lib/data/database.testing'
import { erasePerson } from './erase-person'
import {
  invitePerson,
  issueEmergencyLink,
  issuePasswordLink,
  redeemLink,
  withdrawInvitation,
} from './invitations'
import { limitPerson } from './limit-person'
import { changeRole, disablePerson, enablePerson } from './people'

const database = withTestDatabase()
const start = systemActor('test')
const AT = new Date('2026-11-22T08:00:00Z')
const PASSWORD = 'a long enough password'

const later = (hours: number) => ({ now: new Date(AT.getTime() + hours * 3_600_000) })
const tokenOf = (path: string | undefined) => path?.split('token=')[1] ?? ''

async function join(name: string, role: 'licensingAdmin' | 'manager' | 'helpdesk') {
  const email = `${name.toLowerCase()}@corp.example`
  const invited = await invitePerson.run(start, { name, email, role }, later(0))
  if (!invited.ok) throw new Error('not invited')
  await redeemLink.run(NOBODY, { token: invited.token, name, email, password: PASSWORD }, later(0))
  return database.prisma.user.findUniqueOrThrow({ where: { email } })
}

beforeEach(async () => {
  await database.pool.query('TRUNCATE "user", setup_link CASCADE')
})

describe('the first set-up link', () => {
  const form = { name: 'Ines', email: 'Ines@Corp.example', password: PASSWORD }

  it('makes the first licensing admin, once', async () => {
    const token = tokenOf(await ensureSetupLink(AT))
    expect(await redeemLink.run(NOBODY, { token, ...form }, later(1))).toMatchObject({ ok: true })
    expect(await database.prisma.user.findMany()).toMatchObject([
      { name: 'Ines', email: 'ines@corp.example', role: 'licensingAdmin' },
    ])
    expect(await redeemLink.run(NOBODY, { token, ...form }, later(1))).toMatchObject({
      ok: false,
      refusal: { kind: 'used' },
    })
    expect(await ensureSetupLink(AT)).toBeUndefined()
  })

  it('ends when the console starts again and prints another', async () => {
    const first = tokenOf(await ensureSetupLink(AT))
    await ensureSetupLink(new Date(AT.getTime() + 1))
    expect(await redeemLink.run(NOBODY, { token: first, ...form }, later(1))).toMatchObject({
      ok: false,
      refusal: { kind: 'expired' },
    })
  })

  it('ends after a day', async () => {
    const token = tokenOf(await ensureSetupLink(AT))
    expect(await redeemLink.run(NOBODY, { token, ...form }, later(25))).toMatchObject({
      ok: false,
      refusal: { kind: 'expired' },
    })
  })

  it('is kept as a hash only', async () => {
    const token = tokenOf(await ensureSetupLink(AT))
    const rows = await database.pool.query('SELECT setup_link::text AS row FROM setup_link')
    expect(rows.rows.map((row) => row.row).join()).not.toContain(token)
  })

  it('does not help once someone else is there', async () => {
    const token = tokenOf(await ensureSetupLink(AT))
    await join('Mia', 'helpdesk')
    expect(await redeemLink.run(NOBODY, { token, ...form }, later(1))).toMatchObject({
      ok: false,
      refusal: { kind: 'alreadySetUp' },
    })
  })
})

describe('an invitation', () => {
  it('gives the role and the address it was made for, whatever the form says', async () => {
    const invited = await invitePerson.run(
      start,
      { name: 'Mia', email: 'mia@corp.example', role: 'helpdesk' },
      later(0),
    )
    if (!invited.ok) throw new Error('not invited')
    await redeemLink.run(
      NOBODY,
      { token: invited.token, name: 'Mia B', email: 'root@corp.example', password: PASSWORD },
      later(1),
    )
    expect(await database.prisma.user.findMany()).toMatchObject([
      { name: 'Mia B', email: 'mia@corp.example', role: 'helpdesk' },
    ])
  })

  it('is not made for someone who is there already', async () => {
    await join('Mia', 'helpdesk')
    expect(
      await invitePerson.run(start, { name: 'M', email: 'MIA@corp.example', role: 'manager' }, later(1)),
    ).toMatchObject({ ok: false, refusal: { kind: 'emailTaken' } })
  })

  it('stops working when it is withdrawn', async () => {
    const invited = await invitePerson.run(
      start,
      { name: 'Mia', email: 'mia@corp.example', role: 'helpdesk' },
      later(0),
    )
    if (!invited.ok) throw new Error('not invited')
    const link = await database.prisma.setupLink.findFirstOrThrow()
    expect(await withdrawInvitation.run(start, { invitationId: link.id }, later(1))).toEqual({ ok: true })
    expect(
      await redeemLink.run(
        NOBODY,
        { token: invited.token, name: 'Mia', email: 'mia@corp.example', password: PASSWORD },
        later(2),
      ),
    ).toMatchObject({ ok: false, refusal: { kind: 'expired' } })
  })
})

describe('changes to people', () => {
  it('never leave the console without a licensing admin', async () => {
    const ines = await join('Ines', 'licensingAdmin')
    const refused = { ok: false, refusal: { kind: 'lastAdmin', name: 'Ines' } }
    expect(await disablePerson.run(start, { personId: ines.id }, later(1))).toEqual(refused)
    expect(await changeRole.run(start, { personId: ines.id, role: 'manager' }, later(1))).toEqual(refused)
  })

  it('keep one admin when two admins disable each other at the same moment', async () => {
    const ines = await join('Ines', 'licensingAdmin')
    const omar = await join('Omar', 'licensingAdmin')
    const outcomes = await Promise.all([
      disablePerson.run(start, { personId: ines.id }, later(1)),
      disablePerson.run(start, { personId: omar.id }, later(1)),
    ])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  })

  it('end the sessions of a disabled person', async () => {
    await join('Ines', 'licensingAdmin')
    const mia = await join('Mia', 'helpdesk')
    await database.prisma.session.create({
      data: { id: 's', token: 't', userId: mia.id, expiresAt: new Date(AT.getTime() + 86_400_000) },
    })
    await disablePerson.run(start, { personId: mia.id }, later(1))
    expect(await database.prisma.session.count()).toBe(0)
    expect(await enablePerson.run(start, { personId: mia.id }, later(2))).toMatchObject({ ok: true })
  })

  it('can give a new password, which ends the sessions when it is set', async () => {
    const mia = await join('Mia', 'helpdesk')
    await database.prisma.session.create({
      data: { id: 's', token: 't', userId: mia.id, expiresAt: new Date(AT.getTime() + 86_400_000) },
    })
    const before = await database.prisma.account.findFirstOrThrow()
    const link = await issuePasswordLink.run(start, { personId: mia.id }, later(1))
    if (!link.ok) throw new Error('no link')
    expect(await database.prisma.session.count()).toBe(1)
    await redeemLink.run(
      NOBODY,
      { token: link.token, name: 'x', email: 'x@corp.example', password: 'another long password' },
      later(2),
    )
    expect(await database.prisma.session.count()).toBe(0)
    expect((await database.prisma.account.findFirstOrThrow()).password).not.toBe(before.password)
    expect(await database.prisma.user.findMany()).toMatchObject([{ name: 'Mia', role: 'helpdesk' }])
  })

  it('get no new password while disabled ("a password link works for a disabled person")', async () => {
    const mia = await join('Mia', 'helpdesk')
    const link = await issuePasswordLink.run(start, { personId: mia.id }, later(1))
    if (!link.ok) throw new Error('no link')
    await disablePerson.run(start, { personId: mia.id }, later(1))
    const form = { token: link.token, name: 'Mia', email: mia.email, password: 'another long password' }
    expect(await redeemLink.run(NOBODY, form, later(2))).toEqual({ ok: false, refusal: { kind: 'disabled' } })
    expect(await issuePasswordLink.run(start, { personId: mia.id }, later(2))).toEqual({
      ok: false,
      refusal: { kind: 'disabled', name: 'Mia' },
    })
    await enablePerson.run(start, { personId: mia.id }, later(2))
    expect(await redeemLink.run(NOBODY, form, later(2))).toMatchObject({ ok: true })
  })

  it('erase a disabled person from list and audit log, where the entries stay', async () => {
    const mia = await join('Mia', 'helpdesk')
    const erase = () => erasePerson.run(start, { personId: mia.id, reason: 'asked for it' }, later(2))
    expect(await erase()).toEqual({ ok: false, refusal: { kind: 'notDisabled', name: 'Mia' } })
    await disablePerson.run(start, { personId: mia.id }, later(1))
    const before = await database.prisma.auditEntry.count()
    expect(await erase()).toMatchObject({ ok: true, name: 'Mia' })
    expect(await database.prisma.user.findUniqueOrThrow({ where: { id: mia.id } })).toMatchObject({
      name: 'Erased person',
      email: `${mia.id.toLowerCase()}@erased.invalid`,
    })
    const { rows } = await database.pool.query<{ text: string }>(
      'SELECT row_to_json(entry)::text AS text FROM audit_entry entry WHERE $1 IN (actor_id, subject_id)',
      [mia.id],
    )
    expect(rows.map(({ text }) => text).join()).not.toMatch(/mia(?!l)/i)
    expect(await database.prisma.auditEntry.count()).toBe(before + 1)
    expect((await verifyAudit()).problems).toEqual([])
    expect(
      await redeemLink.run(NOBODY, { token: 'x', name: 'Mia', email: mia.email, password: PASSWORD }),
    ).toMatchObject({ ok: false })
  })

  it('leave an entry in the audit log that nobody can change', async () => {
    const mia = await join('Mia', 'helpdesk')
    await changeRole.run(start, { personId: mia.id, role: 'manager' }, later(1))
    const [entry] = await database.prisma.auditEntry.findMany({ where: { action: 'user.changeRole' } })
    expect(entry).toMatchObject({
      actorName: 'test',
      before: { role: 'helpdesk' },
      after: { role: 'manager' },
    })
    await expect(database.pool.query("UPDATE audit_entry SET actor_name = 'x'")).rejects.toThrow(
      /never changed/,
    )
    await expect(database.pool.query('DELETE FROM audit_entry')).rejects.toThrow(/never changed/)
  })
})

describe('the limit to sites', () => {
  const sitesOf = async (id: string) =>
    (await database.prisma.user.findUniqueOrThrow({ where: { id }, select: { siteIds: true } })).siteIds
  const limit = (personId: string, sites: string) => limitPerson.run(start, { personId, sites })

  it('is by names of sites that there are, never an admin’s, and goes with the role of one', async () => {
    const { id: berlin } = await database.prisma.site.create({ data: { name: 'Berlin' } })
    const mia = await join('Mia', 'helpdesk')
    const ada = await join('Ada', 'licensingAdmin')
    expect(await limit(mia.id, 'Atlantis')).toMatchObject({
      refusal: { kind: 'noSuchSite', site: 'Atlantis' },
    })
    expect(await limit(ada.id, 'Berlin')).toMatchObject({ refusal: { kind: 'adminSeesAll' } })
    expect(await limit(mia.id, ' berlin\n\nBERLIN ')).toMatchObject({ ok: true, isLimited: true })
    expect(await sitesOf(mia.id)).toEqual([berlin])
    expect(await limit(mia.id, 'Berlin')).toMatchObject({ refusal: { kind: 'unchanged' } })
    expect(await changeRole.run(start, { personId: mia.id, role: 'licensingAdmin' })).toMatchObject({
      ok: true,
    })
    expect(await sitesOf(mia.id)).toEqual([])
    const entries = await database.prisma.auditEntry.findMany({
      where: { subjectId: mia.id, action: { in: ['user.limit', 'user.changeRole'] } },
      orderBy: { id: 'asc' },
    })
    expect(entries).toMatchObject([
      { before: { sees: 'all machines' }, after: { sees: 'Berlin' } },
      { before: { sees: 'Berlin' }, after: { sees: 'all machines', role: 'licensingAdmin' } },
    ])
  })

  it('is none for whoever becomes an admin at the same moment', async () => {
    await database.prisma.site.create({ data: { name: 'Rome' } })
    const mia = await join('Mia', 'helpdesk')
    const held = await database.pool.connect()
    await held.query('BEGIN')
    await held.query('SELECT FROM "user" WHERE id = $1 FOR UPDATE', [mia.id])
    const isWaiting = (many: number) =>
      expect
        .poll(async () => {
          const { rows } = await database.pool.query(
            `SELECT count(*)::int AS count FROM pg_stat_activity
              WHERE datname = current_database() AND wait_event_type = 'Lock'`,
          )
          return rows[0]?.count
        })
        .toBe(many)
    const raised = changeRole.run(start, { personId: mia.id, role: 'licensingAdmin' })
    await isWaiting(1)
    const limited = limit(mia.id, 'Rome')
    await isWaiting(2)
    await held.query('COMMIT')
    held.release()
    expect(await raised).toMatchObject({ ok: true })
    expect(await limited).toMatchObject({ refusal: { kind: 'adminSeesAll' } })
    expect(await sitesOf(mia.id)).toEqual([])
  })

  it('comes with an invitation', async () => {
    const { id: oslo } = await database.prisma.site.create({ data: { name: 'Oslo' } })
    const ivy = { name: 'Ivy', email: 'ivy@corp.example', role: 'helpdesk', sites: 'Oslo' } as const
    const invited = await invitePerson.run(start, ivy, later(0))
    if (!invited.ok) throw new Error('not invited')
    await redeemLink.run(NOBODY, { ...ivy, token: invited.token, password: PASSWORD }, later(0))
    const { id } = await database.prisma.user.findUniqueOrThrow({ where: { email: ivy.email } })
    expect(await sitesOf(id)).toEqual([oslo])
  })
})

describe('emergency access', () => {
  it('is a link of 15 minutes for a licensing admin, and is audited', async () => {
    const ada = await join('Ada', 'licensingAdmin')
    const link = await issueEmergencyLink.run(
      systemActor('emergency access'),
      { email: 'ADA@corp.example' },
      later(0),
    )
    if (!link.ok) throw new Error('no link')
    const form = { token: link.token, name: 'Ada', email: ada.email, password: 'another long password' }
    expect(await redeemLink.run(NOBODY, form, later(0.26))).toMatchObject({ refusal: { kind: 'expired' } })
    expect(await redeemLink.run(NOBODY, form, later(0.24))).toMatchObject({ ok: true })
    expect(
      await database.prisma.auditEntry.findMany({ where: { action: 'user.emergencyLink' } }),
    ).toMatchObject([{ actorName: 'emergency access', subjectId: ada.id }])
  })

  it('makes the account of an admin whom a provider vouched for one of this console, as long as nobody gives it back', async () => {
    const ada = await join('Ada', 'licensingAdmin')
    const { id: providerId } = await database.prisma.signInProvider.create({
      data: {
        ...{ kind: 'oidc', name: 'Entra', domains: [], isOn: true, createdAt: AT, createdBy: 'test' },
        ...{ issuer: 'https://login.example', clientId: 'x', sealedSecret: 'x', scopes: 'openid' },
        groupClaim: 'groups',
      },
    })
    await database.prisma.account.deleteMany({ where: { userId: ada.id } })
    const facts = { userId: ada.id, accountId: 'sub', createdAt: AT, updatedAt: AT }
    await database.prisma.account.create({ data: { id: 'a', providerId, ...facts } })
    const link = await issueEmergencyLink.run(start, { email: ada.email }, later(0))
    expect(link).toMatchObject({ ok: true, provider: 'Entra' })
    if (!link.ok) throw new Error('no link')
    const form = { token: link.token, name: 'Ada', email: ada.email, password: 'another long password' }
    expect(await redeemLink.run(NOBODY, form, later(0.1))).toMatchObject({ ok: true })
    const accounts = await database.prisma.account.findMany({ where: { userId: ada.id } })
    expect(accounts.map((account) => account.providerId)).toEqual(['credential'])
    const entry = await database.prisma.auditEntry.findFirst({
      where: { action: 'user.newPassword', subjectId: ada.id },
      orderBy: { id: 'desc' },
    })
    expect(entry?.after).toMatchObject({ noLongerThrough: 'Entra' })
    const person = {
      subject: 'sub',
      name: 'Ada',
      email: ada.email,
      groups: [{ keys: ['admins'], name: 'admins' }],
    }
    const groups = [{ group: 'admins', role: 'licensingAdmin', siteIds: [] }] as const
    const again = (isEmailVerified: boolean) =>
      admitPerson({ id: providerId, name: 'Entra', groups: [...groups] }, { ...person, isEmailVerified }, AT)
    expect(await again(false)).toMatchObject({ refusal: { kind: 'addressTaken' } })
    expect(await again(true)).toMatchObject({ ok: true, userId: ada.id })
    const { rows } = await database.pool.query('SELECT provider_id FROM account WHERE user_id = $1', [ada.id])
    expect(rows).toEqual([{ provider_id: providerId }])
    await database.pool.query('DELETE FROM sign_in_provider')
  })

  it('is for nobody else, and says who there is', async () => {
    await join('Ada', 'licensingAdmin')
    await join('Mia', 'helpdesk')
    const outcome = await issueEmergencyLink.run(start, { email: 'mia@corp.example' }, later(0))
    expect(outcome).toMatchObject({ refusal: { kind: 'notAnAdmin', admins: ['ada@corp.example'] } })
  })
})
