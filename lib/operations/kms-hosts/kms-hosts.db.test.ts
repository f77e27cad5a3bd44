import { beforeEach, describe, expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { alertsAt } from '@/lib/data/alerts/round'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadExplainedCounts } from '@/lib/data/kms-hosts/explained-count'
import { loadKmsHostPage } from '@/lib/data/kms-hosts/host-page'
import { loadKmsHosts } from '@/lib/data/kms-hosts/inventory'
import { noteSightings } from '@/lib/data/kms-hosts/note-sightings'
import { loadSharedCmids } from '@/lib/data/kms-hosts/shared-cmids'
import { emptyRecord } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { changeHost, restoreHost, retireHost } from './change-host'
import { mergeHostNames, partHostName } from './merge-host-names'
import { registerHost, registerHosts } from './register-host'

const database = withTestDatabase()
const everyone = { can: () => true }
const admin = systemActor('Ada')
const now = new Date('2026-11-22T12:00:00Z')
const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString()

const WINDOWS_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'

const request = (host: string, machine: number, days: number, cmid = machine): Observation => ({
  kind: 'kmsRequest',
  at: daysAgo(days),
  host: { name: host },
  client: {
    name: `pc-${machine}.corp.example`,
    cmid: `0a0a0a0a-0000-4000-8000-${String(cmid).padStart(12, '0')}`,
    isVirtual: false,
  },
  hresult: '0xC004F038',
  minimumCount: 25,
  status: 'initialGrace',
  remainingMinutes: 40_000,
  activationId: WINDOWS_11,
})

const hostSays = (host: string, days: number, currentCount: number, total: number): Observation => ({
  kind: 'kmsHost',
  observedAt: daysAgo(days),
  host: { name: host },
  product: {
    name: 'Windows(R), ServerStandard edition',
    description: 'VOLUME_KMS_WS22 channel',
    channel: 'KMS host',
  },
  status: 'licensed',
  currentCount,
  requests: { total, failed: total },
})

const clientNames = (host: string, machine: string, days: number): Observation => ({
  kind: 'license',
  observedAt: daysAgo(days),
  client: { name: machine },
  product: { name: 'Windows(R), Enterprise edition', activationId: WINDOWS_11, channel: 'KMS client' },
  status: 'licensed',
  remainingMinutes: 250_000,
  kms: { host },
})

const record = (observations: Observation[]) =>
  recordObservations({ observations: observations.map((observation, line) => ({ line, observation })) }, now)

const stateOf = async (name: string) =>
  (await loadKmsHosts(everyone, now)).hosts.find((host) => host.names.includes(name))

beforeEach(async () => {
  await emptyRecord(database.pool)
  await database.pool.query('TRUNCATE kms_host_registration, kms_host_sighting, kms_host_name CASCADE')
})

async function registered(name: string): Promise<string> {
  const outcome = await registerHost.run(admin, { name }, { now })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}

