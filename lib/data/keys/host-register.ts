/** The register of host activations of a CSVLK, and its limits. */
import { randomUUID } from 'node:crypto'
import {
  activationsSeen,
  type HostKeyReading,
  type SeenActivation,
  untoldActivations,
} from '@/lib/activation/kms/host-activations-seen'
import { DEFAULT_LIMITS, type HostKeyLimits, planHostActivation } from '@/lib/activation/kms/host-key-budget'
import type { SqlRunner } from '../rows'
import { type ChiefOf, loadChiefNames } from './chief-names'
import { loadHostsOfLastFive } from './hosts-of-key'

export const HOST_METHODS = ['online', 'phone', 'unknown'] as const
export type HostMethod = (typeof HOST_METHODS)[number]

/** One entry of the register. */
export interface HostEntry {
  id: string
  host: string
  /** ISO 8601 UTC */
  at: string
  method: HostMethod
  source: 'person' | 'observed'
  seenAfter: string | null
  isOverLimit: boolean
  recordedAt: string
  recordedBy: string
  note: string | null
  importId: string | null
  line: number | null
}

const ENTRY = `id, host, at, method, source, seen_after, is_over_limit,
  recorded_at, recorded_by, note, import_id, line`

/** The register of one key, in the order of what happened; each host under the name it is called by now. */
export async function loadHostRegister(
  sql: SqlRunner,
  keyId: string,
  chiefOf: ChiefOf,
): Promise<HostEntry[]> {
  const rows = await sql.rows<HostEntry>(
    `SELECT ${ENTRY} FROM host_key_activation WHERE key_id = $1::uuid ORDER BY at, host`,
    [keyId],
  )
  return rows.map((row) => ({ ...row, host: chiefOf(row.host) }))
}

/** The limits of one key: Microsoft's, unless more was granted. */
export async function loadHostLimits(sql: SqlRunner, keyId: string): Promise<HostKeyLimits> {
  const [row] = await sql.rows<HostKeyLimits>(
    `SELECT hosts, reactivations_per_host FROM host_key_limit WHERE key_id = $1::uuid`,
    [keyId],
  )
  return row ?? DEFAULT_LIMITS
}

interface HostKeyName {
  id: string
  lastFive: string
}

interface StoredReading extends HostKeyReading {
  importId: string | null
  line: number | null
}

/**
 * Everything that hosts which ever showed this last five said of themselves, of the same application; without those
 * that carry another key of ours with the same last five.
 */
async function loadReadings(
  sql: SqlRunner,
  { id, lastFive }: HostKeyName,
  chiefOf: ChiefOf,
): Promise<StoredReading[]> {
  const ofOthers = (await loadHostsOfLastFive(sql, lastFive)).filter(
    ({ match }) => match !== undefined && match.keyId !== id,
  )
  const rows = await sql.rows<Omit<StoredReading, 'extendedPid'> & { extendedPid: string | null }>(
    `WITH ours AS (SELECT DISTINCT host_id, application FROM kms_host_reading WHERE details ->> 'partialKey' = $1)
     SELECT h.name AS host, r.observed_at AS at, r.status = 'licensed' AS is_licensed,
            r.details ->> 'partialKey' AS last_five, r.details ->> 'extendedPid' AS extended_pid,
            r.import_id, r.line
       FROM ours JOIN kms_host_reading r USING (host_id, application) JOIN kms_host h ON h.id = r.host_id
      WHERE r.host_id || ' ' || application <> ALL($2::text[])
      ORDER BY r.observed_at`,
    [lastFive, ofOthers.map(({ hostId, application }) => `${hostId} ${application}`)],
  )
  return rows.map(({ extendedPid, ...row }) => ({
    ...row,
    host: chiefOf(row.host),
    extendedPid: extendedPid ?? undefined,
  }))
}

/**
 * The activations that readings prove and nobody told of.
 * @param chiefOf knows the hosts of `told` too.
 */
