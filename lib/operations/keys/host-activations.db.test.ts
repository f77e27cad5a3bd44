import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { KmsHostObservation } from '@/lib/activation/observation'
import { NOBODY, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadKeyPage } from '@/lib/data/keys/key-page'
import { loadKeys } from '@/lib/data/keys/keys-page'
import { recordObservations } from '../record/record-observations'
import { addKeys } from './add-keys'
import { changeHostLimits, recordHostActivation, withdrawHostActivation } from './host-activations'

const database = withTestDatabase()
const admin = userActor({ id: 'admin', name: 'Ada', role: 'licensingAdmin' })
const manager = userActor({ id: 'manager', name: 'Max', role: 'manager' })
const helpdesk = userActor({ id: 'helpdesk', name: 'Hal', role: 'helpdesk' })
const now = new Date('2026-06-20T12:00:00Z')

let keyId = ''

beforeEach(async () => {
  await database.pool.query('DELETE FROM product_key; DELETE FROM kms_host')
  const outcome = await addKeys.run(
    admin,
    { text: 'W4HJ9', choices: [{ line: 1, kind: 'csvlk', label: 'Server 2022', keyGroup: 'server-2022' }] },
    { now },
  )
  if (!outcome.ok) throw new Error(outcome.refusal.kind)
  keyId = outcome.added[0]?.keyId ?? ''
})

const enter = (host: string, at = '2026-06-01T08:00:00Z', idempotencyKey: string = randomUUID()) =>
  recordHostActivation.run(admin, { keyId, host, at, method: 'online', idempotencyKey }, { now })

const reading = (host: string, on: string, facts: Partial<KmsHostObservation> = {}): KmsHostObservation => ({
  kind: 'kmsHost',
  observedAt: on,
  host: { name: host },
  product: {
    name: 'Windows(R), ServerStandard edition',
    description: 'Windows(R) Operating System, VOLUME_KMS_WS22 channel',
    channel: 'KMS host',
    partialKey: 'W4HJ9',
  },
  status: 'licensed',
  currentCount: 12,
  ...facts,
})

const record = (...observations: KmsHostObservation[]) =>
  recordObservations(
    { observations: observations.map((observation, at) => ({ line: at + 1, observation })) },
    now,
  )

const register = async () => {
  const rows = await database.prisma.hostKeyActivation.findMany({ orderBy: [{ at: 'asc' }, { host: 'asc' }] })
  return rows.map(({ host, source, isOverLimit }) => [host, source, isOverLimit])
}

describe('a reading without an activation ID', () => {
  const bare = reading('kms01.corp.example', '2026-06-01T08:00:00Z', {
    product: { name: 'Windows Server 2022 Standard', channel: 'KMS host', partialKey: 'W4HJ9' },
  })

  it('belongs to the only key with its last five, and says so', async () => {
    await record(bare)
    const view = await loadKeyPage(admin, keyId, now)
    expect(view?.hosts).toMatchObject([
      { name: 'kms01.corp.example', basis: 'onlyLastFive', hasActivationId: false },
    ])
    expect(await register()).toEqual([['kms01.corp.example', 'observed', false]])
  })

  it('belongs to the key for its product where two have the same last five', async () => {
    // No real keys: the groups only have the shape of one.
    const whole = (label: string, keyGroup: string, start: string) =>
      addKeys.run(
        admin,
        {
          text: `${start}-HJKMP-QRTVW-XY234-W4HJ9`,
          choices: [{ line: 1, kind: 'csvlk', label, keyGroup }],
        },
        { now },
      )
    // The first one joins the key that was known by its last five.
    await whole('Server 2022', 'server-2022', 'BCDFG')
    const office = await whole('Office', 'office-ltsc-2021', 'CCDFG')
    const officeId = office.ok ? office.added[0]?.keyId : undefined
    await record(bare)
    expect((await loadKeyPage(admin, keyId, now))?.hosts).toMatchObject([{ basis: 'product' }])
    expect(await register()).toEqual([['kms01.corp.example', 'observed', false]])
    expect((await loadKeyPage(admin, officeId ?? '', now))?.hosts).toEqual([])
  })
})