describe('the inventory', () => {
  it('tells hosts that are ours from those nobody registered, and by whom each was seen', async () => {
    await record([
      request('kms01.corp.example', 1, 2),
      clientNames('rogue.example', 'pc-9.corp.example', 3),
      clientNames('azkms.core.windows.net', 'vm-1.corp.example', 3),
    ])
    await database.prisma.$transaction((tx) =>
      noteSightings(tx, {
        source: 'srv',
        seenIn: 'lab.example',
        at: now,
        hosts: [{ host: 'Stray.example.' }],
      }),
    )
    await registered('kms01.corp.example')
    await registered('kms02.corp.example')
    const { hosts } = await loadKmsHosts(everyone, now)
    expect(
      hosts.map(({ name, state, sightings }) => [name, state, sightings.map(({ source }) => source)]),
    ).toEqual([
      ['azkms.core.windows.net', 'cloud', ['license']],
      ['kms01.corp.example', 'inService', ['requests', 'license']],
      ['kms02.corp.example', 'neverSeen', []],
      ['rogue.example', 'unknown', ['license']],
      ['stray.example', 'unknown', ['srv']],
    ])
  })

  it('puts a short name and its full name together, and the clients of both', async () => {
    await record([
      clientNames('kms01', 'pc-1.corp.example', 3),
      clientNames('kms01.corp.example', 'pc-2.corp.example', 3),
    ])
    expect(await stateOf('kms01')).toMatchObject({
      name: 'kms01.corp.example',
      names: ['kms01.corp.example', 'kms01'],
      clients: 2,
    })
  })

  it('says of a retired host that it is still in use when it is asked after that day', async () => {
    await record([request('kms01.corp.example', 1, 20)])
    const id = await registered('kms01.corp.example')
    await retireHost.run(admin, { id, reason: 'replaced' }, { now: new Date(daysAgo(10)) })
    expect((await stateOf('kms01.corp.example'))?.state).toBe('retired')
    await record([request('kms01.corp.example', 1, 5)])
    expect((await stateOf('kms01.corp.example'))?.state).toBe('retiredInUse')
  })

  it('forgets what an SRV record said when the record is gone', async () => {
    const note = (days: number, hosts: { host: string }[]) =>
      database.prisma.$transaction((tx) =>
        noteSightings(tx, { source: 'srv', seenIn: 'lab.example', at: new Date(daysAgo(days)), hosts }),
      )
    await note(3, [{ host: 'stray.example' }])
    await note(2, [])
    await note(4, [{ host: 'stray.example' }])
    expect((await stateOf('stray.example'))?.sightings).toMatchObject([{ source: 'srv', isGone: true }])
  })

  it('is refused to who may not read it', async () => {
    const nobody = { can: () => false }
    await expect(loadKmsHosts(nobody, now)).rejects.toThrow('Not permitted')
    await expect(loadKmsHostPage(nobody, 'kms01', now)).rejects.toThrow('Not permitted')
    await expect(loadExplainedCounts(nobody, 'kms01', now)).rejects.toThrow('Not permitted')
    await expect(loadSharedCmids(nobody, now)).rejects.toThrow('Not permitted')
  })
})

describe('registration', () => {
  it('is refused twice, with a wrong platform, and to all but admins', async () => {
    await registered('kms01.corp.example')
    expect(await registerHost.run(admin, { name: 'KMS01.corp.example.' })).toMatchObject({
      refusal: { kind: 'alreadyRegistered' },
    })
    expect(await registerHost.run(admin, { name: 'kms02', platform: 'Windows 98' })).toMatchObject({
      refusal: { kind: 'unknownPlatform' },
    })
    for (const role of ['manager', 'helpdesk'] as const) {
      const actor = userActor({ id: role, name: role, role })
      expect(await registerHost.run(actor, { name: 'kms03' })).toMatchObject({
        refusal: { kind: 'notPermitted' },
      })
    }
    expect(await database.prisma.kmsHostRegistration.count()).toBe(1)
  })

  it('of a list takes the good lines and names the others', async () => {
    const list =
      'name,platform,spare for\nkms01.corp.example,Server 2022,\nkms 2,,\nkms03.corp.example,,kms01.corp.example\nkms01.corp.example,,'
    expect(await registerHosts.run(admin, { list }, { now })).toMatchObject({
      ok: true,
      registered: ['kms01.corp.example', 'kms03.corp.example'],
      problems: [
        { line: 3, problem: expect.stringContaining('not a machine name') },
        { line: 5, refusal: { kind: 'alreadyRegistered' } },
      ],
    })
    expect((await stateOf('kms03.corp.example'))?.registration).toMatchObject({
      spareFor: 'kms01.corp.example',
    })
    expect(await database.prisma.auditEntry.findFirst({ orderBy: { id: 'desc' } })).toMatchObject({
      action: 'kmsHost.registerList',
    })
  })

  it('is changed, retired and restored, each with its trace', async () => {
    const id = await registered('kms01.corp.example')
    expect(await changeHost.run(admin, { id, site: 'Berlin' })).toMatchObject({ ok: true })
    expect(await changeHost.run(admin, { id, site: 'Berlin' })).toMatchObject({
      refusal: { kind: 'unchanged' },
    })
    expect(await retireHost.run(admin, { id, reason: '' })).toMatchObject({ refusal: { kind: 'badInput' } })
    expect(await retireHost.run(admin, { id, reason: 'too old' })).toMatchObject({ ok: true })
    expect(await retireHost.run(admin, { id, reason: 'too old' })).toMatchObject({
      refusal: { kind: 'alreadyRetired' },
    })
    expect(await restoreHost.run(admin, { id, reason: 'needed again' })).toMatchObject({ ok: true })
    const trace = await database.prisma.auditEntry.findMany({
      where: { subjectId: 'kms01.corp.example' },
      orderBy: { id: 'asc' },
      select: { action: true, reason: true },
    })
    expect(trace.slice(-4)).toEqual([
      { action: 'kmsHost.register', reason: null },
      { action: 'kmsHost.change', reason: null },
      { action: 'kmsHost.retire', reason: 'too old' },
      { action: 'kmsHost.restore', reason: 'needed again' },
    ])
  })
})