export async function unexplainedActivations(
  sql: SqlRunner,
  key: HostKeyName,
  told: readonly { host: string; at: string }[],
  chiefOf: ChiefOf,
): Promise<SeenActivation<StoredReading>[]> {
  const readings = await loadReadings(sql, key, chiefOf)
  const named = told.map((one) => ({ ...one, host: chiefOf(one.host) }))
  return untoldActivations(activationsSeen(key.lastFive, readings), named)
}

/**
 * Brings the observed entries of the register up to what all readings show: what is proven by readings and
 * told by nobody is entered, what an earlier reading or a person has explained since goes. Entries of people
 * are never touched. Entering twice changes nothing.
 * @param keyIds absent: every host key, also one out of use.
 */
export async function enterHostReadings(
  sql: SqlRunner,
  now: Date,
  keyIds?: readonly string[],
): Promise<void> {
  const keys = await sql.rows<HostKeyName>(
    `SELECT id, last_five FROM product_key
      WHERE kind = 'csvlk' AND ($1::uuid[] IS NULL OR id = ANY($1::uuid[])) ORDER BY id FOR UPDATE`,
    [keyIds ?? null],
  )
  let chiefOf: ChiefOf | undefined
  for (const key of keys) {
    chiefOf ??= await loadChiefNames(sql)
    const gone = await enterReadingsOf(sql, key, chiefOf, now)
    // What went may have been the last entry under its name.
    if (gone > 0) chiefOf = undefined
  }
}

/** Returns how many observed entries went. */
async function enterReadingsOf(
  sql: SqlRunner,
  key: HostKeyName,
  chiefOf: ChiefOf,
  now: Date,
): Promise<number> {
  const register = await loadHostRegister(sql, key.id, chiefOf)
  const told = register.filter(({ source }) => source === 'person')
  const untold = await unexplainedActivations(sql, key, told, chiefOf)
  const entries = untold.map((one) => ({
    ...one,
    idempotencyKey: `observed:${key.id}:${one.host}:${one.at}`,
  }))
  const gone = await sql.rows(
    `DELETE FROM host_key_activation
      WHERE key_id = $1::uuid AND source = 'observed' AND idempotency_key <> ALL($2::text[]) RETURNING id`,
    [key.id, entries.map(({ idempotencyKey }) => idempotencyKey)],
  )
  if (entries.length === 0) return gone.length
  const over = beyondLimits([...told, ...untold], await loadHostLimits(sql, key.id))
  await sql.rows(
    `INSERT INTO host_key_activation (id, key_id, host, at, method, source, seen_after, is_over_limit, recorded_at,
                                      recorded_by, import_id, line, idempotency_key)
     SELECT e.id::uuid, $1::uuid, e.host, e.at::timestamptz, 'unknown', 'observed', e."seenAfter"::timestamptz,
            e."isOver", $2, 'a reading of the host', e."importId"::uuid, e.line, e."idempotencyKey"
       FROM jsonb_to_recordset($3::jsonb) AS e (id text, host text, at text, "seenAfter" text, "isOver" boolean,
                                                "importId" text, line int, "idempotencyKey" text)
         ON CONFLICT (idempotency_key) DO UPDATE
        SET is_over_limit = excluded.is_over_limit, seen_after = excluded.seen_after`,
    [
      key.id,
      now,
      JSON.stringify(
        entries.map(({ reading: { importId, line }, ...one }) => ({
          id: randomUUID(),
          host: one.host,
          at: one.at,
          seenAfter: one.seenAfter,
          isOver: over.has(`${one.host} ${one.at}`),
          importId,
          line,
          idempotencyKey: one.idempotencyKey,
        })),
      ),
    ],
  )
  return gone.length
}

/** 'host time' of the activations that were one too many at their moment. */
function beyondLimits(
  all: readonly { host: string; at: string }[],
  limits: HostKeyLimits,
): ReadonlySet<string> {
  const byTime = [...all].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  const over = byTime.filter((one, index) => !planHostActivation(byTime.slice(0, index), one.host, limits).ok)
  return new Set(over.map(({ host, at }) => `${host} ${at}`))
}
