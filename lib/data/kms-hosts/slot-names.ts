import type { CacheSlot } from '@/lib/activation/kms/rebuild-count'
import { readRows } from '../rows'

interface NameRow {
  cmid: string
  name: string
  client: string
}

/**
 * The slots with the machines behind them: the page each name belongs to, and every other machine that used the CMID
 * within the 30 days before `at`, which the newest requests alone need not show.
 */
export async function loadSlotNames(
  slots: readonly CacheSlot[],
  at: Date,
): Promise<(CacheSlot & { client: string })[]> {
  const rows = await readRows<NameRow>(
    `SELECT k.cmid, n.name, c.name AS client
       FROM client_cmid k JOIN client_name n ON n.id = k.name_id JOIN client c ON c.id = n.client_id
      WHERE k.cmid = ANY($1::uuid[]) AND k.last_seen_at > $2::timestamptz - interval '30 days' AND k.first_seen_at <= $2
      ORDER BY k.last_seen_at DESC`,
    [slots.map(({ cmid }) => cmid), at],
  )
  const byCmid = Map.groupBy(rows, ({ cmid }) => cmid)
  return slots.map((slot) => {
    const own = byCmid.get(slot.cmid) ?? []
    const client = own.find(({ name }) => name === slot.name)?.client ?? slot.name
    const others = own.map((row) => row.client).filter((other) => other !== client)
    return { ...slot, client, otherNames: [...new Set(others)] }
  })
}
