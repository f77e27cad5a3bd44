import { STALE_DAYS } from '../networks/never-heard'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** Machines worth a round: the last attempt failed, the directory knows them and no import does, or they fell silent. */
export const ROUNDS = ['failed', 'neverReported', 'silent'] as const

export type Round = (typeof ROUNDS)[number]

/** From then on a machine counts as silent. */
export const SILENT_DAYS = 14

const NAMES: Readonly<Record<Round, string>> = {
  failed: `SELECT name FROM collection_attempt WHERE outcome NOT IN ('read', 'notWindows') AND at <= $1::timestamptz`,
  neverReported: `SELECT DISTINCT name FROM directory_computer
     WHERE gone_at IS NULL AND NOT is_heard AND NOT is_disabled
       AND (operating_system IS NULL OR operating_system ILIKE '%windows%')
       AND coalesce(last_logon_at, created_at, first_read_at) >= $1::timestamptz - interval '${STALE_DAYS} days'`,
  silent: `SELECT name FROM client WHERE last_seen_at < $1::timestamptz - interval '${SILENT_DAYS} days'`,
}

/** Names for `Collect-Activation.ps1 -From`, in order. Throws NotPermitted without `fleet.export`. */
export async function namesOfRound(reader: DataReader, round: Round, now: Date): Promise<string[]> {
  mustBeAble(reader, 'fleet.export')
  const rows = await readRows<{ name: string }>(`SELECT name FROM (${NAMES[round]}) named ORDER BY name`, [
    now,
  ])
  return rows.map(({ name }) => name)
}
