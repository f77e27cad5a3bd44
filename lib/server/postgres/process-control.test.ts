import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../free-port'
import { accountFor } from './account'
import { findBinaries } from './binaries'
import { ensureCluster } from './cluster-files'
import { isAlive, postmasterPid, runPostgres } from './process-control'

let folder: string
let clusterDirectory: string
const account = accountFor('/no/such/cluster')
const superuserPassword = 'only for this test'

beforeAll(async () => {
  // A path as people have them.
  folder = mkdtempSync(join(tmpdir(), 'Prüf stand '))
  if (account) chownSync(folder, account.uid, account.gid)
  clusterDirectory = join(folder, 'pg')
  const binaries = await findBinaries(account)
  await ensureCluster({ clusterDirectory, binaries, account, superuserPassword, durable: false })
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: superuserPassword })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

it.each(['linux', 'win32'] as const)(
  'starts, stops in order and says when it has ended, as on %s',
  async (platform) => {
    const port = await freePort()
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
    const logFile = join(folder, `${platform}.log`)
    const request = { clusterDirectory, logFile, binaries: await findBinaries(account), account, settings }
    const running = runPostgres(request, platform)
    while (!(await answers(port))) await sleep(100)
    const pid = postmasterPid(clusterDirectory) ?? 0
    expect(isAlive(pid)).toBe(true)
    running.stop('fast')
    expect(await running.ended).toEqual({ code: 0, signal: null })
    expect(isAlive(pid)).toBe(false)
    expect(postmasterPid(clusterDirectory)).toBeUndefined()
  },
  60_000,
)

it('says so when it does not start, as on win32', async () => {
  const request = {
    clusterDirectory: join(folder, 'no cluster'),
    logFile: join(folder, 'failed.log'),
    binaries: await findBinaries(account),
    account: undefined,
    settings: [],
  }
  expect((await runPostgres(request, 'win32').ended).code).not.toBe(0)
})
