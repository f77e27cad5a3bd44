import { appendFile } from 'node:fs/promises'
import { setting } from '@/lib/server/environment'
import { log } from '@/lib/server/log'
import { rowsOf } from '../rows'
import { inTransaction } from '../transaction'
import type { Anchor } from './verify'

/**
 * Notes the newest link of the chain once a day: in the database, in the program's log, and at the end of AUDIT_ANCHOR_FILE
 * where one is named. Returns it; undefined where the day has one or nothing is sealed.
 */
export async function anchorAudit(now: Date): Promise<Anchor | undefined> {
  const anchor = await inTransaction(async (db) => {
    const [made] = await rowsOf<Anchor>(
      db,
      `INSERT INTO audit_anchor (day, position, chain, made_at)
      SELECT $1::timestamptz AT TIME ZONE 'UTC', position, chain, $1 FROM audit_proof WHERE position IS NOT NULL
      ORDER BY position DESC LIMIT 1
      ON CONFLICT (day) DO NOTHING RETURNING position, encode(chain, 'hex') AS chain`,
      [now],
    )
    const file = setting('AUDIT_ANCHOR_FILE')
    // Before the commit: a file that cannot be written leaves the day open, and the next round tries again.
    if (made && file) await appendFile(file, `${JSON.stringify({ at: now.toISOString(), ...made })}\n`)
    return made
  })
  if (anchor) log.info(anchor, 'the audit log is anchored')
  return anchor
}
