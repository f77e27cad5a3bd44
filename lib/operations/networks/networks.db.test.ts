import { afterEach, describe, expect, it } from 'vitest'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadNetworks } from '@/lib/data/networks/networks-page'
import { loadZonePage } from '@/lib/data/networks/zone-page'
import { removeSample } from '@/lib/data/remove-sample'
import { addSampleNetworks } from '../sample/sample-networks'
import { importNetworks, previewNetworks } from './import-networks'
import { addUnit, changeUnit, removeUnit, retireUnit } from './units'
import { setExpectation } from './zone-expectation'
import { addZone, changeZone, removeZone, retireZone } from './zones'

const database = withTestDatabase()
const admin = systemActor('test')
const helpdesk = userActor({ id: 'h', name: 'Hal', role: 'helpdesk' })
const manager = userActor({ id: 'm', name: 'Mia', role: 'manager' })
const now = new Date('2026-11-22T08:00:00Z')

afterEach(async () => {
  await database.pool.query('TRUNCATE directory_unit, dns_zone, client, kms_host_registration CASCADE')
})

async function forest(name = 'corp.example') {
  const outcome = await addUnit.run(admin, { kind: 'forest', name, trust: 'own' })
  if (!outcome.ok) throw new Error('not added')
  return outcome.id
}

async function zone(name = 'corp.example', unitId = '') {
  const outcome = await addZone.run(admin, { name, unitId, servers: '10.0.0.53' })
  if (!outcome.ok) throw new Error('not added')
  return outcome.id
}

const lastAudit = () => database.prisma.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } })

describe('forests, domains and workgroups', () => {
  it('are added with what belongs to their kind, and a name only once', async () => {
    const forestId = await forest('Corp.Example.')
    const domain = { kind: 'domain' as const, name: 'emea.corp.example', forestId, trust: 'own' as const }
    expect(await addUnit.run(admin, domain)).toMatchObject({ ok: true, name: 'emea.corp.example' })
    expect(await addUnit.run(admin, domain)).toMatchObject({ refusal: { kind: 'nameTaken' } })
    const { units } = await loadNetworks(helpdesk)
    expect(units.map(({ kind, name, trust }) => [kind, name, trust])).toEqual([
      ['forest', 'corp.example', 'own'],
      ['domain', 'emea.corp.example', null],
    ])
  })

  it.each([
    [{ kind: 'domain', name: 'a b' }],
    [{ kind: 'workgroup', name: 'sixteen-letters-' }],
    [{ kind: 'forest', name: '' }],
    [{ kind: 'city', name: 'x' }],
  ])('are refused as %j', async (unit) => {
    expect(await addUnit.run(admin, unit as never)).toMatchObject({ refusal: { kind: 'badInput' } })
  })

  it('are changed with before and after in the audit log', async () => {
    const unitId = await forest()
    const unit = { kind: 'forest' as const, name: 'corp.example', trust: 'untrusted' as const, note: 'sold' }
    expect(await changeUnit.run(admin, { unitId, ...unit })).toMatchObject({ ok: true })
    expect(await lastAudit()).toMatchObject({
      action: 'network.changeUnit',
      before: { trust: 'own', note: null },
      after: { trust: 'untrusted', note: 'sold' },
    })
    expect(await changeUnit.run(admin, { unitId, ...unit })).toMatchObject({ refusal: { kind: 'unchanged' } })
  })

  it('are retired and removed with a reason, and not removed while something belongs to them', async () => {
    const unitId = await forest()
    await zone('corp.example', unitId)
    expect(await removeUnit.run(admin, { unitId, reason: '' })).toMatchObject({
      refusal: { kind: 'badInput' },
    })
    expect(await removeUnit.run(admin, { unitId, reason: 'merged' })).toMatchObject({
      refusal: { kind: 'inUse', domains: 0, zones: 1 },
    })
    expect(await retireUnit.run(admin, { unitId, isRetired: true, reason: 'merged' })).toMatchObject({
      ok: true,
    })
    expect(await lastAudit()).toMatchObject({ action: 'network.retireUnit', reason: 'merged' })
    expect(await retireUnit.run(admin, { unitId, isRetired: true, reason: 'merged' })).toMatchObject({
      refusal: { kind: 'unchanged' },
    })
  })

  it('are not changed by those who only read', async () => {
    for (const actor of [helpdesk, manager]) {
      expect(await addUnit.run(actor, { kind: 'forest', name: 'x.example' })).toMatchObject({
        refusal: { kind: 'notPermitted' },
      })
    }
  })
})

