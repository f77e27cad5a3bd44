import type { AlertStep, Severity } from '@/lib/activation/alert/alert'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { type AlertRow, selectAlerts, withWords } from './alerts-list'
import { type EvidenceSeries, loadEvidenceSeries } from './evidence-series'
import { visibleTo } from './visible-alerts'

/** A step in the history of an alert. Times are ISO 8601 UTC. */
export interface AlertStepRow {
  id: number
  at: string
  step: AlertStep
  severity: Severity
  person: string | null
  note: string | null
}

export interface AlertView extends AlertRow {
  /** the newest first */
  steps: AlertStepRow[]
  cause: AlertRow | null
  /** the first of those that it silences, and how many they are */
  silences: AlertRow[]
  silenced: number
  series: EvidenceSeries | null
  /** who may be put on it */
  people: { id: string; name: string }[]
}

const MOST_SILENCED = 20

/** One alert with all there is to it; undefined where there is none, or none for this reader. */
export async function loadAlert(reader: DataReader, id: number, now: Date): Promise<AlertView | undefined> {
  mustBeAble(reader, 'alert.read')
  const [alert] = await alertsWhere(reader, now, (values) => `a.id = ${values.add(id)}`)
  if (!alert) return undefined
  const counted = new SqlValues()
  const [steps, cause, silences, [count], series, people] = await Promise.all([
    readRows<AlertStepRow>(
      'SELECT id, at, step, severity, person, note FROM alert_step WHERE alert_id = $1 ORDER BY id DESC LIMIT 200',
      [id],
    ),
    alertsWhere(reader, now, (values) => `a.id = ${values.add(alert.suppressedBy)}`),
    alertsWhere(
      reader,
      now,
      (values) => `a.suppressed_by = ${values.add(id)} ORDER BY a.id LIMIT ${MOST_SILENCED}`,
    ),
    readRows<{ count: number }>(
      `SELECT count(*)::int AS count FROM alert a WHERE a.suppressed_by = ${counted.add(id)} AND ${visibleTo(reader, counted)}`,
      counted.list,
    ),
    loadEvidenceSeries(alert, now),
    loadAssignees(),
  ])
  const silenced = count?.count ?? 0
  return { ...alert, steps, cause: cause[0] ?? null, silences, silenced, series, people }
}

/** Who may be put on an alert: those who may act. */
export function loadAssignees(): Promise<{ id: string; name: string }[]> {
  return readRows(
    `SELECT id, name FROM "user" WHERE disabled_at IS NULL AND role <> 'helpdesk' ORDER BY lower(name) LIMIT 200`,
  )
}

async function alertsWhere(
  reader: DataReader,
  now: Date,
  where: (values: SqlValues) => string,
): Promise<AlertRow[]> {
  const values = new SqlValues()
  const rows = await readRows<AlertRow>(
    `${selectAlerts(values.add(now))} WHERE ${visibleTo(reader, values)} AND ${where(values)}`,
    values.list,
  )
  return rows.map(withWords)
}
