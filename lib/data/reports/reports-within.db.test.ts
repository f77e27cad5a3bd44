import { beforeAll, describe, expect, it } from 'vitest'
import { plainCell } from '@/lib/activation/report/report'
import { type Actor, userActor } from '@/lib/auth/actor-kinds'
import { type ReportNumber, reportChoice } from '@/lib/format/reports'
import { loadSampleFleet } from '@/lib/operations/sample/sample-fleet'
import { withTestDatabase } from '../database.testing'
import { loadOverview } from '../overview/overview'
import { copyOfReader } from '../permission'
import { loadFilterChoices } from './filter-choices'
import { keepFigures } from './keep-figures'
import type { ReadRaw } from './raw-rows.testing'
import { RECOMPUTED } from './recomputed.testing'
import { writeReportFile } from './report-files'
import { requestOf } from './report-request'
import { loadReport, REPORT_SOURCES } from './reports'

const database = withTestDatabase()
const NOW = new Date()

/** A manager of Berlin alone. */
let mia: Actor
let berlin = 0

beforeAll(async () => {
  await loadSampleFleet(NOW)
  // Noted figures are of the whole fleet: they must not stand for a site.
  await keepFigures(NOW)
  const { rows } = await database.pool.query<{ id: number }>(`SELECT id FROM site WHERE name = 'Berlin'`)
  berlin = rows[0]?.id ?? 0
  mia = userActor({ id: 'mia', name: 'Mia', role: 'manager', siteIds: [berlin] })
}, 120_000)

const OF_MACHINES = (Object.keys(REPORT_SOURCES) as ReportNumber[]).filter(
  (number) => REPORT_SOURCES[number].permission === 'machine.read',
) as (ReportNumber & keyof typeof RECOMPUTED)[]

const load = (number: ReportNumber, query: Record<string, string> = {}) =>
  loadReport(mia, number, requestOf(reportChoice(number, query), { now: NOW, rows: 50_000 }))

/** Reads the base tables as they were if there were no other machines. */
async function asIfAlone<Answer>(count: (read: ReadRaw) => Promise<Answer>): Promise<Answer> {
  const db = await database.pool.connect()
  try {
    await db.query('BEGIN')
    await db.query('DELETE FROM client WHERE site_id IS DISTINCT FROM $1', [berlin])
    await db.query('DELETE FROM license_change WHERE client_id NOT IN (SELECT id FROM client)')
    return await count(async (sql, values) => (await db.query(sql, values)).rows)
  } finally {
    await db.query('ROLLBACK')
    db.release()
  }
}

describe('the reports of whoever is limited to a site', () => {
  it.each(OF_MACHINES)('%s says what the rows say of a fleet of that site alone', async (number) => {
    const { query = {}, shown, counted } = RECOMPUTED[number]
    const figures = shown(await load(number, query))
    expect(Object.keys(figures)).not.toEqual([])
    expect(figures).toEqual(await asIfAlone((read) => counted(read, NOW)))
  })

  it.each(['product', 'site', 'owner', 'method'])('R3 counted by %s adds up to the overview', async (by) => {
    const [{ tables, filters }, { fleet }] = await Promise.all([load('R3', { by }), loadOverview(mia, NOW)])
    expect(plainCell(tables[0]?.total?.[2] ?? null)).toBe(fleet.clients)
    expect(filters[0]).toBe('Only machines of Berlin')
  })

  it('a filter for another site finds nothing, and none is offered', async () => {
    for (const number of OF_MACHINES.filter((one) => one !== 'R6')) {
      const { tables } = await load(number, { site: 'Dublin' })
      const counts = tables[0]?.columns.flatMap(({ kind }, at) => (kind === 'count' ? [at] : [])) ?? []
      expect(
        tables[0]?.rows.flatMap((row) => counts.map((at) => plainCell(row[at] ?? null))).filter(Boolean),
      ).toEqual([])
      const { site } = await loadFilterChoices(mia, number)
      expect(site).toEqual([{ value: 'Berlin', label: 'Berlin' }])
    }
  })

  it('offers products and codes that machines there have', async () => {
    const { rows } = await database.pool.query<{ product: string }>(
      'SELECT DISTINCT product_label AS product FROM client WHERE site_id = $1 AND product_label IS NOT NULL ORDER BY 1',
      [berlin],
    )
    const { product } = await loadFilterChoices(mia, 'R3')
    expect(product?.map(({ value }) => value).sort()).toEqual(rows.map((row) => row.product).sort())
  })

  it('R6 knows a machine elsewhere as little as one that nobody has', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      'SELECT name FROM client WHERE site_id IS DISTINCT FROM $1 LIMIT 1',
      [berlin],
    )
    const name = rows[0]?.name ?? ''
    expect((await load('R6', { machine: name })).answer).toBe(`Nothing is known of ${name}.`)
  })

  it('files hold that site alone and say so', async () => {
    const asked = { number: 'R5', as: 'csv', query: '?table=2&facts=yes', now: NOW.toISOString() } as const
    const file = await writeReportFile({ ...asked, ...copyOfReader(mia) })
    const text = file.ok ? String(file.content) : ''
    const named = new Set(text.toLowerCase().match(/[a-z0-9][a-z0-9.-]+/g))
    const { rows } = await database.pool.query<{ name: string; here: boolean }>(
      `SELECT name, site_id IS NOT DISTINCT FROM $1 AS here FROM client WHERE name NOT IN (SELECT name FROM kms_host)`,
      [berlin],
    )
    expect(rows.filter(({ name, here }) => here && named.has(name)).length).toBeGreaterThan(0)
    expect(rows.filter(({ name, here }) => !here && named.has(name))).toEqual([])
    expect(text).toContain('Only machines of Berlin')
  })
})
