/** Backups of a database of the site. Programs that stand for pg_dump and pg_restore, since theirs must fit its version. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { emptyTestDatabase } from '@/lib/data/database.testing'
import { readBackupFile } from './backup-file'
import { restoreBackup } from './restore-backup'
import { takeBackup } from './take-backup'

const folder = mkdtempSync(join(tmpdir(), 'activation-console-dump-'))
const taken = (now: string, url = 'postgresql://ines:sec%2Fret@db.corp.example/console') =>
  takeBackup({ source: { url }, folder, now: new Date(now), sealedWith: [] })
const restored = (file: string, databaseUrl: string) =>
  restoreBackup({
    file,
    dataDirectory: folder,
    databaseUrl,
    encryptionKeys: [],
    replace: false,
    withoutKey: false,
  })

afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  vi.stubEnv('PATH', `${folder}:/bin:/usr/bin`)
  return () => vi.unstubAllEnvs()
})

function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
}

it('holds what pg_dump wrote, which learns the password from its environment only, and pg_restore gets that', async () => {
  program(
    'pg_dump',
    `for a; do case $a in --file=*) echo "$PGPASSWORD for $*" > "\${a#--file=}";; esac; done`,
  )
  program('pg_restore', `for a; do case $a in /*) cp "$a" ${folder}/came-back;; esac; done`)
  const { path } = await taken('2026-11-30T02:17:00Z')
  expect(await readBackupFile(path)).toMatchObject({ kind: 'dump', sealedWith: [] })
  await restored(path, await emptyTestDatabase())
  const dump = readFileSync(join(folder, 'came-back'), 'utf8')
  expect(dump).toMatch(/^sec\/ret for .* --dbname=postgresql:\/\/ines@db\.corp\.example\/console\n$/)
})

it('goes into an empty database only', async () => {
  program('pg_dump', `for a; do case $a in --file=*) echo > "\${a#--file=}";; esac; done`)
  const { path } = await taken('2026-11-30T02:18:00Z')
  await expect(restored(path, process.env.TEST_TEMPLATE_URL ?? '')).rejects.toThrow('is not empty')
})

it('says what pg_dump said when it fails, and that it is missing where it is', async () => {
  program('pg_dump', 'echo "server version mismatch" >&2; exit 1')
  await expect(taken('2026-11-30T02:19:00Z')).rejects.toThrow('pg_dump failed: server version mismatch')
  vi.stubEnv('PATH', '/nowhere')
  await expect(taken('2026-11-30T02:20:00Z')).rejects.toThrow('pg_dump is not on this machine')
})
