import { monthsOf } from '../merge/take-back-parts'
import { type DataReader, mustBeAble } from '../permission'
import { earliestKept } from '../retention'
import { onReadPool, readRows, type SqlRunner } from '../rows'
import { IMPORT_ID } from './imports'

/** What undoing an import would come to. */
export interface UndoOutlook {
  /** observations that nobody else said: they go */
  goes: number
  /** observations that other imports said too: they stay */
  stays: number
  /** machines of which nothing would be left, the first of them by name, and machines that would change */
  clientsGone: number
  clientsGoneFirst: string[]
  clientsChanged: number
}

const NAMED = 5

/** What undoing an import would do now; null when there is no such import, or nothing of it in the record. */
export async function loadUndoOutlook(reader: DataReader, id: string): Promise<UndoOutlook | null> {
  mustBeAble(reader, 'import.read')
  if (!IMPORT_ID.test(id)) return null
  const [row] = await readRows<{ recording: number | null }>('SELECT recording FROM import WHERE id = $1', [
    id,
  ])
  if (!row || row.recording === null) return null
  const months = await monthsOf(onReadPool, row.recording)
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return { goes: 0, stays: 0, clientsGone: 0, clientsGoneFirst: [], clientsChanged: 0 }
  const [outlook] = await readRows<UndoOutlook>(OUTLOOK, [id, row.recording, first.fromAt, last.toAt])
  return outlook ?? null
}

const CLAIMED = (at: string, fingerprint: string) => `EXISTS (
           SELECT FROM event_claim c WHERE c.at = ${at} AND c.fingerprint = ${fingerprint} AND c.recording <> $2
              AND (c.recording = 0 OR EXISTS (SELECT FROM import i WHERE i.recording = c.recording)) OFFSET 0)`

const OUTLOOK = `
  WITH said AS MATERIALIZED (
    SELECT e.at, e.fingerprint, e.name_id, ${CLAIMED('e.at', 'e.fingerprint')} AS stays FROM activation_event e
     WHERE e.import_id = $1 AND e.at BETWEEN $3 AND $4
     UNION ALL
    SELECT r.observed_at, r.fingerprint, NULL, ${CLAIMED('r.observed_at', 'r.fingerprint')} FROM kms_host_reading r
     WHERE r.import_id = $1
     UNION ALL
    SELECT k.observed_at, k.fingerprint, NULL, EXISTS (
             SELECT FROM installed_key o WHERE o.fingerprint = k.fingerprint AND o.recording <> $2) FROM installed_key k
     WHERE k.recording = $2),
  client_left AS (
    SELECT c.id, c.name, EXISTS (
             SELECT FROM client_name n JOIN activation_event e ON e.name_id = n.id
              WHERE n.client_id = c.id AND (e.import_id IS DISTINCT FROM $1 OR ${CLAIMED('e.at', 'e.fingerprint')})) AS is_left
      FROM (SELECT DISTINCT n.client_id FROM said s JOIN client_name n ON n.id = s.name_id WHERE NOT s.stays) t
      JOIN client c ON c.id = t.client_id)
  SELECT (SELECT count(*)::int FROM said WHERE NOT stays) AS goes,
         (SELECT count(*)::int FROM said WHERE stays)
           + (SELECT count(*)::int FROM event_claim WHERE recording = $2 AND at BETWEEN $3 AND $4) AS stays,
         (SELECT count(*)::int FROM client_left WHERE NOT is_left) AS clients_gone,
         ARRAY(SELECT name FROM client_left WHERE NOT is_left ORDER BY name LIMIT ${NAMED}) AS clients_gone_first,
         (SELECT count(*)::int FROM client_left WHERE is_left) AS clients_changed`

/** Whether a month of which an import says something has been removed by retention, or may be any night. */
export async function isPastRetention(sql: SqlRunner, recording: number, now: Date): Promise<boolean> {
  const keptFrom = earliestKept(now)
  const [first] = await monthsOf(sql, recording)
  return keptFrom !== null && first !== undefined && Date.parse(first.fromAt) < keptFrom.getTime()
}
