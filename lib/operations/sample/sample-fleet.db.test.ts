import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { applyBelonging } from '@/lib/data/belonging/apply-belonging'
import { loadBelongingRules } from '@/lib/data/belonging/belonging-rules'
import { loadClientGroups } from '@/lib/data/clients/client-groups'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadDirectories } from '@/lib/data/networks/directories'
import { sourceIds } from '@/lib/data/networks/directory-store'
import { loadNeverHeard } from '@/lib/data/networks/never-heard'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { addRule } from '../belonging/rules'
import { askDirectoryRead } from '../networks/ask-directory'
import { readRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { loadSample, removeSampleFleet } from './sample-fleet'

const database = withTestDatabase()
const actor = systemActor('test')
const now = new Date('2026-03-04T12:00:00Z')

it('loads a fleet in every condition, and removes it without a trace of it in the record', async () => {
  const real = {
    kind: 'kmsRequest' as const,
    at: '2026-03-01T10:00:00Z',
    host: { name: 'kms.corp.example' },
    client: { name: 'pc-1.corp.example', cmid: '0a0a0a0a-0000-4000-8000-000000000001', isVirtual: false },
    hresult: '0x00000000',
    minimumCount: 25,
    status: 'licensed' as const,
    remainingMinutes: 250_000,
    activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
  }
  await addRule.run(actor, { kind: 'name', pattern: 'pc-*', site: 'Own' }, { now })
  await recordObservations({ observations: [{ line: 1, observation: real }] }, now)
  await applyBelonging()
  const before = await readRecord(database.pool)

  expect(await loadSample.run(actor, {}, { now })).toMatchObject({ ok: true })
  expect(await loadSample.run(actor, {}, { now })).toMatchObject({ refusal: { kind: 'alreadyLoaded' } })
  const { rows } = await database.pool.query(
    'SELECT condition::text, count(*)::int AS clients FROM client WHERE is_sample GROUP BY 1 ORDER BY 1',
  )
  expect(rows.map(({ condition }) => condition).sort()).toEqual([
    'grace',
    'licensed',
    'notification',
    'silent',
    'unlicensed',
  ])
  expect(rows.reduce((sum, { clients }) => sum + clients, 0)).toBeGreaterThan(1_100)
  expect(await rollUpDifferences(database.pool)).toEqual([])
  const sites = await loadClientGroups(actor, NO_FILTER, 'site', now)
  expect(sites.groups.map(({ value }) => value).sort()).toEqual([
    'Berlin',
    'Dublin',
    'Lisbon',
    'Oslo',
    'Own',
    null,
  ])

  const [directory] = await loadDirectories(actor)
  expect(directory).toMatchObject({ isSample: true, reads: [{ isComplete: true }, {}, {}] })
  const { counts, computers } = await loadNeverHeard(actor, {}, now)
  expect(counts).toEqual({ active: 37, stale: 15, other: 6 })
  expect(computers).toBeGreaterThan(900)
  expect(await askDirectoryRead.run(actor, { sourceId: directory?.id ?? '' }, { now })).toMatchObject({
    refusal: { kind: 'sampleDirectory' },
  })
  expect(await sourceIds()).toEqual([])

  expect(await removeSampleFleet.run(actor, {}, { now })).toMatchObject({ ok: true })
  await applyBelonging()
  expect((await loadBelongingRules(actor)).rules.map(({ pattern }) => pattern)).toEqual(['pc-*'])
  expect(await loadDirectories(actor)).toEqual([])
  expect((await loadNeverHeard(actor, {}, now)).computers).toBe(0)
  expect(await readRecord(database.pool)).toEqual(before)
  expect(await rollUpDifferences(database.pool)).toEqual([])
  expect(await removeSampleFleet.run(actor, {}, { now })).toMatchObject({ refusal: { kind: 'noSample' } })
}, 60_000)
