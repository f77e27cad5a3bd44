import { beforeEach, describe, expect, it } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadCandidates } from '@/lib/data/exchange/candidates'
import { loadPackage } from '@/lib/data/exchange/package-page'
import { PACKAGES_LIST } from '@/lib/data/exchange/packages-list'
import { listRequest } from '@/lib/format/list-address'
import { cancelExchange } from './cancel-exchange'
import { carryOutExchange } from './carry-out'
import {
  ADMIN,
  addMak,
  balanceOf,
  confirmationIdOf,
  DUE,
  hoursLater,
  installationIdOf,
  machineName,
  START,
  see,
} from './exchange.testing'
import { expireOverdue } from './expire-exchanges'
import { markApplied } from './mark-applied'
import { prepareExchange } from './prepare-package'
import { replaceConfirmationId } from './replace-answer'
import { takeAnswers } from './take-answers'

const database = withTestDatabase()
const ROWS = [1, 2, 3]
let keyId = ''

const prepare = (rows: readonly number[], hours = 1, more: object = {}) =>
  prepareExchange.run(
    ADMIN,
    {
      keyId,
      method: 'file',
      machines: rows.map((row) => ({ name: machineName(row) })),
      dueAt: DUE,
      withNames: true,
      ...more,
    },
    { now: hoursLater(hours) },
  )
const answersFor = (rows: readonly number[]) =>
  rows.map((row, index) => ({
    line: index + 2,
    installationId: installationIdOf(row),
    confirmationId: confirmationIdOf(row),
  }))
const take = (number: number, rows: readonly number[], hours = 3) =>
  takeAnswers.run(ADMIN, { number, from: 'file', answers: answersFor(rows) }, { now: hoursLater(hours) })
const statesOf = async (number: number, hours: number) =>
  (await loadPackage(ADMIN, number, hoursLater(hours)))?.requests.map(({ state }) => state)

beforeEach(async () => {
  await database.pool.query(
    'TRUNCATE exchange_package, client, activation_event, license_change, audit_entry, product_key CASCADE',
  )
  keyId = await addMak(database, 10)
  await see(
    ROWS.map((row) => ({ row })),
    START,
  )
})

describe('a package', () => {
  it('is numbered 1, 2, 3 without gaps and holds an activation for each machine', async () => {
    expect(await prepare([1, 2])).toMatchObject({ ok: true, number: 1, reserved: 2 })
    expect((await prepare([9])).ok).toBe(false)
    expect(await prepare([3])).toMatchObject({ ok: true, number: 2 })
    expect(await balanceOf(database, keyId)).toBe(7)
    const packages = await packagesAt(hoursLater(2))
    expect(packages).toMatchObject([
      { number: 2, machine: machineName(3), reserved: 1, counts: { prepared: 1 } },
      { number: 1, machine: null, reserved: 2, counts: { prepared: 2, verified: 0 } },
    ])
  })

  it('is refused with the numbers when the balance does not reach, and nothing is held', async () => {
    await prepare([1, 2])
    await database.pool.query(
      `INSERT INTO mak_entry (key_id, no, kind, change, at, recorded_at, source, actor_name, idempotency_key, balance_after)
       SELECT key_id, entries + 1, 'correction', -8, now(), now(), 'person', 'Ines', 'less', 0 FROM mak_account WHERE key_id = $1`,
      [keyId],
    )
    expect(await prepare([3])).toMatchObject({
      ok: false,
      refusal: { kind: 'overdraw', balance: 0, asked: 1, missing: 1 },
    })
    expect(await packagesAt(START)).toHaveLength(1)
  })

  it('asks for no machine twice while a request is open', async () => {
    await prepare([1])
    expect(await prepare([1, 2])).toMatchObject({
      ok: false,
      refusal: {
        kind: 'notChoosable',
        machine: machineName(1),
        standing: { kind: 'inPackage', packageNumber: 1 },
      },
    })
  })

  it('cannot be made by two at once with the last activations', async () => {
    await see(
      [4, 5, 6, 7, 8, 9, 10, 11, 12].map((row) => ({ row })),
      START,
    )
    const outcomes = await Promise.all([prepare([1, 2, 3, 4, 5, 6]), prepare([7, 8, 9, 10, 11, 12])])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await balanceOf(database, keyId)).toBe(4)
  })

  it('is refused to a manager and to helpdesk, and a manager reads it', async () => {
    await prepare([1])
    const manager = userActor({ id: 'm', name: 'Mo', role: 'manager' })
    const helpdesk = userActor({ id: 'h', name: 'Hal', role: 'helpdesk' })
    for (const actor of [manager, helpdesk]) {
      const outcome = await takeAnswers.run(actor, { number: 1, from: 'typed', answers: answersFor([1]) })
      expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'notPermitted' } })
    }
    expect(await loadPackage(manager, 1, START)).toMatchObject({ number: 1 })
    await expect(loadPackage(helpdesk, 1, START)).rejects.toThrow('exchange.read')
    await expect(loadCandidates(helpdesk, { keyId }, START)).rejects.toThrow('exchange.read')
  })
})

