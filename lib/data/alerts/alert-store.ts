import type { PoolClient } from 'pg'
import type { Advance, KeptAlert } from '@/lib/activation/alert/alert-life'
import { pool } from '../pool'
import { readRows, rowsOf } from '../rows'
import { SqlValues } from '../sql-text'
import { inTransaction } from '../transaction'

const COLUMNS = `id, rule, kind, object_kind, object, object_name, severity, worst_severity, state, opened_at, last_at, occurrences,
  closed_at, closed_how, snoozed_until, suppressed_by, assignee_id, evidence, threshold, acknowledged_at, openings, calm_since, host`

/** Which alerts of those that a round goes on with. */
export type Which = (values: SqlValues) => string

/** The condition for every alert that is not closed, and those that may go on: closed within a day, or by a person and not well since. */
export const mayGoOn = (now: Date, values: SqlValues): string =>
  `(state <> 'closed' OR closed_at > ${values.add(now)}::timestamptz - interval '1 day' OR (closed_how = 'byHand' AND calm_since IS NULL))`

/** The alerts of those that may go on. */
export async function loadKeptAlerts(now: Date, which: Which): Promise<KeptAlert[]> {
  const values = new SqlValues()
  return alertsWhere(`${mayGoOn(now, values)} AND ${which(values)} ORDER BY id`, values.list)
}

async function alertsWhere(where: string, values: readonly unknown[]): Promise<KeptAlert[]> {
  return rowsOf<KeptAlert>(pool(), `SELECT ${COLUMNS} FROM alert WHERE ${where}`, values)
}

/** Every alert there was, the newest opening first. */
export async function loadAlertHistory(): Promise<KeptAlert[]> {
  return alertsWhere('true ORDER BY opened_at DESC, id DESC', [])
}

export interface Change {
  /** undefined: it opens */
  before: KeptAlert | undefined
  advance: Advance
}

/**
 * Writes what became of alerts, and its steps, in one transaction. What a person changed meanwhile is left to the next
 * round. Returns the ids in the order of the changes; undefined where a person or another round was first.
 */
export async function saveChanges(changes: readonly Change[], now: Date): Promise<(number | undefined)[]> {
  if (changes.length === 0) return []
  return inTransaction(async (db) => {
    const ids: (number | undefined)[] = []
    for (let from = 0; from < changes.length; from += MOST_AT_ONCE) {
      const some = changes.slice(from, from + MOST_AT_ONCE)
      const opened = await insertOpened(db, some, now)
      const kept = await updateKept(db, some, now)
      for (const { before, advance } of some) {
        if (before === undefined) ids.push(opened.get(keyOf(advance.alert)))
        else ids.push(before.id !== undefined && kept.has(before.id) ? before.id : undefined)
      }
    }
    return ids
  })
}

/** What an alert is told apart by, of those that are open. */
export const keyOf = ({ rule, objectKind, object }: { rule: string; objectKind: string; object: string }) =>
  `${rule} ${objectKind} ${object}`

/** A statement's JSON must stay far below the 256 MB that Postgres takes: a fleet of a million can fall silent at once. */
const MOST_AT_ONCE = 20_000

const rowOf = ({ before, advance: { alert, steps } }: Change, place: number) => ({
  ...alert,
  place,
  before_state: before?.state,
  before_ack: before?.acknowledgedAt,
  before_snooze: before?.snoozedUntil,
  steps,
})

const SHAPE = `(id int, place int, rule text, kind text, "objectKind" text, object text, "objectName" text, severity text,
  "worstSeverity" text, state text, "openedAt" timestamptz, "lastAt" timestamptz, occurrences int, "closedAt" timestamptz,
  "closedHow" text, "snoozedUntil" timestamptz, "suppressedBy" int, evidence jsonb, threshold jsonb, "acknowledgedAt" timestamptz,
  openings timestamptz[], "calmSince" timestamptz, host text, before_state text, before_ack timestamptz,
  before_snooze timestamptz, steps jsonb)`

const STEPS = `INSERT INTO alert_step (alert_id, at, step, severity)
  SELECT saved.id, $2, s.step ->> 'step', s.step ->> 'severity'
    FROM saved, jsonb_array_elements(saved.steps) WITH ORDINALITY AS s(step, no) ORDER BY saved.id, s.no`

async function insertOpened(
  db: PoolClient,
  changes: readonly Change[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const opened = changes.filter(({ before }) => before === undefined)
  if (opened.length === 0) return new Map()
  const rows = await rowsOf<{ id: number; rule: string; objectKind: string; object: string }>(
    db,
    `WITH given AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r ${SHAPE}),
     added AS (
       INSERT INTO alert (rule, kind, object_kind, object, object_name, severity, worst_severity, state, opened_at, last_at,
                          occurrences, suppressed_by, evidence, threshold, openings, host)
       SELECT rule, kind, "objectKind", object, "objectName", severity, "worstSeverity", state, "openedAt", "lastAt",
              occurrences, "suppressedBy", evidence, threshold, openings, host FROM given ORDER BY place
       ON CONFLICT (rule, object_kind, object) WHERE state <> 'closed' DO NOTHING
       RETURNING id, rule, object_kind, object),
     saved AS (SELECT a.id, g.steps FROM added a JOIN given g ON g.rule = a.rule AND g."objectKind" = a.object_kind AND g.object = a.object),
     told AS (${STEPS})
     SELECT id, rule, object_kind, object FROM added`,
    [JSON.stringify(opened.map(rowOf)), now],
  )
  return new Map(rows.map((row) => [keyOf(row), row.id]))
}

async function updateKept(
  db: PoolClient,
  changes: readonly Change[],
  now: Date,
): Promise<ReadonlySet<number>> {
  const kept = changes.filter(({ before }) => before !== undefined)
  if (kept.length === 0) return new Set()
  const rows = await rowsOf<{ id: number }>(
    db,
    `WITH given AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r ${SHAPE}),
     saved AS (
       UPDATE alert a SET object_name = g."objectName", severity = g.severity, worst_severity = g."worstSeverity", state = g.state,
              last_at = g."lastAt", occurrences = g.occurrences, closed_at = g."closedAt", closed_how = g."closedHow",
              snoozed_until = g."snoozedUntil", suppressed_by = g."suppressedBy", evidence = g.evidence, threshold = g.threshold,
              acknowledged_at = g."acknowledgedAt", openings = g.openings, calm_since = g."calmSince", host = g.host
         FROM given g
        WHERE a.id = g.id AND a.state = g.before_state AND a.acknowledged_at IS NOT DISTINCT FROM g.before_ack
          AND a.snoozed_until IS NOT DISTINCT FROM g.before_snooze
       RETURNING a.id, g.steps),
     told AS (${STEPS})
     SELECT id FROM saved`,
    [JSON.stringify(kept.map(rowOf)), now],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Lets Postgres see how many alerts and steps there are now: what it knew of an empty table makes pages of half a million wait without end. */
export async function countAlertsAnew(): Promise<void> {
  await pool().query('ANALYZE alert, alert_step')
}

/** Of these machines, those that are not in the record any more. */
export async function goneMachines(names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const rows = await readRows<{ name: string }>(
    `SELECT n.name FROM unnest($1::text[]) AS n(name) WHERE NOT EXISTS (SELECT FROM client c WHERE c.name = n.name)`,
    [[...names]],
  )
  return new Set(rows.map(({ name }) => name))
}
