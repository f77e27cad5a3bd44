import { beforeEach, expect, it } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadCustody } from '@/lib/data/exchange/custody'
import { loadKeyReleases } from '@/lib/data/keys/key-releases'
import { carryOutExchange } from '../exchange/carry-out'
import { takeFile } from '../exchange/take-file'
import { setAccessRules } from '../people/access-rules'
import { addKeys } from './add-keys'
import { answerKeyRelease, askForKey, askForPackage } from './release-key'
import { revealKey } from './reveal-key'

const database = withTestDatabase()
const AT = new Date('2026-11-30T12:00:00Z')
const hours = (count: number) => new Date(AT.getTime() + count * 3_600_000)
// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
let keyId = ''

/** A licensing admin who has just shown who they are. */
const adminAt = (name: string, at: Date) =>
  userActor({ id: name, name, role: 'licensingAdmin', session: { id: name, confirmedAt: at } })

beforeEach(async () => {
  await database.pool.query('TRUNCATE "user", product_key CASCADE')
  await database.pool.query('UPDATE access_rules SET two_persons = false, off_asked_by_id = NULL')
  for (const id of ['Ada', 'Bob']) {
    await database.prisma.user.create({
      data: { id, name: id, email: `${id}@corp.example`, role: 'licensingAdmin' },
    })
  }
  const added = await addKeys.run(adminAt('Ada', AT), {
    text: KEY,
    choices: [{ line: 1, kind: 'mak', label: 'Windows 11 Pro' }],
  })
  if (!added.ok) throw new Error(added.refusal.kind)
  keyId = added.added[0]?.keyId ?? ''
  const rules = { secondFactorRoles: [], twoPersons: true }
  expect(await setAccessRules.run(adminAt('Ada', AT), rules, { now: AT })).toMatchObject({ ok: true })
})

const ask = (name = 'Ada', now = AT) =>
  askForKey.run(adminAt(name, now), { keyId, reason: 'an image for the lab' }, { now })
const reveal = (name: string, now: Date) =>
  revealKey.run(adminAt(name, now), { keyId, reason: 'an image for the lab' }, { now })
const asked = async () => (await loadKeyReleases(adminAt('Bob', AT), AT))[0]?.id ?? ''
const answer = async (name: string, granted: boolean, now = AT) =>
  answerKeyRelease.run(adminAt(name, now), { releaseId: await asked(), granted }, { now })

it('a key is revealed once, to the one who asked, after another one released it', async () => {
  expect(await reveal('Ada', AT)).toMatchObject({ refusal: { kind: 'needsSecondPerson' } })
  expect(await ask()).toEqual({ ok: true })
  expect(await ask()).toMatchObject({ refusal: { kind: 'alreadyAsked' } })
  expect(await answer('Ada', true)).toMatchObject({ refusal: { kind: 'ownRelease' } })
  expect(await reveal('Ada', AT)).toMatchObject({ refusal: { kind: 'needsSecondPerson' } })
  expect(await answer('Bob', true)).toEqual({ ok: true, askedBy: 'Ada', packageNumber: null })
  expect(await reveal('Bob', AT)).toMatchObject({ refusal: { kind: 'needsSecondPerson' } })
  expect(await reveal('Ada', hours(0.4))).toEqual({ ok: true, key: KEY })
  expect(await reveal('Ada', hours(0.4))).toMatchObject({ refusal: { kind: 'needsSecondPerson' } })
  const entries = await database.prisma.auditEntry.findMany({
    where: { subjectId: keyId, action: { in: ['key.ask', 'key.release', 'key.reveal'] } },
    orderBy: { id: 'asc' },
  })
  expect(entries).toMatchObject([
    { action: 'key.ask', actorName: 'Ada', reason: 'an image for the lab' },
    { action: 'key.release', actorName: 'Bob', after: { askedBy: 'Ada' } },
    { action: 'key.reveal', actorName: 'Ada', after: { releasedBy: 'Bob' } },
  ])
})

it('a release ends after half an hour, and asking after a day', async () => {
  await ask()
  expect(
    await answerKeyRelease.run(
      adminAt('Bob', hours(25)),
      { releaseId: await asked(), granted: true },
      { now: hours(25) },
    ),
  ).toMatchObject({ refusal: { kind: 'noSuchRelease' } })
  await answer('Bob', true)
  expect(await reveal('Ada', hours(0.6))).toMatchObject({ refusal: { kind: 'needsSecondPerson' } })
})

