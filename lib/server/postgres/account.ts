/** As whom Postgres runs. It refuses to run as root, so root picks an ordinary account that every system has. */
import { readFileSync, statSync } from 'node:fs'

export interface Account {
  uid: number
  gid: number
}

const PREFERRED = ['postgres', '_postgres', 'nobody', 'daemon'] as const

/** Whether the console runs as root and Postgres therefore needs another account. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * The account for a data directory: its owner where it exists already, else the first of PREFERRED.
 * `undefined` means: as whoever runs the console.
 */
export function accountFor(clusterDirectory: string): Account | undefined {
  if (!runsAsRoot()) return undefined
  const existing = statSync(clusterDirectory, { throwIfNoEntry: false })
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid }
  const accounts = parsePasswd(readFileSync('/etc/passwd', 'utf8'))
  for (const name of PREFERRED) {
    const account = accounts.get(name)
    if (account && account.uid !== 0) return account
  }
  throw new Error(
    `Postgres cannot run as root, and none of the accounts ${PREFERRED.join(', ')} exists. ` +
      'Start the console as an ordinary user, or set DATABASE_URL.',
  )
}

/** Name to ids, from the text of /etc/passwd. Lines that are no entries are skipped. */
export function parsePasswd(text: string): Map<string, Account> {
  const accounts = new Map<string, Account>()
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (!name || !uid || !gid || !/^\d+$/.test(uid) || !/^\d+$/.test(gid)) continue
    accounts.set(name, { uid: Number(uid), gid: Number(gid) })
  }
  return accounts
}
