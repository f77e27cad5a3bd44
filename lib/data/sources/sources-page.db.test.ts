import { beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { IMPORTS_LIST } from '@/lib/data/imports/imports-list'
import { listRequest } from '@/lib/format/list-address'
import { postObservations } from '@/lib/operations/ingest/post-observations'
import { createToken, revokeToken } from '@/lib/operations/tokens/tokens'
import { loadSourceMachines, loadSources } from './sources-page'
import { noteLook } from './watched-folders'

const db = withTestDatabase()
const admin = systemActor('test')
const NOW = new Date('2026-11-30T12:00:00Z')
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)

beforeEach(() => db.pool.query('TRUNCATE import, api_token, source_agent, watched_folder, client CASCADE'))

async function sourceCalled(name: string, now = NOW) {
  const found = (await loadSources(admin, now)).find((source) => source.name === name)
  if (!found) throw new Error(`There is no source ${name}.`)
  return found
}

async function tokenOf(source: string, expiresInDays = 365) {
  const made = await createToken.run(
    admin,
    { name: source, scopes: ['observations.write'], expiresInDays },
    { now: hoursAgo(100) },
  )
  if (!made.ok) throw new Error('refused')
  return { id: made.id, name: source, source }
}

function post(token: Awaited<ReturnType<typeof tokenOf>>, machine: string, at: Date, more: object = {}) {
  const observation = {
    ...{
      kind: 'license',
      observedAt: at.toISOString(),
      client: { name: machine },
      product: { channel: 'MAK' },
    },
    ...{ status: 'licensed', ...more },
  }
  return postObservations({ token, body: JSON.stringify(observation), agent: 'collector/1.4' }, at)
}

describe('a token’s source', () => {
  test('is there before it sends, and tells how often it comes, from how many machines, by which program', async () => {
    const token = await tokenOf('Berlin')
    expect(await sourceCalled('Berlin')).toMatchObject({ standing: { state: 'neverHeard' }, imports: 0 })
    for (const hours of [13, 9, 5, 1]) await post(token, `ws-${hours % 4}`, hoursAgo(hours))
    await post(token, 'ws-other', hoursAgo(1))
    const source = await sourceCalled('Berlin')
    expect(source).toMatchObject({
      kind: 'token',
      standing: { state: 'onTime', usualMinutes: 240, lagMinutes: 60 },
      ...{ imports: 4, observations: 5, troubles: [], agents: [{ agent: 'collector/1.4', posts: 5 }] },
    })
    expect((await loadSourceMachines(admin)).get('token Berlin')).toBe(2)
    expect(await sourceCalled('Berlin', hoursAgo(-50))).toMatchObject({ standing: { state: 'stale' } })
  })

  test('shows what could not be used, with the newest reason and the import', async () => {
    const token = await tokenOf('Berlin')
    await post(token, 'ws-1', hoursAgo(1), { observedAt: '1999-01-01T00:00:00Z' })
    const { troubles } = await sourceCalled('Berlin')
    expect(troubles).toMatchObject([
      { trouble: { kind: 'rejected', count: 1 }, importId: expect.any(String) },
    ])
  })

  test('warns of a token that ends, and of one that is presented after its end', async () => {
    const token = await tokenOf('Berlin', 20)
    expect((await sourceCalled('Berlin')).troubles).toMatchObject([{ trouble: { kind: 'tokenEnding' } }])
    await revokeToken.run(admin, { tokenId: token.id }, { now: hoursAgo(2) })
    expect(await sourceCalled('Berlin')).toMatchObject({ standing: { state: 'ended' }, troubles: [] })
    await db.pool.query(`UPDATE api_token SET refused_at = $1, refused_from = '10.0.0.5'`, [hoursAgo(1)])
    expect((await sourceCalled('Berlin')).troubles).toMatchObject([
      { trouble: { kind: 'tokenStillPresented', address: '10.0.0.5' } },
    ])
  })
})

test('a watched folder is missed when nobody looks into it', async () => {
  const look = { folder: '/srv/drop', source: 'folder drop', arriving: 0, refused: 2, problem: null }
  await noteLook(look, hoursAgo(0.01))
  expect((await sourceCalled('folder drop')).troubles).toMatchObject([
    { trouble: { kind: 'filesRefused', count: 2, folder: '/srv/drop' } },
  ])
  expect((await sourceCalled('folder drop', hoursAgo(-1))).troubles[0]).toMatchObject({
    trouble: { kind: 'folderNotLookedAt' },
  })
})

test('posts of a source are one row of the imports, and its hours are listed by its name', async () => {
  const [berlin, bonn] = [await tokenOf('Berlin'), await tokenOf('Bonn')]
  for (const hours of [3, 2, 1]) await post(berlin, 'ws-1', hoursAgo(hours))
  await post(bonn, 'ws-2', hoursAgo(2))
  const importsOf = async (params: Record<string, string>) =>
    (await IMPORTS_LIST.page(admin, listRequest('imports', params), new Date())).rows
  expect((await importsOf({})).map(({ source }) => source)).toEqual(['Berlin', 'Bonn'])
  expect(await importsOf({ source: 'Berlin' })).toHaveLength(3)
})