describe('two names of one host', () => {
  it('are merged for a reason and parted again', async () => {
    await record([
      clientNames('10.0.0.5', 'pc-1.corp.example', 3),
      clientNames('kms01.corp.example', 'pc-2.corp.example', 3),
    ])
    const merge = { name: '10.0.0.5', into: 'kms01.corp.example', reason: 'its address' }
    expect(await mergeHostNames.run(admin, merge, { now })).toMatchObject({ ok: true })
    expect(await stateOf('10.0.0.5')).toMatchObject({ name: 'kms01.corp.example', clients: 2 })
    expect(await mergeHostNames.run(admin, merge)).toMatchObject({ refusal: { kind: 'unchanged' } })
    expect(
      await mergeHostNames.run(admin, {
        name: 'kms01.corp.example',
        into: '10.0.0.5',
        reason: 'turned round',
      }),
    ).toMatchObject({ refusal: { kind: 'wouldCircle' } })
    expect(await partHostName.run(admin, { name: '10.0.0.5', reason: 'wrong' }, { now })).toMatchObject({
      ok: true,
    })
    expect(await stateOf('10.0.0.5')).toMatchObject({ name: '10.0.0.5', clients: 1 })
  })

  it('that look alike can be kept apart', async () => {
    await record([
      clientNames('kms01', 'pc-1.corp.example', 3),
      clientNames('kms01.corp.example', 'pc-2.corp.example', 3),
    ])
    expect(await partHostName.run(admin, { name: 'kms01', reason: 'of the lab' }, { now })).toMatchObject({
      ok: true,
    })
    expect(await stateOf('kms01')).toMatchObject({ name: 'kms01', clients: 1 })
    expect(
      await mergeHostNames.run(admin, { name: 'nobody', into: 'kms01', reason: 'a test' }),
    ).toMatchObject({
      refusal: { kind: 'unknownName' },
    })
  })
})

describe('the explained count', () => {
  const seventeen = Array.from({ length: 17 }, (_, machine) =>
    request('kms01.corp.example', machine, 10 - machine / 10),
  )

  it('names every slot, and agrees with what the host says', async () => {
    await record([
      ...seventeen,
      hostSays('kms01.corp.example', 12, 0, 0),
      hostSays('kms01.corp.example', 5, 17, 17),
    ])
    const explained = await loadExplainedCounts(everyone, 'kms01.corp.example', now)
    expect(explained?.counts).toHaveLength(1)
    expect(explained?.counts[0]).toMatchObject({
      countedAs: 'Windows',
      bounds: { lower: 17, upper: 17 },
      coverage: { grade: 'proven' },
      comparison: { reported: 17, difference: { verdict: 'equal' } },
    })
    expect(explained?.counts[0]?.slots.map(({ client }) => client)).toContain('pc-3.corp.example')
  })

  it('gives bounds where the host counted more requests than its log holds', async () => {
    await record([
      ...seventeen,
      hostSays('kms01.corp.example', 12, 0, 0),
      hostSays('kms01.corp.example', 5, 20, 20),
    ])
    const [count] = (await loadExplainedCounts(everyone, 'kms01.corp.example', now))?.counts ?? []
    expect(count?.bounds).toEqual({ lower: 17, upper: 20 })
    expect(count?.comparison?.difference).toMatchObject({
      verdict: 'within',
      reasons: [{ kind: 'gap', cause: 'counters', missing: 3 }],
    })
  })

  it('gives bounds where the log does not reach back 30 days', async () => {
    await record(seventeen)
    const [count] = (await loadExplainedCounts(everyone, 'kms01.corp.example', now))?.counts ?? []
    expect(count).toMatchObject({
      bounds: { lower: 17, upper: 50 },
      coverage: { gaps: [{ cause: 'logBegins' }] },
    })
  })

  it('of a host without a log is nothing', async () => {
    await record([clientNames('kms01.corp.example', 'pc-1.corp.example', 3)])
    expect(await loadExplainedCounts(everyone, 'kms01.corp.example', now)).toBeUndefined()
  })
})

