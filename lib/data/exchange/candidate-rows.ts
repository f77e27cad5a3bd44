import type { Condition } from '@/lib/activation/license/assess'
import type { Channel } from '@/lib/activation/observation'
import type { CandidateFacts } from '@/lib/activation/offline/candidate'
import { conditionAt } from '../license-at'
import type { SqlRunner } from '../rows'

/** A machine's product as the record has it, with what the exchanges know of it. */
export interface CandidateRow extends CandidateFacts {
  machine: string
  domain: string | null
  slot: string
  productLabel: string
  condition: Condition
  /** ISO 8601 UTC. */
  observedAt: string
  before?: 'sameInstallationId' | 'otherInstallationId' | undefined
}

/** Which machines to list; all of them together. */
export interface CandidateFilter {
  keyId: string
  lastFive: string
  /** Names, full or short, lower-cased; absent: any. */
  names?: readonly string[] | undefined
  /** A DNS domain and all below it, or '-' for machines without one. */
  domain?: string | undefined
  /** A forest or domain that was registered under Networks, by its id. */
  unitId?: string | undefined
  /** Part of a name. */
  q?: string | undefined
  limit: number
}

interface Found {
  machine: string
  domain: string | null
  slot: string
  productLabel: string
  condition: Condition
  channel: Channel
  lastFive: string | null
  activationId: string | null
  installationId: string | null
  observedAt: string
  storedId: string | null
  storedPackage: number | null
  openPackage: number | null
  before: 'sameInstallationId' | 'otherInstallationId' | null
  total: number
}

/** The domain of a client: as reported, else what follows the first label of its name. */
export const DOMAIN_OF_CLIENT = `coalesce(c.domain, nullif(substr(c.name, strpos(c.name || '.', '.') + 1), ''))`

/**
 * A machine is listed by the product that has the key, or by its primary one where none has. Without a choice of
 * machines only those with the key are listed that are not licensed.
 */
const CANDIDATES = `
  WITH chosen AS (
    SELECT c.id, c.name, ${DOMAIN_OF_CLIENT} AS domain FROM client c
     WHERE ($3::text[] IS NULL OR c.name = ANY($3) OR split_part(c.name, '.', 1) = ANY($3)
            OR EXISTS (SELECT FROM client_name n WHERE n.client_id = c.id AND n.name = ANY($3)))
       AND ($4::text IS NULL OR CASE WHEN $4 = '-' THEN ${DOMAIN_OF_CLIENT} IS NULL
             ELSE ${DOMAIN_OF_CLIENT} = $4 OR ${DOMAIN_OF_CLIENT} LIKE '%.' || $4 END)
       AND ($5::uuid IS NULL OR ${DOMAIN_OF_CLIENT} IN
             (SELECT u.name FROM directory_unit u WHERE u.id = $5 OR u.forest_id = $5))
       AND ($6::text IS NULL OR strpos(c.name, $6) > 0)),
  product AS (
    SELECT DISTINCT ON (l.client_id, l.slot) ch.name, ch.domain, l.*,
           l.channel = 'MAK' AND l.partial_key = $2 AS has_key,
           ${conditionAt('$7')} AS condition_now
      FROM chosen ch JOIN license l ON l.client_id = ch.id
     WHERE NOT l.managed_per_user
       AND ((l.channel = 'MAK' AND l.partial_key = $2) OR (l.is_primary AND NOT EXISTS (
             SELECT FROM license o WHERE o.client_id = l.client_id AND o.channel = 'MAK' AND o.partial_key = $2)))
       AND ($3 IS NOT NULL OR $4 IS NOT NULL OR $5 IS NOT NULL OR $6 IS NOT NULL
            OR (l.channel = 'MAK' AND l.partial_key = $2 AND ${conditionAt('$7')} <> 'licensed')))
  SELECT p.name AS machine, p.domain, p.slot, p.product_label, p.condition_now AS condition, p.channel,
         p.partial_key AS last_five, p.activation_id, p.installation_id,
         p.observed_at, s.confirmation_id AS stored_id, s.package_number AS stored_package,
         o.package_number AS open_package,
         CASE WHEN b.installation_id IS NOT NULL THEN
                CASE WHEN b.installation_id = p.installation_id THEN 'sameInstallationId' ELSE 'otherInstallationId' END
              WHEN e.known THEN 'sameInstallationId' END AS before,
         count(*) OVER ()::int AS total
    FROM product p
    LEFT JOIN LATERAL (
      SELECT r.confirmation_id, r.package_number FROM exchange_request r
       WHERE r.installation_id = p.installation_id AND r.confirmation_id IS NOT NULL
         AND r.activation_id IS NOT DISTINCT FROM p.activation_id
       ORDER BY r.answered_at DESC LIMIT 1) s ON true
    LEFT JOIN LATERAL (
      SELECT r.package_number FROM exchange_request r JOIN exchange_package x ON x.number = r.package_number
       WHERE r.installation_id = p.installation_id AND r.cancelled_at IS NULL
         AND CASE WHEN r.answered_at IS NULL THEN x.due_at > $7 ELSE r.verified_at IS NULL AND r.applied_at IS NULL END
       ORDER BY r.package_number LIMIT 1) o ON true
    LEFT JOIN LATERAL (
      SELECT r.installation_id FROM exchange_request r JOIN exchange_package x ON x.number = r.package_number
       WHERE r.machine = p.name AND r.slot = p.slot AND x.key_id = $1 AND r.confirmation_id IS NOT NULL
       ORDER BY r.answered_at DESC LIMIT 1) b ON true
    LEFT JOIN LATERAL (
      SELECT true AS known FROM mak_entry m
       WHERE m.key_id = $1 AND m.machine = p.name AND m.kind IN ('activation', 'reactivation')
         AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.key_id = m.key_id AND t.takes_back = m.no)
       LIMIT 1) e ON true
   ORDER BY p.condition_now = 'licensed', p.has_key DESC, p.installation_id IS NULL, p.name
   LIMIT $8`

/** Machines that might go into a package with a key, those that are ready first, and how many there are in all. */
export async function findCandidates(
  sql: SqlRunner,
  filter: CandidateFilter,
  now: Date,
): Promise<{ rows: CandidateRow[]; total: number }> {
  const { keyId, lastFive, names, domain, unitId, q, limit } = filter
  const values = [keyId, lastFive, names ?? null, domain || null, unitId || null, q || null, now, limit]
  const found = await sql.rows<Found>(CANDIDATES, values)
  return { rows: found.map(toRow), total: found[0]?.total ?? 0 }
}

function toRow(found: Found): CandidateRow {
  const { machine, domain, slot, productLabel, condition, channel, storedId, storedPackage } = found
  return {
    machine,
    domain,
    slot,
    productLabel,
    condition,
    channel,
    isLicensed: condition === 'licensed',
    observedAt: found.observedAt,
    lastFive: found.lastFive ?? undefined,
    activationId: found.activationId ?? undefined,
    installationId: found.installationId ?? undefined,
    openPackage: found.openPackage ?? undefined,
    before: found.before ?? undefined,
    ...(storedId !== null &&
      storedPackage !== null && { stored: { confirmationId: storedId, packageNumber: storedPackage } }),
  }
}