describe('answers', () => {
  it('go from prepared to verified, and only a later reading verifies', async () => {
    await prepare(ROWS)
    expect(await statesOf(1, 1)).toEqual(['prepared', 'prepared', 'prepared'])
    await carryOutExchange.run(
      ADMIN,
      { number: 1, carrier: 'Jo', carriedTo: 'VAMT in room 4' },
      { now: hoursLater(2) },
    )
    expect(await statesOf(1, 2)).toEqual(['carriedOut', 'carriedOut', 'carriedOut'])
    expect(await take(1, [1, 2])).toMatchObject({ ok: true, taken: 2 })
    expect(await statesOf(1, 3)).toEqual(['answered', 'answered', 'carriedOut'])
    await markApplied.run(ADMIN, { number: 1, rows: [1] }, { now: hoursLater(4) })
    // A reading from before the answer proves nothing, nor does another key.
    await see([{ row: 1, status: 'licensed', at: hoursLater(2) }], hoursLater(5))
    await see([{ row: 2, status: 'licensed', at: hoursLater(5), partialKey: 'BBBBB' }], hoursLater(5))
    expect(await statesOf(1, 5)).toEqual(['applied', 'answered', 'carriedOut'])
    const page = await loadPackage(ADMIN, 1, hoursLater(5))
    const [newest] = await packagesAt(hoursLater(5))
    expect(newest).toMatchObject({ counts: page?.counts, reserved: page?.reserved })
    await see([{ row: 1, status: 'licensed', at: hoursLater(6) }], hoursLater(6))
    expect(await statesOf(1, 6)).toEqual(['verified', 'answered', 'carriedOut'])
    // The sighting is the activation that was planned: it counts no second time.
    expect(await balanceOf(database, keyId)).toBe(7)
    // It stays verified when the machine later says something else.
    await see([{ row: 1, status: 'notification', at: hoursLater(9) }], hoursLater(9))
    expect((await statesOf(1, 9))?.[0]).toBe('verified')
  })

  it('change nothing when they come again', async () => {
    await prepare(ROWS)
    await take(1, ROWS)
    const before = await database.prisma.exchangeRequest.findMany({ orderBy: { row: 'asc' } })
    expect(await take(1, ROWS, 8)).toMatchObject({ ok: false, refusal: { kind: 'nothingNew', known: 3 } })
    expect(await database.prisma.exchangeRequest.findMany({ orderBy: { row: 'asc' } })).toEqual(before)
    expect(await balanceOf(database, keyId)).toBe(7)
  })

  it('taken by many at once are taken once', async () => {
    await prepare(ROWS)
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => take(1, ROWS)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await database.prisma.auditEntry.count({ where: { action: 'exchange.answer' } })).toBe(1)
    expect(await balanceOf(database, keyId)).toBe(7)
  })

  it('leave the good lines when others are refused', async () => {
    await prepare(ROWS)
    const answers = [
      ...answersFor([1]),
      { line: 3, installationId: installationIdOf(2), confirmationId: '1.2E+47' },
      { line: 4, installationId: '9'.repeat(63), confirmationId: confirmationIdOf(3) },
    ]
    expect(
      await takeAnswers.run(ADMIN, { number: 1, from: 'file', answers }, { now: hoursLater(3) }),
    ).toMatchObject({
      ok: true,
      taken: 1,
      refused: 2,
    })
  })

  it('that were typed are refused with their own reason', async () => {
    await prepare(ROWS)
    const [answer] = answersFor([1])
    const typed = { line: 1, installationId: answer?.installationId, confirmationId: '1.2E+47' }
    const outcome = await takeAnswers.run(
      ADMIN,
      { number: 1, from: 'typed', answers: [typed] },
      { now: hoursLater(3) },
    )
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'notTaken' } })
    expect(!outcome.ok && takeAnswers.say(outcome.refusal)).toMatchObject({
      fields: { answers: expect.stringContaining('turned into a number by a spreadsheet') },
    })
  })

  it('can be replaced with a reason while nothing shows that they work', async () => {
    await prepare([1])
    await take(1, [1])
    const again = { number: 1, row: 1, confirmationId: confirmationIdOf(8), reason: 'Typed wrong' }
    expect(await replaceConfirmationId.run(ADMIN, again, { now: hoursLater(4) })).toMatchObject({ ok: true })
    await see([{ row: 1, status: 'licensed', at: hoursLater(6) }], hoursLater(6))
    await statesOf(1, 6)
    expect(
      await replaceConfirmationId.run(ADMIN, { ...again, confirmationId: confirmationIdOf(9) }),
    ).toMatchObject({
      refusal: { kind: 'wrongState', state: 'verified' },
    })
  })
})

