import { beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import type { ClientsFilter } from '@/lib/format/client-fields'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { loadSample } from '@/lib/operations/sample/sample-fleet'
import { withTestDatabase } from '../database.testing'
import { loadOverview } from '../overview/overview'
import { loadClientGroups } from './client-groups'
import { exportClients, loadClients } from './clients-list'

withTestDatabase()
const admin = systemActor('test')
const now = new Date('2026-11-29T12:00:00Z')
const BY_NAME = { column: 'name', descending: false } as const
const load = (filter: Partial<ClientsFilter>, sort: Parameters<typeof loadClients>[1]['sort'] = BY_NAME) =>
  loadClients(admin, { filter: { ...NO_FILTER, ...filter }, sort, size: 500 }, now)

beforeAll(async () => {
  await loadSample.run(admin, {}, { now })
}, 60_000)

describe('the list at the end of a day', () => {
  it('has the machines that the trend counts, in the states they had', async () => {
    const { trend = [] } = await loadOverview(admin, now)
    for (const { day, ...states } of [trend[3], trend[60], trend[120], trend.at(-8), trend.at(-2)].flatMap(
      (one) => one ?? [],
    )) {
      const { byCondition, count } = await load({ at: day })
      expect({ ...states, ...byCondition }, day).toEqual(states)
      expect(count.value, day).toBe(Object.values(states).reduce((sum, clients) => sum + clients, 0))
      for (const state of ['grace', 'notification', 'silent', 'unlicensed'] as const) {
        const list = await load({ at: day, state: [state] })
        expect(list.rows.length, `${day} ${state}`).toBe(states[state])
        expect(list.count.value, `${day} ${state}`).toBe(states[state])
        expect(new Set(list.rows.map(({ condition }) => condition)).size).toBeLessThan(2)
        expect(list.rows.every(({ condition }) => condition === state)).toBe(true)
      }
    }
  })

  it('counts beside another filter what it lists, groups it and exports it in the states of that day', async () => {
    const filter = { ...NO_FILTER, at: '2026-08-20', state: ['licensed' as const], site: ['Berlin'] }
    const { rows, count } = await load(filter)
    expect(rows.length).toBeGreaterThan(0)
    expect(count).toEqual({ value: rows.length, isExact: true })
    const { groups } = await loadClientGroups(admin, filter, 'product', now)
    expect(groups.reduce((sum, group) => sum + (group.byCondition.licensed ?? 0), 0)).toBe(rows.length)
    const exported = []
    for await (const batch of await exportClients(admin, { filter, sort: BY_NAME }, now))
      exported.push(...batch)
    expect(exported.map(({ name, condition }) => [name, condition])).toEqual(
      rows.map(({ name, condition }) => [name, condition]),
    )
  })

  it('shows now what is asked for today, and nothing before the first evidence', async () => {
    expect((await load({ at: '2020-01-01' })).count.value).toBe(0)
    const [today, plain] = [
      await load({ at: '2026-11-29', state: ['grace'] }),
      await load({ state: ['grace'] }),
    ]
    expect(today.rows.map(({ name }) => name)).toEqual(plain.rows.map(({ name }) => name))
    expect((await load({ at: '2026-11-20' }, { column: 'state', descending: false })).sort).toEqual(BY_NAME)
  })
})
