import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { requestOf } from '@/lib/data/reports/report-request'
import { loadReport } from '@/lib/data/reports/reports'
import { reportChoice } from '@/lib/format/reports'
import { setEntitlement } from './entitlements'

const database = withTestDatabase()
const admin = systemActor('test')
const NOW = new Date('2026-11-30T12:00:00Z')

const set = (product: string, licenses: number | null, note = '') =>
  setEntitlement.run(admin, { product, licenses, note }, { now: NOW })
const found = async (query: Record<string, string> = {}) =>
  (await loadReport(admin, 'R14', requestOf(reportChoice('R14', query), { now: NOW, rows: 100 }))).tables[0]

it('machines stand against the licenses that were bought, also where no machine is found', async () => {
  await database.pool.query(
    `INSERT INTO client (name, first_seen_at, last_seen_at, condition, product_label, channel)
     SELECT 'pc' || n, $1, $1, 'licensed', 'Windows 11 Enterprise', 'KMS client' FROM generate_series(1, 3) n`,
    [NOW],
  )
  await set('Windows 11 Enterprise', 2, 'Agreement 4711')
  await set('Windows Server 2022', 5)
  const table = await found()
  const pick = (header: string) => table?.columns.findIndex((column) => column.header === header) ?? -1
  const shown = [...(table?.rows ?? []), table?.total ?? []].map((row) =>
    ['Machines', 'Bought', 'Difference'].map((header) => row[pick(header)]),
  )
  expect(shown).toEqual([
    [3, 2, -1],
    [0, 5, 5],
    [3, 7, 4],
  ])
  expect((await found({ site: 'Berlin' }))?.columns.map(({ header }) => header)).not.toContain('Bought')
})

it('what was entered is changed, taken away and written down', async () => {
  expect(await set('Windows 10 Enterprise', 2)).toEqual({ ok: true })
  expect(await set('Windows 10 Enterprise', 3)).toEqual({ ok: true })
  expect(await set('Windows 10 Enterprise', null)).toEqual({ ok: true })
  expect(await set('Windows 10 Enterprise', null)).toMatchObject({ refusal: { kind: 'nothingEntered' } })
  expect(await set('Windows 10 Enterprise', -1)).toMatchObject({ refusal: { kind: 'badInput' } })
  const { rows } = await database.pool.query(
    `SELECT before ->> 'licenses' AS before, after ->> 'licenses' AS after FROM audit_entry
      WHERE subject_id = 'Windows 10 Enterprise' ORDER BY id`,
  )
  expect(rows).toEqual([
    { before: null, after: '2' },
    { before: '2', after: '3' },
    { before: '3', after: null },
  ])
})