describe('entering an activation', () => {
  it('counts hosts and their reactivations, and refuses the seventh host with the numbers', async () => {
    for (const number of [1, 2, 3, 4, 5, 6])
      expect(await enter(`kms0${number}.corp.example`)).toMatchObject({ ok: true })
    const refused = await enter('KMS07.corp.example')
    expect(refused).toMatchObject({ refusal: { kind: 'noHostLeft', limit: 6, code: '0xC004C008' } })
    if (refused.ok) throw new Error('not refused')
    expect(recordHostActivation.say(refused.refusal).sentence).toMatch(
      /activated its 6 hosts: kms01.*Microsoft Activation Center/,
    )
    expect(await enter('kms06.corp.example.')).toMatchObject({
      ok: true,
      kind: 'reactivation',
      reactivationsLeft: 8,
    })
  })

  it('refuses the tenth reactivation of a host', async () => {
    for (let number = 0; number < 10; number += 1) expect(await enter('kms01')).toMatchObject({ ok: true })
    expect(await enter('kms01')).toMatchObject({
      refusal: { kind: 'noReactivationLeft', reactivations: 9, limit: 9 },
    })
  })

  it('lets as many of 24 parallel writers through as hosts are left', async () => {
    await enter('kms01')
    const outcomes = await Promise.all(Array.from({ length: 24 }, (_, number) => enter(`host${number}`)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5)
    const refusals = outcomes.flatMap((one) => (one.ok ? [] : one.refusal.kind))
    expect(new Set(refusals)).toEqual(new Set(['noHostLeft']))
    expect(await register()).toHaveLength(6)
  })

  it('lets parallel reactivations of one host through up to the ninth', async () => {
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => enter('kms01')))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10)
    expect(await register()).toHaveLength(10)
  })

  it('enters one when the same form is sent twice', async () => {
    const once = randomUUID()
    expect(await enter('kms01', undefined, once)).toMatchObject({ ok: true })
    expect(await enter('kms01', undefined, once)).toMatchObject({ refusal: { kind: 'unchanged' } })
    expect(await register()).toHaveLength(1)
  })

  it('refuses the future, what is no name, other roles and MAKs', async () => {
    expect(await enter('kms01', '2026-06-21T12:00:00Z')).toMatchObject({ refusal: { kind: 'inFuture' } })
    expect(await enter('not a name')).toMatchObject({ refusal: { kind: 'badInput' } })
    const input = {
      keyId,
      host: 'kms01',
      at: '2026-06-01T08:00:00Z',
      method: 'online' as const,
      idempotencyKey: randomUUID(),
    }
    for (const actor of [manager, helpdesk, NOBODY]) {
      expect(await recordHostActivation.run(actor, input)).toMatchObject({
        refusal: { kind: 'notPermitted' },
      })
    }
    await database.pool.query(`UPDATE product_key SET kind = 'mak'`)
    expect(await enter('kms01')).toMatchObject({ refusal: { kind: 'noHostKey' } })
  })
})

describe('readings of KMS hosts', () => {
  it('enter by themselves, once however often they are imported', async () => {
    const readings = [reading('kms01', '2026-06-02T08:00:00Z'), reading('kms01', '2026-06-03T08:00:00Z')]
    await record(...readings)
    await record(...readings)
    expect(await register()).toEqual([['kms01', 'observed', false]])
  })

  it('enter what was read before the key was added', async () => {
    await database.pool.query('DELETE FROM product_key')
    await record(reading('kms09', '2026-06-02T08:00:00Z'))
    await addKeys.run(
      admin,
      { text: 'W4HJ9', choices: [{ line: 1, kind: 'csvlk', label: 'Server 2022' }] },
      { now },
    )
    expect(await register()).toEqual([['kms09', 'observed', false]])
  })

  it('are explained by what a person tells, before or afterwards', async () => {
    await enter('kms01', '2026-06-01T08:00:00Z')
    await record(reading('kms01', '2026-06-02T08:00:00Z'), reading('kms02', '2026-06-02T08:00:00Z'))
    expect(await register()).toEqual([
      ['kms01', 'person', false],
      ['kms02', 'observed', false],
    ])
    expect(await enter('kms02', '2026-05-20T08:00:00Z')).toMatchObject({ ok: true, kind: 'first' })
    expect(await register()).toEqual([
      ['kms02', 'person', false],
      ['kms01', 'person', false],
    ])
  })

  it('move to the earlier reading when that is imported later', async () => {
    await record(reading('kms01', '2026-06-10T08:00:00Z'))
    await record(reading('kms01', '2026-06-05T08:00:00Z'))
    const rows = await database.prisma.hostKeyActivation.findMany()
    expect(rows.map(({ at }) => at.toISOString())).toEqual(['2026-06-05T08:00:00.000Z'])
  })

  it('are entered beyond the limit and say so, while a planned one is refused', async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) await enter(`kms0${number}`)
    await record(reading('foreign01', '2026-06-15T08:00:00Z'))
    expect((await register()).at(-1)).toEqual(['foreign01', 'observed', true])
    expect(await enter('kms08')).toMatchObject({ refusal: { kind: 'noHostLeft' } })
    const { keys } = await loadKeys(admin, now)
    expect(keys[0]?.counts?.hosts).toEqual({ used: 7, limit: 6, isOver: true })
  })
})

