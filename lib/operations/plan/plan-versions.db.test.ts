import { describe, expect, it } from 'vitest'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { NotPermitted } from '@/lib/data/permission'
import { keepPlanWatch } from '@/lib/data/plan/keep-watch'
import { writePlanFile } from '@/lib/data/plan/plan-file'
import { loadPlanInputs, loadPlanPage } from '@/lib/data/plan/plan-page'
import { loadFirstDifferences, loadWatch } from '@/lib/data/plan/plan-store'
import { loadSampleFleet } from '../sample/sample-fleet'
import { endPlan, savePlan, takePlanIntoForce } from './plan-versions'

const database = withTestDatabase()
const admin = systemActor('test')
const manager = userActor({ id: 'm', name: 'Mia', role: 'manager' })
const helpdesk = userActor({ id: 'h', name: 'Hal', role: 'helpdesk' })
const now = new Date()
const DAY_MS = 86_400_000

describe('a plan of the sample fleet', () => {
  it('fills itself from what is known, with every machine of the fleet, for those who may see it', async () => {
    await loadSampleFleet(now)
    await expect(loadPlanPage(helpdesk, {}, now)).rejects.toThrow(NotPermitted)
    const view = await loadPlanPage(manager, {}, now)
    expect(view?.version).toBeUndefined()
    const { known } = await loadPlanInputs(manager, undefined, now)
    const [row] = await database.pool
      .query('SELECT count(*)::int AS machines FROM client')
      .then(({ rows }) => rows)
    const planned = known.input.networks.flatMap(({ machines = [] }) =>
      machines.map(({ clients = 0, servers = 0 }) => clients + servers),
    )
    const all = planned.reduce((sum, count) => sum + count, 0)
    expect(all + known.input.leftOut).toBe(row.machines + known.input.unheard)
    expect(known.input.networks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['sample.example', 'lab', 'emea.sample.example']),
    )
    // Its directory was read, and an activation object with it.
    expect(known.input.activatedForests).toEqual(['sample.example'])
  }, 120_000)

  it('is kept in versions, and taken into force one at a time', async () => {
    const { known } = await loadPlanInputs(admin, undefined, now)
    const { input, origins } = known
    expect(await savePlan.run(manager, { input, origins, note: 'First draft' })).toMatchObject({
      refusal: { kind: 'notPermitted' },
    })
    expect(await savePlan.run(admin, { input: { networks: [] }, origins, note: 'None' })).toMatchObject({
      refusal: { kind: 'wrongInput', path: 'networks' },
    })
    expect(await savePlan.run(admin, { input, origins, note: 'First draft' })).toMatchObject({
      ok: true,
      number: 1,
    })
    expect(await savePlan.run(admin, { input, origins, note: 'The same' })).toMatchObject({
      refusal: { kind: 'unchanged', number: 1 },
    })
    const [first, ...others] = input.networks
    const grown = { ...input, networks: [{ ...first, growthPerYear: 7 }, ...others] }
    expect(await savePlan.run(admin, { input: grown, origins, note: 'Growth' })).toMatchObject({ number: 2 })
    expect(await takePlanIntoForce.run(admin, { number: 9, dueOn: null })).toMatchObject({
      refusal: { kind: 'noSuchVersion' },
    })
    expect(await takePlanIntoForce.run(admin, { number: 1, dueOn: '2001-01-01' })).toMatchObject({
      refusal: { kind: 'dueInThePast' },
    })
    expect(await takePlanIntoForce.run(admin, { number: 1, dueOn: null })).toMatchObject({ ok: true })
    expect(await takePlanIntoForce.run(admin, { number: 2, dueOn: null })).toMatchObject({ ok: true })
    const view = await loadPlanPage(manager, { beside: 1 }, now)
    expect(view?.version).toMatchObject({ number: 2 })
    expect(view?.compared?.changes).toEqual([
      { kind: 'change', text: expect.stringContaining('other inputs: growth') },
    ])
    expect(view?.versions.map(({ endedAt }) => endedAt !== null)).toEqual([false, true])
  })

  it('waits for news before it counts a machine, and then counts those that still ask otherwise', async () => {
    expect(await loadWatch()).toMatchObject({ number: 2, differing: 0 })
    await database.pool.query(
      "UPDATE plan_version SET in_force_at = in_force_at - interval '60 days' WHERE number = 2",
    )
    await keepPlanWatch(new Date(now.getTime() + 2 * DAY_MS))
    const watch = await loadWatch()
    expect(watch?.differing).toBeGreaterThan(500)
    expect(watch?.differing).toBeLessThanOrEqual(watch?.machines ?? 0)
    expect(watch?.differences).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ what: 'method', network: 'sample.example', seen: 'kms' }),
      ]),
    )
    const view = await loadPlanPage(manager, {}, now)
    expect(view?.differences).toEqual(watch?.differences)
    expect(view?.days.length).toBe(2)
  })

  it('leaves the console as documents, a worksheet and scripts', async () => {
    const request = { permissions: ['plan.read' as const], now: now.toISOString() }
    const pdf = await writePlanFile({ ...request, as: 'pdf' })
    expect(
      Buffer.from(pdf?.content as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const sheet = await writePlanFile({ ...request, as: 'xlsx' })
    expect(
      Buffer.from(sheet?.content as Uint8Array)
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    const document = (await writePlanFile({ ...request, as: 'md' }))?.content
    expect(document).toContain('# Activation plan')
    expect(document).toContain('known from a directory alone')
    expect((await writePlanFile({ ...request, as: 'nsupdate' }))?.fileName).toBe('plan-dns.nsupdate')
    expect(await writePlanFile({ ...request, as: 'exe' })).toBeUndefined()
    expect(await writePlanFile({ ...request, as: 'pdf', version: 99 })).toBeUndefined()
  })

  it('can end, after which nothing is watched', async () => {
    expect(await endPlan.run(admin, { reason: 'Starting over' })).toMatchObject({ ok: true })
    expect(await endPlan.run(admin, { reason: 'Starting over' })).toMatchObject({
      refusal: { kind: 'notInForce' },
    })
    expect(await loadWatch()).toBeUndefined()
  })

  it('begins its days anew when it comes into force again', async () => {
    await database.pool.query('UPDATE plan_watch SET day = day - 90')
    expect(await takePlanIntoForce.run(admin, { number: 2, dueOn: null })).toMatchObject({ ok: true })
    const view = await loadPlanPage(manager, {}, now)
    expect(view?.days).toHaveLength(1)
    expect(await loadFirstDifferences(2)).toEqual(view?.differences)
  })
})