it('who was refused may ask again', async () => {
  await ask()
  expect(await answer('Bob', false)).toMatchObject({ ok: true })
  expect(await reveal('Ada', AT)).toMatchObject({ refusal: { kind: 'needsSecondPerson' } })
  expect(await ask()).toEqual({ ok: true })
})

it('of many at the same moment one is revealed', async () => {
  await ask()
  await answer('Bob', true)
  const revealed = await Promise.all([1, 2, 3, 4].map(() => reveal('Ada', AT)))
  expect(revealed.filter(({ ok }) => ok)).toHaveLength(1)
})

it('a package is taken out by the one who asked, file and handover, after another one released it', async () => {
  await database.pool.query(
    `INSERT INTO exchange_package (number, method, key_id, last_five, with_names, due_at, content_hash, prepared_at, prepared_by)
     VALUES (1, 'file', $1, '6789N', true, $2, repeat('0', 64), $3, 'Ada')`,
    [keyId, hours(48), AT],
  )
  await database.pool.query(
    `INSERT INTO exchange_request (package_number, row, machine, slot, product_label, spending, installation_id, seen_at)
     VALUES (1, 1, 'iso-01', 'windows', 'Windows 11 Pro', 'activation', repeat('0', 63), $1)`,
    [AT],
  )
  const file = (name: string, now = AT) =>
    takeFile.run(adminAt(name, now), { number: 1, content: 'x' }, { now })
  const handOver = (name: string, now = AT) =>
    carryOutExchange.run(adminAt(name, now), { number: 1, carrier: 'Jo', carriedTo: 'room 4' }, { now })
  const refused = { ok: false, refusal: { kind: 'needsSecondPerson' } }
  expect([await file('Ada'), await handOver('Ada')]).toMatchObject([refused, refused])
  const why = { number: 1, reason: 'to the workstation' }
  expect(await askForPackage.run(adminAt('Ada', AT), why, { now: AT })).toEqual({ ok: true })
  expect(await answer('Ada', true)).toMatchObject({ refusal: { kind: 'ownRelease' } })
  expect(await file('Ada')).toMatchObject(refused)
  expect(await answer('Bob', true)).toEqual({ ok: true, askedBy: 'Ada', packageNumber: 1 })
  expect([await file('Bob'), await handOver('Bob')]).toMatchObject([refused, refused])
  expect(await file('Ada', hours(0.6))).toMatchObject(refused)
  expect([await file('Ada'), await file('Ada'), await handOver('Ada')]).toMatchObject([
    { ok: true },
    { ok: true },
    { ok: true },
  ])
  expect(await file('Ada')).toMatchObject(refused)
  const steps = await loadCustody(adminAt('Bob', AT), 1)
  expect(steps.map(({ action, actorName }) => `${action} ${actorName}`)).toEqual([
    'exchange.ask Ada',
    'exchange.release Bob',
    'exchange.takeFile Ada',
    'exchange.takeFile Ada',
    'exchange.carryOut Ada',
  ])
  expect(steps.at(-1)?.after).toMatchObject({ releasedBy: 'Bob', carrier: 'Jo' })
})

it('two persons cannot be asked for where there is one', async () => {
  await database.pool.query('UPDATE access_rules SET two_persons = false')
  await database.pool.query(`UPDATE "user" SET disabled_at = now() WHERE id = 'Bob'`)
  const rules = { secondFactorRoles: [], twoPersons: true }
  expect(await setAccessRules.run(adminAt('Ada', AT), rules, { now: AT })).toMatchObject({
    refusal: { kind: 'nobodyElse' },
  })
})

it('two persons are needed until two have taken that off', async () => {
  const off = { secondFactorRoles: [], twoPersons: false }
  const setBy = (name: string) => setAccessRules.run(adminAt(name, AT), off, { now: AT })
  expect(await setBy('Ada')).toEqual({ ok: true, waitsForAnother: true })
  expect(await setBy('Ada')).toEqual({ ok: true, waitsForAnother: true })
  expect(await reveal('Ada', AT)).toMatchObject({ refusal: { kind: 'needsSecondPerson' } })
  expect(await setBy('Bob')).toEqual({ ok: true, waitsForAnother: false })
  expect(await reveal('Ada', AT)).toMatchObject({ ok: true })
})
