import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { type ListRequest, listRequest } from '@/lib/format/list-address'
import { LISTS, type ListName, listFacts } from '@/lib/format/lists'
import { requestLog, uploadText } from '@/lib/operations/imports/import.testing'
import { loadSample } from '@/lib/operations/sample/sample-fleet'
import { withTestDatabase } from '../database.testing'
import { NotPermitted } from '../permission'
import { readRows } from '../rows'
import { exportOf } from './export-list'
import type { ListSource } from './list-source'
import { LIST_SOURCES } from './sources'

withTestDatabase()

const ADMIN = systemActor('test')
const now = new Date('2026-11-29T12:00:00Z')
const NAMES = Object.keys(LISTS) as ListName[]

/** Whose list it is, for those on the page of something else. */
async function ownerOf(name: ListName): Promise<string | undefined> {
  const sql = {
    keyMachines: `SELECT id::text AS of FROM product_key WHERE kind = 'mak' AND last_five = 'Q7F3D'`,
    hostRequests: `SELECT host_id::text AS of FROM host_day GROUP BY host_id HAVING sum(requests) > 20 ORDER BY sum(requests) LIMIT 1`,
  }[name as string]
  if (name === 'importChanges') return uploadText(requestLog(20), now)
  return sql && (await readRows<{ of: string }>(sql))[0]?.of
}

/** Every row of a list, page by page forwards, and the same walked backwards from the end. */
async function walked(source: ListSource<unknown>, request: ListRequest) {
  const forwards: string[][] = []
  let page = await source.page(ADMIN, request, now)
  forwards.push(page.rows.map((row) => JSON.stringify(row)))
  while (page.next) {
    page = await source.page(ADMIN, { ...request, after: page.next }, now)
    forwards.push(page.rows.map((row) => JSON.stringify(row)))
  }
  const backwards = [forwards.at(-1)]
  while (page.previous) {
    page = await source.page(ADMIN, { ...request, before: page.previous }, now)
    backwards.unshift(page.rows.map((row) => JSON.stringify(row)))
  }
  return { forwards: forwards.flat(), backwards: backwards.flat() }
}

it('shows each row of each list once, in every order, forwards and backwards, as many as it counts and exports', async () => {
  await loadSample.run(ADMIN, {}, { now })
  for (const name of NAMES) {
    const source: ListSource<unknown> = LIST_SOURCES[name]
    const of = await ownerOf(name)
    for (const sort of listFacts(name).sorts.flatMap((word) => [word, `-${word}`])) {
      const size = name === 'hostRequests' ? 60 : 7
      const request = { ...listRequest(name, { sort }), of, size }
      const { forwards, backwards } = await walked(source, request)
      const { count } = await source.page(ADMIN, request, now)
      expect(new Set(forwards).size, `${name} by ${sort}`).toBe(forwards.length)
      expect(backwards, `${name} by ${sort}`).toEqual(forwards)
      if (count.isExact) expect(count.value, name).toBe(forwards.length)
    }
    const exported = await exportOf(ADMIN, name, new URLSearchParams(of ? { of } : {}), now)
    const rows = await all(exported.batches)
    expect(rows.length, name).toBe(
      (await source.page(ADMIN, { ...listRequest(name, {}), of }, now)).count.value,
    )
    for (const { value } of exported.columns) rows.map((row) => value(row as never))
  }
}, 120_000)

it('lists what a filter offers, as often as it says', async () => {
  await loadSample.run(ADMIN, {}, { now })
  for (const name of NAMES) {
    const source: ListSource<unknown> = LIST_SOURCES[name]
    const of = await ownerOf(name)
    const request = { ...listRequest(name, {}), of }
    const { choices } = await source.page(ADMIN, request, now)
    expect(Object.keys(choices).sort(), name).toEqual(Object.keys(listFacts(name).filters).sort())
    for (const [word, offered] of Object.entries(choices)) {
      for (const { value, count } of offered) {
        const narrowed = { ...request, filters: { ...request.filters, [word]: [value] } }
        const page = await source.page(ADMIN, narrowed, now)
        if (count !== undefined) expect(page.count.value, `${name}, ${word}: ${value}`).toBe(count)
      }
    }
  }
}, 120_000)

it('takes nonsense for the beginning, and a text for a text', async () => {
  const nonsense = {
    sort: 'nothing',
    after: 'x',
    before: '',
    size: '7',
    from: 'soon',
    to: '2026-13-99',
    q: "'%_\\;",
  }
  const cursor = Buffer.from(JSON.stringify(['x', 'y'])).toString('base64url')
  for (const name of NAMES) {
    const source: ListSource<unknown> = LIST_SOURCES[name]
    for (const params of [nonsense, { after: cursor }, { before: cursor }]) {
      const request = { ...listRequest(name, params), of: await ownerOf(name) }
      await expect(source.page(ADMIN, request, now), name).resolves.toBeDefined()
    }
  }
})

it('shows and exports nothing to those who may not', async () => {
  const nobody = { can: () => false }
  const reader = { can: (permission: string) => !permission.endsWith('.export') }
  for (const name of NAMES) {
    const source: ListSource<unknown> = LIST_SOURCES[name]
    await expect(source.page(nobody, listRequest(name, {}), now)).rejects.toThrow(NotPermitted)
    await expect(exportOf(nobody, name, {}, now)).rejects.toThrow(NotPermitted)
    await expect(exportOf(reader, name, {}, now)).rejects.toThrow(NotPermitted)
  }
})

async function all(batches: AsyncGenerator<readonly unknown[]>): Promise<unknown[]> {
  const rows: unknown[] = []
  for await (const batch of batches) rows.push(...batch)
  return rows
}
