import type { Pool, PoolClient } from 'pg'
import { pool } from '../pool'

/**
 * Marks the answered requests whose machine was seen licensed since, with the key of their package (where the reading
 * names no key, through a MAK with the same activation ID): by any name the machine goes by. The reading must be news since the preparation, and not from
 * before the minute in which the answer came (readings carry minutes at best). Cheap while nothing waits. Returns how
 * many were verified.
 */
export async function settleVerified(db: Pool | PoolClient = pool()): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE exchange_request r SET verified_at = seen.at
       FROM (
         SELECT w.package_number, w.row, min(e.at) AS at
           FROM exchange_request w
           JOIN exchange_package p ON p.number = w.package_number
           JOIN client_name own ON own.name = w.machine
           JOIN client_name n ON n.client_id = own.client_id
           JOIN activation_event e ON e.name_id = n.id
            AND e.at > w.seen_at AND e.at >= date_trunc('minute', w.answered_at)
           JOIN product x ON x.id = e.product_id
          WHERE w.answered_at IS NOT NULL AND w.verified_at IS NULL
            AND e.kind = 'license' AND e.status_after = 'licensed'
            AND x.channel = 'MAK'
            AND (e.details ->> 'partialKey' = p.last_five
                 OR (e.details ->> 'partialKey' IS NULL AND e.activation_id = w.activation_id))
            AND (w.activation_id IS NULL OR e.activation_id IS NULL OR e.activation_id = w.activation_id)
          GROUP BY 1, 2) seen
      WHERE r.package_number = seen.package_number AND r.row = seen.row AND r.verified_at IS NULL`,
  )
  return rowCount ?? 0
}
