import { beforeAll, expect, test } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import type { ClientsFilter } from '@/lib/format/client-fields'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { type LicensesFilter, loadLicensesParams } from '@/lib/format/licenses-address'
import { GROUP_FIELDS, LIST_GROUPS } from '@/lib/format/list-groups'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { applyBelonging } from './belonging/apply-belonging'
import { loadClientGroups } from './clients/client-groups'
import { loadClients } from './clients/clients-list'
import { withTestDatabase } from './database.testing'
import { loadLicenseGroups } from './licenses/license-groups'
import { loadLicenses } from './licenses/licenses-list'

const db = withTestDatabase()
const everyone = { can: () => true }
const now = new Date('2026-11-22T12:00:00Z')

const license = (
  index: number,
  product: Extract<Observation, { kind: 'license' }>['product'],
): Observation => ({
  kind: 'license',
  observedAt: '2026-11-20T12:00:00Z',
  client: { name: index % 7 === 0 ? `pc${index}` : `${index % 2 ? 'ber' : 'dub'}-${index}.corp.example` },
  product,
  status: index % 3 ? 'licensed' : 'notification',
  ...(index % 3 === 0 && { reason: '0xC004F074' }),
  ...(index % 5 > 0 && { kms: { host: `kms0${index % 5}.corp.example`, port: 1688 } }),
})
const WINDOWS = { name: 'Windows(R), Enterprise edition', channel: 'KMS client' as const }
const OFFICE = {
  name: 'Office 21, Office21ProPlus2021VL_KMS_Client_AE edition',
  activationId: 'fbdb3e18-a8ef-4fb3-9183-dffd60bd0984',
  channel: 'KMS client' as const,
}

beforeAll(async () => {
  const said = Array.from({ length: 40 }, (_, index) => [
    license(index, WINDOWS),
    ...(index % 4 === 0 ? [license(index, OFFICE)] : []),
  ]).flat()
  await recordObservations(
    { observations: said.map((observation, line) => ({ line: line + 1, observation })) },
    now,
  )
})

const filters: [string, Partial<ClientsFilter>][] = [
  ['nothing', {}],
  ['a state', { state: ['notification'] }],
  ['a text', { q: 'ber-' }],
  ['a site', { site: ['Berlin'] }],
]

async function isWholeAndLeadsToItsRows(some: Partial<ClientsFilter>) {
  const clients = { ...NO_FILTER, ...some }
  const licenses = { ...loadLicensesParams(new URLSearchParams()), ...some } as LicensesFilter
  const sort = { column: 'name' as const, descending: false }
  for (const group of LIST_GROUPS) {
    const field = GROUP_FIELDS[group]
    const ways = [
      {
        all: (await loadClients(everyone, { filter: clients, sort }, now)).count.value,
        ...(await loadClientGroups(everyone, clients, group, now)),
        count: async (items: string[]) => {
          const filter = { ...clients, [field]: field in some ? some[field as 'site'] : items }
          return (await loadClients(everyone, { filter, sort }, now)).count
        },
      },
      {
        all: (await loadLicenses(everyone, { filter: licenses, sort }, now)).count.value,
        ...(await loadLicenseGroups(everyone, licenses, group, now)),
        count: async (items: string[]) => {
          const filter = {
            ...licenses,
            [field]: field in some ? some[field as 'site'] : items,
          } as LicensesFilter
          return (await loadLicenses(everyone, { filter, sort }, now)).count
        },
      },
    ]
    for (const { all, groups, isExact, count } of ways) {
      expect(isExact).toBe(true)
      expect(groups.reduce((sum, one) => sum + one.count, 0)).toBe(all)
      for (const one of groups)
        expect([group, one, await count(one.items)]).toEqual([
          group,
          one,
          { value: one.count, isExact: true },
        ])
    }
  }
}

test.each(filters.slice(0, 3))(
  'before any site, a list of %s counted by anything is whole, and each count leads to its rows',
  (_, some) => isWholeAndLeadsToItsRows(some),
)

test.each(filters)(
  'with sites, a list of %s counted by anything is whole, and each count leads to its rows',
  async (_, some) => {
    await db.pool.query(
      `INSERT INTO belonging_rule (id, position, kind, pattern, like_pattern, site, created_at, created_by)
     SELECT gen_random_uuid(), 1, 'name', 'ber-*', 'ber-%', 'Berlin', $1, 'Ada'
      WHERE NOT EXISTS (SELECT FROM belonging_rule)`,
      [now],
    )
    await db.pool.query('UPDATE belonging_state SET in_use = true, next_id = 0')
    await applyBelonging()
    await isWholeAndLeadsToItsRows(some)
  },
)