describe('shared CMIDs', () => {
  const both = (days: number) => [
    request('kms01.corp.example', 1, days, 7),
    request('kms01.corp.example', 2, days - 0.1, 7),
  ]

  it('are followed until each machine has its own', async () => {
    await record([...both(9), ...both(3)])
    expect((await loadSharedCmids(everyone, now)).open).toMatchObject([
      {
        sharing: 2,
        cured: 0,
        prefix: 'pc-',
        hosts: ['kms01.corp.example'],
        machines: [{ state: 'sharing' }, { state: 'sharing' }],
      },
    ])
    expect((await loadKmsHosts(everyone, now)).sharedCmids).toBe(1)
    await record([request('kms01.corp.example', 2, 1, 8)])
    const { open, solved } = await loadSharedCmids(everyone, now)
    expect(open).toEqual([])
    expect(solved).toMatchObject([{ sharing: 1, cured: 1 }])
  })

  it('are not those of a machine that was renamed', async () => {
    await record([
      request('kms01.corp.example', 1, 20, 7),
      request('kms01.corp.example', 1, 15, 7),
      request('kms01.corp.example', 2, 10, 7),
      request('kms01.corp.example', 2, 5, 7),
    ])
    expect(await loadSharedCmids(everyone, now)).toMatchObject({ open: [], solved: [] })
  })
})

describe('what is judged of the inventory', () => {
  const open = async () =>
    (await alertsAt(now)).map(({ rule, object, evidence }) => ({ rule, object, evidence }))

  it('is nothing of a registered host that was asked today', async () => {
    await record([request('kms01.corp.example', 1, 0.1)])
    await registered('kms01.corp.example')
    expect(await open()).toEqual([])
  })

  it('names unknown hosts that machines use', async () => {
    await record([clientNames('rogue.example', 'pc-9.corp.example', 3)])
    expect(await open()).toMatchObject([
      { rule: 'A13', object: 'rogue.example', evidence: { clients: 1, named: ['pc-9.corp.example'] } },
    ])
  })

  it('names a cloud host that machines of ours ask, and no word of those that are rented there', async () => {
    const asks = (name: string, isVirtual: boolean) =>
      ({ ...clientNames('azkms.core.windows.net', name, 3), client: { name, isVirtual } }) as Observation
    await record([asks('vm-1.corp.example', true), asks('pc-1.corp.example', false)])
    expect(await open()).toMatchObject([
      { rule: 'A14', object: 'azkms.core.windows.net', evidence: { cloud: 'Azure', clients: 1 } },
    ])
  })

  it('calls clones worse where the count of their host is too low', async () => {
    await record([
      hostSays('kms02.corp.example', 0.1, 3, 0),
      ...[1, 2, 3].flatMap((machine) =>
        [2, 1].map((day) => request('kms02.corp.example', machine, day - machine / 10, 7)),
      ),
    ])
    await registered('kms02.corp.example')
    expect((await alertsAt(now)).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['A5', 'error'],
      ['A12', 'error'],
    ])
  })
})
