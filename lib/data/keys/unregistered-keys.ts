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
 * MAKs from the roll-up, the few machines with several licenses of one counted once. Host keys are few. Public setup keys are
 * left out, since no channel of a MAK or a host has them.
 */
const UNREGISTERED = `
  WITH labelled AS (
    SELECT partial_key AS last_five, product_label AS label, sum(licenses) AS licenses
      FROM mak_license_count m WHERE NOT EXISTS (SELECT FROM product_key k WHERE k.last_five = m.partial_key) GROUP BY 1, 2),
  unknown_mak AS (
    SELECT last_five, sum(licenses) AS licenses, (array_agg(label ORDER BY licenses DESC, label))[1] AS label
      FROM labelled GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST})
  SELECT u.last_five, 'mak' AS kind, u.label,
         (u.licenses - (SELECT coalesce(sum(more.licenses - 1), 0)
            FROM (SELECT count(*) AS licenses FROM repeated_mak r JOIN license l USING (client_id, partial_key)
                   WHERE r.partial_key = u.last_five AND l.channel = 'MAK' GROUP BY client_id) more))::int AS machines,
         (SELECT l.observed_at FROM license l WHERE l.channel = 'MAK' AND l.partial_key = u.last_five
           ORDER BY l.observed_at DESC LIMIT 1) AS last_seen_at
    FROM unknown_mak u
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
