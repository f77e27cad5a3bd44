import { beforeEach, expect, it, vi } from 'vitest'
import { NOBODY, userActor } from '@/lib/auth/actor-kinds'
import type { Role } from '@/lib/auth/permissions'
import { sharedLink } from '@/lib/auth/shared-link'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadShares } from '@/lib/data/reports/shares'
import { openSharedReport, revokeShare, shareReport } from './shares'

const database = withTestDatabase()
const START = new Date('2026-11-30T12:00:00Z')
const days = (count: number) => new Date(START.getTime() + count * 86_400_000)

async function person(name: string, role: Role) {
  const id = name.toLowerCase()
  await database.prisma.user.create({
    data: { id, name, email: `${id}@corp.example`, role, emailVerified: true },
  })
  return userActor({ id, name, role })
}

beforeEach(async () => {
  vi.stubEnv('AUTH_SECRET', 'a secret for this test file only, 32 characters')
  await database.pool.query('TRUNCATE "user", report_share CASCADE')
})

async function shared(change: object = {}, now = START) {
  const maker = await person('Mona', 'manager')
  const made = await shareReport.run(
    maker,
    {
      report: 'R3',
      query: 'period=lastMonth&site=Berlin&host=no',
      audience: 'Auditors',
      days: 7,
      hidesNames: true,
      ...change,
    },
    { now },
  )
  if (!made.ok) throw new Error('not shared')
  const share = await database.prisma.reportShare.findUniqueOrThrow({ where: { id: made.id } })
  return { maker, share, link: sharedLink(share) }
}

const open = (link: string, now = days(1)) => openSharedReport.run(NOBODY, { link }, { now })
const DEAD = { ok: false, refusal: { kind: 'deadLink' } }
const audited = async () =>
  (
    await database.pool.query(`SELECT action FROM audit_entry WHERE action LIKE 'report.%' ORDER BY id`)
  ).rows.map(({ action }) => action)

it('shows the one report to whoever has the link, and writes down who shared and that it was opened', async () => {
  const { link } = await shared()
  const before = (await audited()).length
  expect(await open(link)).toMatchObject({
    ok: true,
    share: { report: 'R3', query: 'period=lastMonth&site=Berlin', hidesNames: true },
    reader: { name: 'Mona', role: 'manager' },
  })
  await open(link, new Date(days(1).getTime() + 60_000))
  await open(link, days(2))
  expect((await audited()).slice(before - 1)).toEqual(['report.share', 'report.open', 'report.open'])
  const [row] = await loadShares(userActor({ id: 'mona', name: 'Mona', role: 'manager' }), days(2))
  expect(row).toMatchObject({
    openings: 3,
    openedAt: days(2).toISOString(),
    makerIsActive: true,
    makerRole: 'manager',
  })
})

it('ends once its maker is limited to sites: it would show what they do not see', async () => {
  const { link, maker } = await shared()
  await database.prisma.user.update({ where: { id: maker.id ?? '' }, data: { siteIds: [1] } })
  expect(await open(link)).toMatchObject(DEAD)
})

it('ends at its time', async () => {
  const { link } = await shared()
  expect(await open(link, new Date(days(7).getTime() - 1))).toMatchObject({ ok: true })
  expect(await open(link, days(7))).toMatchObject(DEAD)
})

it('ends when it is withdrawn, by its maker or an admin and by nobody else', async () => {
  const { link, share, maker } = await shared()
  const other = await person('Otto', 'manager')
  expect(await revokeShare.run(other, { shareId: share.id })).toMatchObject({
    refusal: { kind: 'noSuchShare' },
  })
  expect(await open(link)).toMatchObject({ ok: true })
  expect(await revokeShare.run(maker, { shareId: share.id })).toEqual({ ok: true })
  expect(await open(link)).toMatchObject(DEAD)
  expect(await revokeShare.run(maker, { shareId: share.id })).toMatchObject({ ok: false })
})

it.each([
  ['is disabled', `UPDATE "user" SET disabled_at = now()`],
  ['may not share any more', `UPDATE "user" SET role = 'helpdesk'`],
  ['is gone', `DELETE FROM "user"`],
])('ends when its maker %s', async (_, sql) => {
  const { link } = await shared()
  await database.pool.query(sql)
  expect(await open(link)).toMatchObject(DEAD)
})

it.each([
  ['another report', `UPDATE report_share SET report = 'R17'`],
  ['other filters', `UPDATE report_share SET query = ''`],
  ['names', 'UPDATE report_share SET hides_names = false'],
  ['a later end', `UPDATE report_share SET ends_at = ends_at + interval '1 year'`],
])('is not signed for %s', async (_, sql) => {
  const { link } = await shared()
  await database.pool.query(sql)
  expect(await open(link)).toMatchObject(DEAD)
})

it('does not let the signature of one link open another', async () => {
  const { link } = await shared()
  const maker = userActor({ id: 'mona', name: 'Mona', role: 'manager' })
  const other = await shareReport.run(
    maker,
    { report: 'R17', query: '', audience: 'Auditors', days: 7, hidesNames: false },
    { now: START },
  )
  if (!other.ok) throw new Error('not shared')
  expect(await open(`${other.id}.${link.split('.')[1]}`)).toMatchObject(DEAD)
  expect(await open('')).toMatchObject(DEAD)
  expect(await open(`${link}a`)).toMatchObject(DEAD)
  expect(await open(' '.repeat(500))).toMatchObject({ refusal: { kind: 'badInput' } })
})

it.each([
  [{ audience: ' ' }, { kind: 'badInput' }],
  [{ days: 367 }, { kind: 'badInput' }],
  [{ report: 'R99' }, { kind: 'badInput' }],
  [{ report: 'R6', hidesNames: true }, { kind: 'namesItself' }],
])('refuses %j', async (change, refusal) => {
  const input = { report: 'R3', query: '', audience: 'Auditors', days: 7, hidesNames: false, ...change }
  expect(await shareReport.run(await person('Mona', 'manager'), input)).toMatchObject({ ok: false, refusal })
})
