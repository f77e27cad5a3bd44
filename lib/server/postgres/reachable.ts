/** Whether another account can use a folder of programs: enter all folders above it, read its files, run them. */
import { execFile } from 'node:child_process'
import { realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Account } from './account'

const run = promisify(execFile)

/** Judges by mode bits first, then by trying to run `postgres -V` as that account. */
export async function canUse(folder: string, account: Account): Promise<boolean> {
  if (!(await canEnter(folder, account))) return false
  const files = [
    'bin/postgres',
    'bin/initdb',
    'share/postgresql/postgres.bki',
    'share/postgresql/extension/pg_trgm.control',
  ]
  for (const file of files) {
    if (!(await allows(join(folder, file), account, 4))) return false
  }
  return run(join(folder, 'bin/postgres'), ['-V'], { uid: account.uid, gid: account.gid, cwd: '/' }).then(
    () => true,
    () => false,
  )
}

async function canEnter(folder: string, account: Account): Promise<boolean> {
  let path = await realpath(folder)
  while (true) {
    if (!(await allows(path, account, 1))) return false
    const parent = dirname(path)
    if (parent === path) return true
    path = parent
  }
}

/** One permission bit (4 read, 1 enter or execute) of one path for one account. */
async function allows(path: string, account: Account, bit: 1 | 4): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return false
  if (found.uid === account.uid) return (found.mode & (bit << 6)) !== 0
  if (found.gid === account.gid) return (found.mode & (bit << 3)) !== 0
  return (found.mode & bit) !== 0
}