describe('giving back', () => {
  it('is done by cancelling, for what has no answer', async () => {
    await prepare(ROWS)
    await take(1, [1])
    const cancelled = await cancelExchange.run(
      ADMIN,
      { number: 1, reason: 'Rebuilt' },
      { now: hoursLater(4) },
    )
    expect(cancelled).toMatchObject({ ok: true, machines: 2, released: 2 })
    expect(await balanceOf(database, keyId)).toBe(9)
    expect(await statesOf(1, 4)).toEqual(['answered', 'cancelled', 'cancelled'])
    expect(await take(1, [2])).toMatchObject({ ok: false, refusal: { kind: 'nothingNew', refused: 1 } })
    expect(await prepare([2], 5)).toMatchObject({ ok: true, number: 2 })
  })

  it('is done once when the due date passes, and a late answer is taken and counted again', async () => {
    await prepare([1, 2])
    const late = 24 * 20
    expect(await statesOf(1, late)).toEqual(['expired', 'expired'])
    await Promise.all([expireOverdue(hoursLater(late)), expireOverdue(hoursLater(late))])
    await expireOverdue(hoursLater(late))
    expect(await balanceOf(database, keyId)).toBe(10)
    expect(await take(1, [1], late + 1)).toMatchObject({ ok: true, taken: 1, uncounted: 0 })
    expect(await balanceOf(database, keyId)).toBe(9)
    expect(await take(1, [1], late + 2)).toMatchObject({ ok: false })
    expect(await balanceOf(database, keyId)).toBe(9)
  })
})

it('asks the permission before it does anything ("prepareAction works before it asks the permission")', async () => {
  await prepare([1, 2])
  const late = hoursLater(24 * 20)
  const helpdesk = userActor({ id: 'h', name: 'Hana', role: 'helpdesk' })
  const refused = await prepareExchange.run(helpdesk, null as never, { now: late })
  expect(refused).toMatchObject({ refusal: { kind: 'notPermitted' } })
  expect(await balanceOf(database, keyId)).toBe(8)
  expect(await prepareExchange.run(ADMIN, null as never, { now: late })).toMatchObject({ ok: false })
  expect(await balanceOf(database, keyId)).toBe(10)
})

describe('a stored confirmation ID', () => {
  it('is offered before a new activation and costs nothing', async () => {
    await prepare([1])
    await take(1, [1])
    await see([{ row: 1, status: 'licensed', at: hoursLater(5) }], hoursLater(5))
    await packagesAt(hoursLater(5))
    await see([{ row: 1, status: 'notification', at: hoursLater(50) }], hoursLater(50))
    const list = await loadCandidates(ADMIN, { keyId }, hoursLater(51))
    expect(list?.machines.find(({ machine }) => machine === machineName(1))?.standing).toEqual({
      kind: 'reapply',
      cost: 0,
      packageNumber: 1,
    })
    const before = await balanceOf(database, keyId)
    expect(await prepare([1], 51)).toMatchObject({ ok: true, number: 2, reserved: 0 })
    expect(await balanceOf(database, keyId)).toBe(before)
    expect(await statesOf(2, 51)).toEqual(['answered'])
    expect(await statesOf(1, 51)).toEqual(['verified'])
  })

  it('is not offered when the hardware has changed: that is a reactivation', async () => {
    await prepare([1])
    await take(1, [1])
    await markApplied.run(ADMIN, { number: 1, rows: [1] }, { now: hoursLater(4) })
    await see([{ row: 1, status: 'notification', at: hoursLater(50), hardware: 7 }], hoursLater(50))
    expect(await prepare([1], 51)).toMatchObject({ ok: true, reserved: 1 })
    const request = await database.prisma.exchangeRequest.findFirstOrThrow({ where: { packageNumber: 2 } })
    expect(request).toMatchObject({ spending: 'reactivation', cause: 'hardware' })
  })
})

it('leaves every hand-over in the audit log', async () => {
  await prepare(ROWS)
  await carryOutExchange.run(ADMIN, { number: 1, carrier: 'Jo', carriedTo: 'room 4' }, { now: hoursLater(2) })
  await take(1, [1])
  await markApplied.run(ADMIN, { number: 1, rows: [1] }, { now: hoursLater(4) })
  await cancelExchange.run(ADMIN, { number: 1, reason: 'No longer needed' }, { now: hoursLater(5) })
  const entries = await database.prisma.auditEntry.findMany({ orderBy: { id: 'asc' } })
  expect(entries.map(({ action, actorName }) => [action, actorName])).toEqual(
    ['prepare', 'carryOut', 'answer', 'apply', 'cancel'].map((action) => [`exchange.${action}`, 'Ines']),
  )
  expect(
    JSON.stringify(entries, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
  ).not.toContain(confirmationIdOf(1))
})

async function packagesAt(now: Date) {
  return (await PACKAGES_LIST.page(ADMIN, listRequest('packages', {}), now)).rows
}
