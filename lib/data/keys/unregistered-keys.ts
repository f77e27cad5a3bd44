import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import type { KeyKind } from './key-rows'

/** A key that machines or KMS hosts show and nobody added. */
export interface UnregisteredKey {
  lastFive: string
  kind: KeyKind
  /** what most of them run */
  label: string
  /** machines with a MAK, hosts with a host key */
  machines: number
  /** ISO 8601 UTC */
  lastSeenAt: string
}

const MOST = 50

/**
 * From key to key along the index of MAK licenses, whatever their number. Host keys are few. Public setup keys are left
 * out, since no channel of a MAK or a host has them.
 */
const UNREGISTERED = `
  WITH RECURSIVE mak(last_five) AS (
    (SELECT partial_key FROM license WHERE channel = 'MAK' AND partial_key IS NOT NULL ORDER BY partial_key LIMIT 1)
    UNION ALL
    SELECT (SELECT l.partial_key FROM license l WHERE l.channel = 'MAK' AND l.partial_key > mak.last_five
             ORDER BY l.partial_key LIMIT 1) FROM mak WHERE mak.last_five IS NOT NULL),
  unknown_mak AS (
    SELECT last_five FROM mak WHERE last_five IS NOT NULL
       AND NOT EXISTS (SELECT FROM product_key k WHERE k.last_five = mak.last_five) LIMIT ${MOST})
  SELECT u.last_five, 'mak' AS kind, mode() WITHIN GROUP (ORDER BY l.product_label) AS label,
         count(DISTINCT l.client_id)::int AS machines, max(l.observed_at) AS last_seen_at
    FROM unknown_mak u JOIN license l ON l.channel = 'MAK' AND l.partial_key = u.last_five GROUP BY 1
   UNION ALL
  SELECT s.partial_key, 'csvlk', mode() WITHIN GROUP (ORDER BY s.product_label), count(DISTINCT s.host_id)::int,
         max(s.observed_at)
    FROM kms_host_service s
   WHERE s.partial_key IS NOT NULL AND NOT EXISTS (SELECT FROM product_key k WHERE k.last_five = s.partial_key)
   GROUP BY 1
   ORDER BY kind, machines DESC, last_five`

/** Keys in use that are in no inventory, those on most machines first. Throws NotPermitted without `key.read`. */
export async function loadUnregisteredKeys(reader: DataReader): Promise<UnregisteredKey[]> {
  mustBeAble(reader, 'key.read')
  return readRows<UnregisteredKey>(UNREGISTERED)
}
