import type { Severity } from '@/lib/activation/alert/alert'
import { pool } from '../pool'
import { rowsOf } from '../rows'

/** An open alert that nobody acknowledged for longer than a route waits. */
export interface Overdue {
  routeId: string
  alertId: number
  severity: Severity
}

/** The newest thing a route told of an alert, of these kinds. */
const LAST_TOLD = (kinds: string) => `
  SELECT DISTINCT ON (n.route_id, n.alert_id) n.route_id, n.alert_id, n.kind, n.told_at, n.state
    FROM notice n WHERE n.kind IN (${kinds}) AND n.state <> 'passed'
     AND n.alert_id IN (SELECT id FROM alert WHERE state = 'open')
   ORDER BY n.route_id, n.alert_id, n.id DESC`

/** What is to be told on another channel, once for each opening: nobody acknowledged it in time. */
export function loadToEscalate(now: Date): Promise<Overdue[]> {
  return rowsOf<Overdue>(
    pool(),
    `SELECT l.route_id, l.alert_id, a.severity
       FROM (${LAST_TOLD("'opening', 'worse', 'closing', 'escalation'")}) l
       JOIN route r ON r.id = l.route_id AND r.escalate_to IS NOT NULL AND NOT r.is_off
       JOIN alert a ON a.id = l.alert_id
      WHERE l.state = 'told' AND l.kind IN ('opening', 'worse')
        AND l.told_at <= $1::timestamptz - make_interval(mins => r.escalate_minutes)`,
    [now],
  )
}

/** What is to be told again: a day after it was told first, then each week, as long as nobody acknowledges it. */
export function loadToRemind(now: Date, after: { firstMs: number; againMs: number }): Promise<Overdue[]> {
  return rowsOf<Overdue>(
    pool(),
    `SELECT l.route_id, l.alert_id, a.severity
       FROM (${LAST_TOLD("'opening', 'worse', 'closing', 'reminder'")}) l
       JOIN route r ON r.id = l.route_id AND NOT r.is_off JOIN alert a ON a.id = l.alert_id
      WHERE l.state = 'told' AND l.kind <> 'closing'
        AND l.told_at <= $1::timestamptz - make_interval(secs => CASE l.kind WHEN 'reminder' THEN $3::float8 ELSE $2::float8 END)`,
    [now, after.firstMs / 1000, after.againMs / 1000],
  )
}