describe('zones', () => {
  it('take addresses of servers and no names', async () => {
    const bad = await addZone.run(admin, { name: 'corp.example', servers: 'dns01.corp.example' })
    expect(bad).toMatchObject({ refusal: { kind: 'badInput' } })
    const good = await addZone.run(admin, { name: 'corp.example', servers: '10.0.0.53\n[2001:db8::53]:5353' })
    expect(good).toMatchObject({ ok: true })
    const { zones } = await loadNetworks(helpdesk)
    expect(zones).toMatchObject([{ name: 'corp.example', servers: ['10.0.0.53', '[2001:db8::53]:5353'] }])
  })

  it('are changed, retired, taken up again and removed', async () => {
    const zoneId = await zone()
    const changed = { name: 'corp.example', servers: '10.0.0.54', isUntrusted: true, note: 'theirs' }
    expect(await changeZone.run(admin, { zoneId, ...changed })).toMatchObject({ ok: true })
    expect(await retireZone.run(admin, { zoneId, isRetired: true, reason: 'given up' })).toMatchObject({
      ok: true,
    })
    expect(await retireZone.run(admin, { zoneId, isRetired: false, reason: 'in use' })).toMatchObject({
      ok: true,
    })
    expect(await removeZone.run(admin, { zoneId, reason: 'typed wrong' })).toMatchObject({ ok: true })
    expect(await lastAudit()).toMatchObject({
      action: 'network.removeZone',
      before: { name: 'corp.example', servers: '10.0.0.54' },
      reason: 'typed wrong',
    })
    expect(await removeZone.run(admin, { zoneId, reason: 'typed wrong' })).toMatchObject({
      refusal: { kind: 'noSuchZone' },
    })
  })

  it('are proposed from the names of clients until they are listed', async () => {
    const names = ['ws-1.corp.example', 'ws-2.corp.example', 'srv.lab.example', 'short', '10.0.0.7']
    await database.prisma.client.createMany({
      data: names.map((name) => ({ name, firstSeenAt: now, lastSeenAt: now })),
    })
    expect((await loadNetworks(helpdesk)).proposals).toEqual([
      { name: 'corp.example', clients: 2 },
      { name: 'lab.example', clients: 1 },
    ])
    await addZone.run(admin, { name: 'corp.example', fromFleet: true })
    const { proposals, zones } = await loadNetworks(helpdesk)
    expect(proposals).toEqual([{ name: 'lab.example', clients: 1 }])
    expect(zones).toMatchObject([{ name: 'corp.example', clients: 2, origin: 'fleet' }])
  })

  it('have exceptions for single hosts, which can be taken back', async () => {
    const zoneId = await zone()
    const { id: hostId } = await database.prisma.kmsHostRegistration.create({
      data: { name: 'kms01.corp.example', registeredAt: now, registeredBy: 'test' },
    })
    const set = (expected: 'rule' | 'yes' | 'no', priority?: number) =>
      setExpectation.run(admin, { zoneId, hostId, expected, priority: priority ?? null })
    expect(await set('no')).toMatchObject({ ok: true })
    expect((await loadZonePage(helpdesk, 'corp.example'))?.hosts).toMatchObject([
      { exception: { isExpected: false } },
    ])
    expect(await set('yes', 10)).toMatchObject({ ok: true })
    expect(await set('yes', 10)).toMatchObject({ refusal: { kind: 'unchanged' } })
    expect(await set('yes', 70_000)).toMatchObject({ refusal: { kind: 'badInput' } })
    expect(await set('rule')).toMatchObject({ ok: true })
    expect((await loadZonePage(helpdesk, 'corp.example'))?.hosts).toMatchObject([{ exception: null }])
  })
})

describe('an imported list', () => {
  const text = [
    'kind;name;forest;trust;zone;servers;note',
    'forest;corp.example;;own;corp.example;10.0.0.53;',
    'domain;emea.corp.example;corp.example;;emea.corp.example;;',
    'domain;lost.example;nowhere.example;;;;',
    'workgroup;shop;;;;;=SUM(A1)',
  ].join('\r\n')

  it('is shown first, recorded without its bad lines, and changes nothing the second time', async () => {
    const preview = await previewNetworks.run(admin, { text })
    expect(preview).toMatchObject({ ok: true, counts: { added: 5, changed: 0, same: 0, rejected: 1 } })
    expect(await database.prisma.dnsZone.count()).toBe(0)
    expect(await importNetworks.run(admin, { text, fileName: 'sites.csv' })).toMatchObject({ ok: true })
    expect(await lastAudit()).toMatchObject({
      action: 'network.import',
      after: { fileName: 'sites.csv', added: 5 },
    })
    const { units, zones } = await loadNetworks(helpdesk)
    expect(units.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'domain emea.corp.example',
      'forest corp.example',
      'workgroup shop',
    ])
    const parent = units.find(({ kind }) => kind === 'forest')?.id
    expect(units.find(({ kind }) => kind === 'domain')?.forestId).toBe(parent)
    expect(zones.map(({ name, unitName, origin }) => [name, unitName, origin])).toEqual([
      ['corp.example', 'corp.example', 'file'],
      ['emea.corp.example', 'emea.corp.example', 'file'],
    ])
    expect(await importNetworks.run(admin, { text })).toMatchObject({
      refusal: { kind: 'nothingNew', same: 5 },
    })
  })
})

it('the sample networks go with the sample, and leave what a person listed', async () => {
  await forest('own.example')
  await addSampleNetworks(now)
  expect(await database.prisma.directoryUnit.count()).toBe(7)
  await addSampleNetworks(now)
  expect(await database.prisma.directoryUnit.count()).toBe(7)
  await removeSample((sql) => database.prisma.$executeRawUnsafe(sql))
  expect(await database.prisma.directoryUnit.findMany({ select: { name: true } })).toEqual([
    { name: 'own.example' },
  ])
})
