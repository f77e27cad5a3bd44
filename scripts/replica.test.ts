/** A console on a primary and its streaming replica, with its pages over HTTP. `npm run test:faults` runs it. */
import { afterEach, expect, it, vi } from 'vitest'
import { PAGES } from '@/e2e/access-table'
import {
  type Forwarder,
  startForwarder,
  startPrimary,
  startReplicaOf,
  type TriedPostgres,
} from '@/lib/server/postgres/replica.testing'
import { applyMigrations } from '@/prisma/migrate'
import { type TriedConsole, tryConsole, upload } from './faults/tried-console'

/** A part of a page that could not be made, whole or streamed. */
const FAILED = /data-empty="failed"|data-dgst|\$RX\(/
const NOTHING_SAVED = 'Nothing can be saved now'

const parts: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const part of parts.splice(0).reverse()) await part.close()
})

it('serves every page while the primary is dead, says so, and does everything again after a promotion', async () => {
  const { primary, replica, address } = await startDatabases()
  const url = new URL(primary.url)
  url.port = String(address.port)
  const tried = await tryConsole({ DATABASE_URL: url.href, DATABASE_READ_URL: replica.url })
  parts.push({ close: tried.remove })
  expect((await upload(tried, 'pc-1.corp.example.txt', 'a text')).status).toBe(201)
  await readAll(tried, false)

  await primary.kill()
  await vi.waitFor(
    async () => expect(await health(tried, 'ready')).toMatchObject([200, { replica: 'ok' }]),
    20_000,
  )
  expect(await health(tried)).toMatchObject([503, { status: 'readOnly', database: 'unreachable' }])
  await readAll(tried, true)
  const refused = await upload(tried, 'pc-2.corp.example.txt', 'a text')
  expect(refused.status).toBe(503)
  expect(await refused.text()).toContain('nothing can be saved now. What is shown comes from its copy.')

  await replica.promote()
  address.leadTo(replica.port)
  await vi.waitFor(async () => expect((await health(tried))[0]).toBe(200), 20_000)
  expect((await upload(tried, 'pc-3.corp.example.txt', 'a text')).status).toBe(201)
  await readAll(tried, false)
})

async function startDatabases(): Promise<
  Record<'primary' | 'replica', TriedPostgres> & { address: Forwarder }
> {
  const primary = await startPrimary()
  parts.push({ close: primary.stop })
  await applyMigrations(primary.url)
  const replica = await startReplicaOf(primary)
  parts.push({ close: replica.stop })
  const address = await startForwarder(primary.port)
  parts.push(address)
  return { primary, replica, address }
}

async function readAll({ address, cookie }: TriedConsole, saysSo: boolean): Promise<void> {
  const paths = Object.values(PAGES).filter(({ path }) => !/^\/(sign|setup|second-factor)/.test(path))
  for (const { path, status = 200 } of paths) {
    // Who opens a shared report is written down first.
    if (saysSo && path.startsWith('/shared/')) continue
    const answer = await fetch(address + path, { headers: { cookie }, redirect: 'manual' })
    const text = await answer.text()
    expect([path, answer.status]).toEqual([path, status])
    expect(text, path).not.toMatch(FAILED)
    expect([path, text.includes(NOTHING_SAVED)]).toEqual([path, saysSo])
  }
}

async function health({ address }: TriedConsole, kind = ''): Promise<[number, unknown]> {
  const answer = await fetch(`${address}/api/health/${kind}`)
  return [answer.status, await answer.json()]
}
