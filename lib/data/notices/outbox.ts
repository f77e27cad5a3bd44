import type { AlertStep, Severity } from '@/lib/activation/alert/alert'
import type { NoticeKind, RoutedAlert, WhyPassed } from '@/lib/activation/notice/judge-step'
import type { Route } from '@/lib/activation/notice/route'
import { pool } from '../pool'
import { onConnection, rowsOf } from '../rows'
import { inTransaction } from '../transaction'

/** A step of an alert that nobody has decided about yet. */
export interface UnannouncedStep extends RoutedAlert {
  stepId: number
  step: AlertStep
  at: string
}

/** Site and owner of what an alert is about: of the registered host, else of the machine. */
const OF_ALERT = `
  LEFT JOIN kms_host_registration r ON r.name = coalesce(a.host, CASE WHEN a.object_kind = 'kmsHost' THEN a.object END)
  LEFT JOIN client c ON c.name = coalesce(CASE WHEN a.object_kind IN ('client', 'kmsHost') THEN a.object END, a.host)
  LEFT JOIN site s ON s.id = c.site_id`

const ROUTED = `a.id, a.rule, a.severity, a.state, a.object_kind, a.object,
  coalesce(r.site, nullif(s.name, '')) AS site, coalesce(r.owner, c.owner) AS owner`

/** The oldest steps that are undecided, at most `most`. */
export function loadUnannounced(most: number): Promise<UnannouncedStep[]> {
  return rowsOf<UnannouncedStep>(
    pool(),
    `SELECT ${ROUTED}, t.id AS step_id, t.step, t.at
       FROM (SELECT * FROM alert_step WHERE announced_at IS NULL ORDER BY id LIMIT $1) t
       JOIN alert a ON a.id = t.alert_id ${OF_ALERT} ORDER BY t.id`,
    [most],
  )
}

export const ROUTE_COLUMNS = `id, name, is_default, is_off, channel_id, roles, addresses, severities, rules, sites, owners, timing, hour,
  weekday, zone, quiet_from, quiet_to, per_hour, escalate_minutes, escalate_to`

/** Every route, the default one first. */
export function loadRoutes(): Promise<Route[]> {
  return rowsOf<Route>(pool(), `SELECT ${ROUTE_COLUMNS} FROM route ORDER BY is_default DESC, lower(name)`)
}

/** Which routes told, or are about to tell, of these alerts, and not yet of their end: 'route alert', with the severity they told. */
export async function loadTold(alertIds: readonly number[]): Promise<Map<string, Severity>> {
  const rows = await rowsOf<{ told: string; kind: NoticeKind; severity: Severity }>(
    pool(),
    `SELECT DISTINCT ON (n.route_id, n.alert_id) n.route_id || ' ' || n.alert_id AS told, n.kind, t.severity
       FROM notice n JOIN alert_step t ON t.id = n.step_id
      WHERE n.alert_id = ANY($1) AND n.kind IN ('opening', 'worse', 'closing') AND n.state <> 'passed'
      ORDER BY n.route_id, n.alert_id, n.id DESC`,
    [alertIds],
  )
  return new Map(rows.filter(({ kind }) => kind !== 'closing').map(({ told, severity }) => [told, severity]))
}

/** A decision about one step, or about time alone where there is none. */
export interface NewNotice {
  routeId: string
  alertId: number
  stepId: number | null
  kind: NoticeKind
  why: WhyPassed | null
  /** ISO 8601; null where it was passed over */
  dueAt: string | null
  isHeld: boolean
}

/** Writes decisions, and that the steps were decided about, in one transaction. */
export async function saveNotices(
  notices: readonly NewNotice[],
  stepIds: readonly number[],
  now: Date,
): Promise<void> {
  await inTransaction(async (db) => {
    const sql = onConnection(db)
    await sql.rows(
      `INSERT INTO notice (route_id, alert_id, step_id, kind, at, state, why, due_at, is_held)
       SELECT "routeId", "alertId", "stepId", kind, $2, CASE WHEN why IS NULL THEN 'waiting' ELSE 'passed' END, why, "dueAt", "isHeld"
         FROM jsonb_to_recordset($1::jsonb) AS n("routeId" uuid, "alertId" int, "stepId" bigint, kind text, why text,
                                                "dueAt" timestamptz, "isHeld" boolean)`,
      [JSON.stringify(notices), now],
    )
    await sql.rows('UPDATE alert_step SET announced_at = $2 WHERE id = ANY($1)', [stepIds, now])
  })
}