describe('a host with a short name and a full one', () => {
  it('uses one place, whichever name it is entered or read by', async () => {
    await record(reading('kms01.corp.example', '2026-06-02T08:00:00Z'))
    expect(await enter('kms01', '2026-06-01T08:00:00Z')).toMatchObject({
      ok: true,
      kind: 'first',
      hostsLeft: 5,
    })
    expect(await register()).toEqual([['kms01.corp.example', 'person', false]])
    expect(await enter('KMS01')).toMatchObject({ ok: true, kind: 'reactivation' })
    const { keys } = await loadKeys(admin, now)
    expect(keys[0]?.counts?.hosts).toMatchObject({ used: 1 })
  })

  it('stays two hosts where a person said so', async () => {
    await database.pool.query(
      `INSERT INTO kms_host_name (name, same_as, reason, decided_at, decided_by) VALUES ('kms02', NULL, 'another one', now(), 'Ada')`,
    )
    await enter('kms02.corp.example')
    expect(await enter('kms02')).toMatchObject({ ok: true, kind: 'first', hostsLeft: 4 })
    await database.pool.query('DELETE FROM kms_host_name')
  })
})

describe('the limits', () => {
  it('are raised as granted, with the reason in the audit log, and then let more through', async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) await enter(`kms0${number}`)
    const raised = { keyId, hosts: 8, reactivationsPerHost: 9, reason: 'case 1234' }
    expect(await changeHostLimits.run(manager, raised)).toMatchObject({ refusal: { kind: 'notPermitted' } })
    expect(await changeHostLimits.run(admin, raised, { now })).toEqual({ ok: true })
    expect(await enter('kms07')).toMatchObject({ ok: true, hostsLeft: 1 })
    const [entry] = await database.prisma.auditEntry.findMany({
      where: { action: 'key.hostLimits', subjectId: keyId },
    })
    expect(entry).toMatchObject({ reason: 'case 1234', before: { hosts: 6 }, after: { hosts: 8 } })
    expect(await changeHostLimits.run(admin, { ...raised, hosts: 6 }, { now })).toMatchObject({
      refusal: { kind: 'limitBelowUse', hosts: 7 },
    })
  })
})

describe('taking back', () => {
  it('removes an entry of a person, never one that was observed', async () => {
    await enter('kms01')
    await record(reading('kms02', '2026-06-02T08:00:00Z'))
    const rows = await database.prisma.hostKeyActivation.findMany({ orderBy: { host: 'asc' } })
    const [told, seen] = rows.map(({ id }) => id)
    const reason = 'wrong host'
    expect(await withdrawHostActivation.run(admin, { activationId: told ?? '', reason }, { now })).toEqual({
      ok: true,
    })
    expect(
      await withdrawHostActivation.run(admin, { activationId: seen ?? '', reason }, { now }),
    ).toMatchObject({
      refusal: { kind: 'observedEntry', host: 'kms02' },
    })
    expect(await register()).toEqual([['kms02', 'observed', false]])
  })
})

describe('who sees what', () => {
  it('helpdesk sees the last five and the hosts, but no numbers, agreement or history', async () => {
    await enter('kms01')
    const view = await loadKeyPage(helpdesk, keyId, now)
    expect(view).toMatchObject({
      lastFive: 'W4HJ9',
      counts: null,
      business: null,
      register: null,
      history: null,
    })
    expect(await loadKeyPage(manager, keyId, now)).toMatchObject({
      counts: { hosts: { used: 1, limit: 6 } },
      register: { budget: { hostsLeft: 5 } },
    })
    await expect(loadKeyPage(NOBODY, keyId, now)).rejects.toThrow('key.read')
  })
})
