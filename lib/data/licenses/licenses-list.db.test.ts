import { beforeAll, describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import {
  LICENSE_SORTS,
  type LicenseSort,
  type LicensesFilter,
  loadLicensesParams,
} from '@/lib/format/licenses-address'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from '../database.testing'
import { NotPermitted } from '../permission'
import type { SqlValues } from '../sql-text'
import { loadLicenseProducts } from './license-products'
import { exportLicenses, loadLicenses } from './licenses-list'
import { followedSort, readLicensesPage } from './licenses-page'

const db = withTestDatabase()
const everyone = { can: () => true }
const now = new Date('2026-11-22T12:00:00Z')
const MACHINES = 130

const filterOf = (query: string) => loadLicensesParams(new URLSearchParams(query)) as LicensesFilter
const BY_NAME: LicenseSort = { column: 'name', descending: false }
const load = (query: string) => loadLicenses(everyone, { filter: filterOf(query), sort: BY_NAME }, now)

const WINDOWS_11 = 'Windows(R), Enterprise edition'
const PRODUCTS = [
  { name: 'Office 24, Office24ProPlus2024VL_KMS_Client_AE edition', channel: 'KMS client' },
  { name: 'Office 16, Office16VisioProVL_KMS_Client edition', channel: 'KMS client' },
  { name: 'Office 21, Office21ProjectPro2021VL_MAK_AE1 edition', channel: 'MAK' },
] as const

/** Each machine has Windows; the first third Office too, every fifth Visio, every seventh Project with a MAK. */
function* observations(): Generator<Observation> {
  for (let machine = 0; machine < MACHINES; machine += 1) {
    yield reading(
      machine,
      { name: WINDOWS_11, channel: machine % 2 ? 'MAK' : 'KMS client' },
      machine % 9 === 0,
    )
    if (machine < MACHINES / 3) yield reading(machine, PRODUCTS[0], machine % 4 === 0)
    if (machine % 5 === 0) yield reading(machine, PRODUCTS[1], false)
    if (machine % 7 === 0) yield reading(machine, PRODUCTS[2], false)
  }
}

function reading(
  machine: number,
  product: { name: string; channel: 'KMS client' | 'MAK' },
  isWell: boolean,
): Observation {
  const kms = product.channel === 'KMS client' && { kms: { host: `kms0${machine % 3}.corp.example` } }
  return {
    kind: 'license',
    observedAt: '2026-11-20T08:00:00Z',
    client: { name: `ws-${String(machine).padStart(3, '0')}.corp.example` },
    product: { ...product, partialKey: product.channel === 'MAK' ? 'V7XQ2' : 'H7X92' },
    ...(isWell
      ? { status: 'licensed', remainingMinutes: 200_000, ...kms }
      : { status: 'notification', reason: '0xC004F074' }),
  }
}

beforeAll(async () => {
  const lines = [...observations()].map((observation, index) => ({ line: index + 1, observation }))
  await recordObservations({ observations: lines }, now)
})

/** Counted one by one. */
async function recount(where: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM license l JOIN client c ON c.id = l.client_id WHERE ${where}`,
  )
  return rows[0]?.count ?? 0
}

describe('filters', () => {
  test.each([
    ['', 'true'],
    ['family=office', `product_label = 'Office LTSC Professional Plus 2024'`],
    ['family=visio,project', `product_label ~ 'Visio|Project'`],
    ['family=addon', 'false'],
    ['product=Visio', `product_label ~ 'Visio'`],
    ['state=notification&family=office', `l.condition = 'notification' AND product_label ~ '^Office'`],
    ['channel=MAK', `l.channel = 'MAK'`],
    ['host=kms00', `l.kms_host = 'kms00.corp.example'`],
    ['reason=0xc004f074', `l.reason = '0xC004F074'`],
    ['expires=never', 'l.changes_at IS NULL'],
    ['key=v7xq2', `l.partial_key = 'V7XQ2'`],
    ['q=ws-01', `c.name LIKE 'ws-01%'`],
    ['q=v7xq2', `l.partial_key = 'V7XQ2'`],
    ['q=visio', `product_label ~ 'Visio'`],
    ['q=0xC004F074', `l.reason = '0xC004F074'`],
    ['q=kms00', `l.kms_host = 'kms00.corp.example'`],
    ['q=visio&state=licensed', `product_label ~ 'Visio' AND l.condition = 'licensed'`],
    ['q=ws-01&family=visio', `c.name LIKE 'ws-01%' AND product_label ~ 'Visio'`],
  ])('%s count what they list', async (query, where) => {
    const expected = await recount(where.replaceAll('product_label', 'l.product_label'))
    const { count } = await load(query)
    expect(count).toEqual({ value: expected, isExact: true })
    expect(await listed(query)).toHaveLength(expected)
  })

  test('by the host key that is missing: no host has one here', async () => {
    const kms = await recount(`l.channel = 'KMS client'`)
    expect((await load('served=no')).count.value).toBe(kms)
    expect((await load('served=yes')).count.value).toBe(0)
    const { products } = await loadLicenseProducts(everyone, now)
    expect(products.reduce((sum, { unserved }) => sum + (unserved ?? 0), 0)).toBe(kms)
  })

  test('that leave nothing say which condition it is', async () => {
    expect((await load('q=visio&family=office')).emptied).toMatchObject([
      { field: 'family', alone: await recount(`l.product_label ~ '^Office'`) },
      { field: 'q', alone: await recount(`l.product_label ~ 'Visio'`) },
    ])
    expect((await load('q=nothing-like-it')).emptied).toEqual([{ field: 'q', alone: 0, others: 0 }])
  })

  test('find licenses of Office beside Windows, with the state of Office', async () => {
    const { rows } = await load('family=office&q=ws-001')
    expect(rows).toMatchObject([
      {
        name: 'ws-001.corp.example',
        product: 'Office LTSC Professional Plus 2024',
        condition: 'notification',
      },
    ])
  })
})

async function listed(query: string): Promise<string[]> {
  const ids: string[] = []
  const batches = await exportLicenses(everyone, { filter: filterOf(query), sort: BY_NAME }, now)
  for await (const rows of batches) ids.push(...rows.map(({ id }) => String(id)))
  expect(new Set(ids).size).toBe(ids.length)
  return ids
}

describe('pages', () => {
  const counted = LICENSE_SORTS.filter((column) => !['site', 'owner', 'department'].includes(column))
  const sorts = counted.flatMap((column) => [false, true].map((descending) => ({ column, descending })))
  const all = {
    where: () => '',
    rollUp: () => '',
  }

  test.each(sorts)('by $column, descending $descending, are the same gathered and walked', async (sort) => {
    const count = await recount('true')
    const read = (few: number, place: { after?: string; before?: string } = {}) =>
      readLicensesPage({ ...all, count, isExact: true }, { sort, size: 20, few, now, ...place })
    const ids: number[] = []
    let [gathered, walked] = await Promise.all([read(1_000), read(15)])
    for (;;) {
      expect(walked.rows).toEqual(gathered.rows)
      ids.push(...walked.rows.map(({ id }) => id))
      if (!walked.next || !gathered.next) break
      const before = walked.rows
      ;[gathered, walked] = await Promise.all([
        read(1_000, { after: gathered.next }),
        read(15, { after: walked.next }),
      ])
      for (const few of [1_000, 15]) {
        expect((await read(few, { before: walked.previous ?? '' })).rows).toEqual(before)
      }
    }
    expect(ids).toHaveLength(count)
    expect(new Set(ids).size).toBe(count)
  })

  test('by site, which no roll-up tells, are sorted as long as they can be gathered', async () => {
    const count = await recount('true')
    const sort = { column: 'site' as const, descending: false }
    const ids: number[] = []
    let after: string | undefined
    do {
      const page = await readLicensesPage({ ...all, count, isExact: true }, { sort, size: 20, now, after })
      ids.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after !== undefined)
    expect(new Set(ids).size).toBe(count)
    expect(followedSort({ ...all, count, isExact: true }, { sort, few: 15 }).column).toBe('name')
  })

  test('of very many machines with a text in their names are the same as of few', async () => {
    const where = (values: SqlValues) => `name LIKE ${values.add('%ws%')}`
    const matches = { where, rollUp: () => undefined, byNames: { name: where, rest: () => '' } }
    const request = { sort: BY_NAME, size: 500, now }
    const [few, many] = await Promise.all([
      readLicensesPage({ ...matches, count: 10, isExact: true }, request),
      readLicensesPage({ ...matches, count: 10, isExact: false }, request),
    ])
    expect(few.rows.some(({ name }) => name.startsWith('ws'))).toBe(true)
    expect(many.rows).toEqual(few.rows)
  })

  test('of more matches than a text can be sorted by come by name', async () => {
    const where = (values: SqlValues) => `name LIKE ${values.add('ws%')}`
    const matches = { where, rollUp: () => undefined, count: 10, isExact: false }
    const { rows } = await readLicensesPage(matches, {
      sort: { column: 'product', descending: true },
      size: 20,
      now,
    })
    expect(rows.map(({ name }) => name)).toEqual(rows.map(({ name }) => name).toSorted())
  })
})

test('products are counted with their families, and agree with the list', async () => {
  const { products } = await loadLicenseProducts(everyone, now)
  expect(products.map(({ label, family }) => [family, label])).toEqual([
    ['windows', expect.stringContaining('Windows')],
    ['office', 'Office LTSC Professional Plus 2024'],
    ['visio', expect.stringContaining('Visio')],
    ['project', expect.stringContaining('Project')],
  ])
  for (const { label, licenses, byCondition } of products) {
    const list = await load(`product=${encodeURIComponent(label)}`)
    expect(list.count.value).toBe(licenses)
    expect(list.byCondition).toEqual(byCondition)
  }
})

test('are refused to those who may not see the fleet', async () => {
  const nobody = { can: () => false }
  await expect(loadLicenses(nobody, { filter: filterOf(''), sort: BY_NAME }, now)).rejects.toThrow(
    NotPermitted,
  )
  await expect(exportLicenses(nobody, { filter: filterOf(''), sort: BY_NAME }, now)).rejects.toThrow(
    NotPermitted,
  )
  await expect(loadLicenseProducts(nobody, now)).rejects.toThrow(NotPermitted)
})

test('two letters find what they count, also by a name that a person gave before', async () => {
  await db.pool.query(
    `INSERT INTO client_name (name, client_id, joined_at, placed_at)
     SELECT 'yy-desk', id, $1, $1 FROM client WHERE name = 'ws-004.corp.example'`,
    [now],
  )
  const { rows, count } = await load('q=yy')
  expect(rows.map(({ name }) => name)).toContain('ws-004.corp.example')
  expect(count).toEqual({ value: rows.length, isExact: true })
})
