import type { Condition } from '@/lib/activation/license/assess'
import type { Channel } from '@/lib/activation/observation'
import type { CandidateFacts } from '@/lib/activation/offline/candidate'
import { namedBy } from '../clients/find-machines'
import { conditionAt } from '../license-at'
import type { SqlRunner } from '../rows'
import { likeAnywhere, SqlValues } from '../sql-text'

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
  isExact: boolean
}

/** The choice of machines, as conditions on `client c`. */
function chosenBy({ names, domain, unitId, q }: CandidateFilter, values: SqlValues): string[] {
  const at = 'domain_of_client(c.name, c.domain)'
  const conditions: string[] = []
  if (names) conditions.push(`c.id IN (SELECT n.client_id ${namedBy(values.add(names))})`)
  if (domain === '-') conditions.push(`${at} = ''`)
  else if (domain) {
    const wanted = values.add(domain)
    const below = `SELECT f.domain FROM fleet_domain f WHERE f.domain = ${wanted} OR f.domain LIKE '%.' || ${wanted}`
    conditions.push(`${at} = ANY(ARRAY(${below}))`)
  }
  if (unitId) {
    const unit = values.add(unitId)
    conditions.push(
      `${at} IN (SELECT u.name FROM directory_unit u WHERE u.name <> '' AND (u.id = ${unit}::uuid OR u.forest_id = ${unit}::uuid))`,
    )
  }
  if (q) conditions.push(`c.name LIKE ${values.add(likeAnywhere(q))}`)
  return conditions
}

/** Of machines without the key so many are looked at, by name, of those that are licensed and of those that are not. */
const LOOKED_AT = 500

/**
 * A machine is listed by the product that has the key, or by its primary one where none has. Without a choice of
 * machines only those with the key are listed that are not licensed. What exchanges know is looked up for the rows that
 * are shown alone.
 */
function candidates(filter: CandidateFilter, now: Date, values: SqlValues): string {
  const [key, lastFive, moment] = [
    `${values.add(filter.keyId)}::uuid`,
    values.add(filter.lastFive),
    values.add(now),
  ]
  const chosen = chosenBy(filter, values)
  const hasKey = (license: string) => `${license}.channel = 'MAK' AND ${license}.partial_key = ${lastFive}`
  const found = `l.id, c.name, ${conditionAt(moment)} AS condition`
  const withKey = chosen.length === 0 ? [`${conditionAt(moment)} <> 'licensed'`] : chosen
  // Kinds and names stand in one index: machines of other names are passed over within it.
  const byName = (sign: string) => {
    const kinds = `SELECT kind FROM fleet_kind WHERE condition ${sign} 'licensed'`
    return `SELECT name, count(*) OVER () AS machines FROM (
      SELECT c.name FROM client c WHERE ${[`c.kind = ANY(ARRAY(${kinds}))`, ...chosen].join(' AND ')}
       ORDER BY c.name LIMIT ${LOOKED_AT + 1}) found`
  }
  const looked =
    chosen.length === 0
      ? `SELECT '' AS name, 0 AS machines WHERE false`
      : `${byName('<>')} UNION ALL ${byName('=')}`
  return `
  WITH looked AS (${looked}),
  keyed AS MATERIALIZED (SELECT * FROM license l WHERE ${hasKey('l')} AND NOT l.managed_per_user),
  owner AS MATERIALIZED (SELECT id, name, domain FROM client WHERE id = ANY(ARRAY(SELECT client_id FROM keyed))),
  product AS (
    SELECT ${found}, true AS has_key, l.installation_id IS NULL AS lacks_id
      FROM keyed l JOIN owner c ON c.id = l.client_id WHERE ${withKey.join(' AND ')}
     UNION ALL
    SELECT ${found}, false, l.installation_id IS NULL
      FROM looked JOIN client c USING (name) JOIN license l ON l.client_id = c.id
     WHERE NOT l.managed_per_user AND l.is_primary AND NOT EXISTS (SELECT FROM license o WHERE o.client_id = l.client_id AND ${hasKey('o')})),
  shown AS (
    SELECT *, count(*) OVER ()::int AS total, coalesce((SELECT max(machines) FROM looked), 0) <= ${LOOKED_AT} AS is_exact FROM product
     ORDER BY condition = 'licensed', has_key DESC, lacks_id, name LIMIT ${values.add(filter.limit)})
  SELECT w.name AS machine, nullif(domain_of_client(c.name, c.domain), '') AS domain, p.slot, p.product_label,
         w.condition, p.channel, p.partial_key AS last_five, p.activation_id, p.installation_id,
         p.observed_at, s.confirmation_id AS stored_id, s.package_number AS stored_package,
         o.package_number AS open_package,
         CASE WHEN b.installation_id IS NOT NULL THEN
                CASE WHEN b.installation_id = p.installation_id THEN 'sameInstallationId' ELSE 'otherInstallationId' END
              WHEN e.known THEN 'sameInstallationId' END AS before,
         w.total, w.is_exact
    FROM shown w JOIN license p ON p.id = w.id JOIN client c ON c.id = p.client_id
    LEFT JOIN LATERAL (
      SELECT r.confirmation_id, r.package_number FROM exchange_request r
       WHERE r.installation_id = p.installation_id AND r.confirmation_id IS NOT NULL
         AND r.activation_id IS NOT DISTINCT FROM p.activation_id
       ORDER BY r.answered_at DESC LIMIT 1) s ON true
    LEFT JOIN LATERAL (
      SELECT r.package_number FROM exchange_request r JOIN exchange_package x ON x.number = r.package_number
       WHERE r.installation_id = p.installation_id AND r.cancelled_at IS NULL
         AND CASE WHEN r.answered_at IS NULL THEN x.due_at > ${moment}::timestamptz ELSE r.verified_at IS NULL AND r.applied_at IS NULL END
       ORDER BY r.package_number LIMIT 1) o ON true
    LEFT JOIN LATERAL (
      SELECT r.installation_id FROM exchange_request r JOIN exchange_package x ON x.number = r.package_number
       WHERE r.machine = w.name AND r.slot = p.slot AND x.key_id = ${key} AND r.confirmation_id IS NOT NULL
       ORDER BY r.answered_at DESC LIMIT 1) b ON true
    LEFT JOIN LATERAL (
      SELECT true AS known FROM mak_entry m
       WHERE m.key_id = ${key} AND m.machine = w.name AND m.kind IN ('activation', 'reactivation')
         AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.key_id = m.key_id AND t.takes_back = m.no)
       LIMIT 1) e ON true
   ORDER BY w.condition = 'licensed', w.has_key DESC, w.lacks_id, w.name, p.slot`
}

/** Machines that might go into a package with a key, those that are ready first, and how many there are in all, or at least. */
export async function findCandidates(
  sql: SqlRunner,
  filter: CandidateFilter,
  now: Date,
): Promise<{ rows: CandidateRow[]; total: number; isExact: boolean }> {
  const values = new SqlValues()
  const found = await sql.rows<Found>(candidates(filter, now, values), values.list)
  return { rows: found.map(toRow), total: found[0]?.total ?? 0, isExact: found[0]?.isExact ?? true }
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
