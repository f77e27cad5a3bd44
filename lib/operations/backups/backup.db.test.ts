/** The drill: a console's own database, backed up while it is written to, comes back elsewhere as it was. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { loadLastBackup } from '@/lib/data/backups'
import { openKey } from '@/lib/data/keys/sealed-key'
import { closePools, pool } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { readBackupFile } from '@/lib/server/backup/backup-file'
import { restoreBackup } from '@/lib/server/backup/restore-backup'
import { ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory } from '@/lib/server/data-directory'
import { freePort } from '@/lib/server/free-port'
import { keyRing } from '@/lib/server/key-encryption'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/server/postgres/embedded-postgres'
import { applyMigrations } from '@/prisma/migrate'
import { addKeys } from '../keys/add-keys'
import { recordIncrease } from '../mak/record-in-ledger'
import { runBackup, runNightlyBackup } from './run-backup'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
const admin = userActor({ id: 'admin', name: 'Ada', role: 'licensingAdmin' })
const made: string[] = []

const home = newDirectory()
const secrets = ensureSecrets(home)
const backups = join(home, 'backups')
let postgres: EmbeddedPostgres

beforeAll(async () => {
  postgres = await start(home)
  await applyMigrations(postgres.url)
  vi.stubEnv('DATABASE_URL', postgres.url)
  vi.stubEnv('OWN_DATABASE_DIRECTORY', home)
  vi.stubEnv('KEY_ENCRYPTION_KEY', secrets.keyEncryptionKey)
  const added = await addKeys.run(admin, { text: KEY, choices: [{ line: 1, kind: 'mak', label: 'Windows' }] })
  if (!added.ok) throw new Error(added.refusal.kind)
  const keyId = added.added[0]?.keyId ?? ''
  const increase = { keyId, count: 500, idempotencyKey: 'the agreement' }
  expect(await recordIncrease.run(admin, increase)).toMatchObject({ ok: true })
})

afterAll(async () => {
  await Promise.all([closePools(), closePrisma()])
  await postgres.stop()
  vi.unstubAllEnvs()
  for (const directory of made) rmSync(directory, { recursive: true, force: true })
})

const restored: EmbeddedPostgres[] = []
afterEach(async () => {
  for (const one of restored.splice(0)) await one.stop()
})

it('comes back with the same counts and ledger, and its keys open with the encryption key', async () => {
  const before = await inventory(postgres.url)
  const writing = keepWriting()
  const taken = await runBackup({ folder: backups, withKey: false }, new Date('2026-11-30T02:17:00Z'))
  const written = await writing.stop()
  expect(basename(taken?.path ?? '')).toBe('activation-console-20261130T021700Z.tar.zst')
  expect(await loadLastBackup()).toEqual({ takenAt: '2026-11-30T02:17:00.000Z', hasFailed: false })
  expect(written).toBeGreaterThan(0)
  expect(taken?.sealedWith).toEqual([keyRing().current.id])

  const elsewhere = newDirectory()
  const request = restoreRequest(taken?.path ?? '', elsewhere)
  await restoreBackup({ ...request, encryptionKeys: [secrets.keyEncryptionKey] })
  const again = await start(elsewhere)
  restored.push(again)
  expect(await inventory(again.url)).toEqual(before)
  const [row] = await rows<{ id: string; sealed: Buffer; sealed_with: string }>(
    again.url,
    'SELECT id, sealed, sealed_with FROM product_key',
  )
  if (!row) throw new Error('no key came back')
  expect(openKey({ ...row, sealedWith: row.sealed_with })).toEqual({ ok: true, key: KEY })
})

it('is refused where its keys could not be opened, before anything is written', async () => {
  const elsewhere = newDirectory()
  const restoring = restoreBackup(restoreRequest(newest(), elsewhere))
  await expect(restoring).rejects.toThrow(
    `sealed with the encryption key ${keyRing().current.id}, which is not here, and not in the backup`,
  )
  expect(existsSync(join(elsewhere, 'pg'))).toBe(false)
  expect(readFileSync(newest()).includes(secrets.keyEncryptionKey)).toBe(false)
})

it('has the encryption key in it when asked, and puts nothing over a database that is there', async () => {
  const taken = await runBackup({ folder: backups, withKey: true }, new Date('2026-11-30T02:18:00Z'))
  const elsewhere = newDirectory()
  const request = restoreRequest(taken?.path ?? '', elsewhere)
  await restoreBackup(request)
  expect(ensureSecrets(elsewhere).keyEncryptionKey).toBe(secrets.keyEncryptionKey)

  await expect(restoreBackup(request)).rejects.toThrow('holds a database already')
  const { aside } = await restoreBackup({ ...request, replace: true })
  expect(existsSync(join(aside ?? '', 'PG_VERSION'))).toBe(true)
  expect(existsSync(join(elsewhere, 'pg', 'PG_VERSION'))).toBe(true)
})

it('is refused by name when it is damaged, cut off, or no backup', async () => {
  const whole = readFileSync(newest())
  const copy = join(newDirectory(), 'copy.tar.zst')
  const damaged = Buffer.from(whole)
  damaged[whole.length >> 1] = (damaged[whole.length >> 1] ?? 0) ^ 1
  writeFileSync(copy, damaged)
  await expect(readBackupFile(copy)).rejects.toThrow(
    /copy\.tar\.zst is (no whole backup: )?damaged(: | at )pg\//,
  )
  writeFileSync(copy, whole)
  truncateSync(copy, whole.length - 100)
  await expect(readBackupFile(copy)).rejects.toThrow(/copy\.tar\.zst is no whole backup/)
  writeFileSync(copy, 'a letter')
  await expect(readBackupFile(copy)).rejects.toThrow(/copy\.tar\.zst is no whole backup/)
  await expect(readBackupFile(join(copy, 'nowhere'))).rejects.toThrow('nowhere')
})

it('is taken every night where a folder is named, and the oldest go', async () => {
  vi.stubEnv('BACKUP_DIRECTORY', backups)
  vi.stubEnv('BACKUPS_KEPT', '1')
  await runNightlyBackup(new Date('2026-12-01T02:17:00Z'))
  expect(basename(newest())).toBe('activation-console-20261201T021700Z.tar.zst')
  expect(existsSync(join(backups, 'activation-console-20261130T021700Z.tar.zst'))).toBe(false)

  const file = join(newDirectory(), 'no folder')
  writeFileSync(file, '')
  vi.stubEnv('BACKUP_DIRECTORY', file)
  await expect(runNightlyBackup(new Date('2026-12-02T02:17:00Z'))).rejects.toThrow()
  expect(await loadLastBackup()).toEqual({
    takenAt: '2026-12-01T02:17:00.000Z',
    hasFailed: true,
  })
  const said = await pool().query('SELECT problem FROM backup ORDER BY id DESC LIMIT 1')
  expect(said.rows[0].problem).toContain(file)
})

function newDirectory(): string {
  const directory = ensureDataDirectory(mkdtempSync(join(tmpdir(), 'activation-console-drill-')))
  made.push(directory)
  return directory
}

async function start(dataDirectory: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    dataDirectory,
    secrets: ensureSecrets(dataDirectory),
    preferredPort: await freePort(),
    durable: false,
  })
}

const restoreRequest = (file: string, dataDirectory: string) => ({
  file,
  dataDirectory,
  encryptionKeys: [],
  replace: false,
  withoutKey: false,
})

/** The newest of the folder. */
function newest(): string {
  const names = readdirSync(backups).sort()
  return join(backups, names.at(-1) ?? '')
}

async function rows<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** How many rows each table has that nobody writes meanwhile, and what the ledger comes to. */
async function inventory(url: string) {
  const [found] = await rows<object>(
    url,
    `SELECT (SELECT count(*) FROM product_key) AS keys, (SELECT count(*) FROM audit_entry) AS audit,
            (SELECT count(*) FROM mak_entry) AS entries, (SELECT sum(change) FROM mak_entry) AS ledger,
            (SELECT count(*) FROM public._prisma_migrations) AS migrations`,
  )
  return found
}

/** Writes as fast as it can until it is stopped: pages that change while they are copied. */
function keepWriting() {
  let count = 0
  let isStopped = false
  const writing = (async () => {
    while (!isStopped) {
      count += 1
      await pool().query("INSERT INTO work_lease VALUES ('writes ' || $1, gen_random_uuid(), now())", [count])
    }
  })()
  return {
    stop: async () => {
      isStopped = true
      await writing
      return count
    },
  }
}
