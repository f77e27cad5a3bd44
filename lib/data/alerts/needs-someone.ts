import type { Severity } from '@/lib/activation/alert/alert'
import type { AlertGroup } from '@/lib/activation/alert/alert-group'
import { kindOfRule } from '@/lib/activation/alert/alert-table'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { type AlertRow, selectAlerts, withWords } from './alerts-list'
import { wantedBy } from './visible-alerts'

/** What needs someone is open and worse than worth watching: the bell, the overview and the list by their link say the same. */
const NEEDS_SOMEONE = `a.state = 'open' AND a.severity <> 'info'`
const WORST_FIRST = `array_position(ARRAY['critical', 'error', 'warn', 'info'], a.severity)`
const SHOWN_ONE_BY_ONE = 3

/** How many alerts need someone. Throws NotPermitted without `alert.read`. */
export async function countNeedsSomeone(reader: DataReader): Promise<number> {
  mustBeAble(reader, 'alert.read')
  const values = new SqlValues()
  const [row] = await readRows<{ count: number }>(
    `SELECT count(*)::int AS count FROM alert a WHERE ${NEEDS_SOMEONE} AND ${wantedBy(reader, values)}`,
    values.list,
  )
  return row?.count ?? 0
}

/** When everything was judged last, ISO 8601 UTC; null: never. */
export async function loadJudgedAt(): Promise<string | null> {
  const [row] = await readRows<{ at: string }>('SELECT at FROM alert_round')
  return row?.at ?? null
}

/** What needs someone, how many alerts that are, and when everything was judged last, ISO 8601 UTC; null: never. */
export interface Needs {
  count: number
  groups: AlertGroup[]
  judgedAt: string | null
}

/** For the overview; undefined for those who see no alerts. */
export async function loadNeeds(reader: DataReader, now: Date): Promise<Needs | undefined> {
  if (!reader.can('alert.read')) return undefined
  const [groups, judgedAt] = await Promise.all([loadNeedsSomeone(reader, now), loadJudgedAt()])
  return { count: groups.reduce((sum, { count }) => sum + count, 0), groups, judgedAt }
}

/** What needs someone by kind, the worst first. */
async function loadNeedsSomeone(reader: DataReader, now: Date): Promise<AlertGroup[]> {
  const values = new SqlValues()
  const counts = await readRows<{ rule: string; severity: Severity; count: number }>(
    `SELECT a.rule, (array_agg(a.severity ORDER BY ${WORST_FIRST}))[1] AS severity, count(*)::int AS count
       FROM alert a WHERE ${NEEDS_SOMEONE} AND ${wantedBy(reader, values)}
      GROUP BY 1 ORDER BY min(${WORST_FIRST}), substr(a.rule, 2)::int`,
    values.list,
  )
  const few = counts.filter(({ count }) => count <= SHOWN_ONE_BY_ONE).map(({ rule }) => rule)
  const single = await loadSingle(reader, few, now)
  return counts.map(({ rule, ...group }) => ({
    rule,
    ...group,
    title: kindOfRule(rule)?.title ?? rule,
    alerts: single
      .filter((one) => one.rule === rule)
      .map(({ id, text, detail, severity }) => ({ id, text, detail, severity })),
  }))
}

async function loadSingle(reader: DataReader, rules: readonly string[], now: Date): Promise<AlertRow[]> {
  if (rules.length === 0) return []
  const values = new SqlValues()
  const rows = await readRows<AlertRow>(
    `${selectAlerts(values.add(now))}
      WHERE ${NEEDS_SOMEONE} AND ${wantedBy(reader, values)} AND a.rule = ANY(${values.add(rules)}) ORDER BY a.id`,
    values.list,
  )
  return rows.map(withWords)
}

/** Alerts of one object that are not closed, the worst first: what its own page shows. Those of its zones or CMIDs are among them. */
export async function loadAlertsOf(
  reader: DataReader,
  about: { objectKind: 'kmsHost' | 'client' | 'key' | 'zone'; names: readonly string[] },
  now: Date,
): Promise<AlertRow[]> {
  if (!reader.can('alert.read')) return []
  const values = new SqlValues()
  const names = `${values.add(about.names)}::text[]`
  const own = `(a.object_kind = ${values.add(about.objectKind)} AND a.object = ANY(${names}))`
  const beside = {
    kmsHost: `(a.object_kind = 'zone' AND a.host = ANY(${names}))`,
    client: `(a.object_kind = 'cmid' AND a.evidence -> 'machines' ?| ${names})`,
    zone: `(a.object_kind = 'zone' AND split_part(a.object, ' ', 1) = ANY(${names}))`,
    key: 'false',
  }[about.objectKind]
  const rows = await readRows<AlertRow>(
    `${selectAlerts(values.add(now))}
      WHERE a.state <> 'closed' AND ${wantedBy(reader, values)} AND (${own} OR ${beside}) ORDER BY ${WORST_FIRST}, a.id LIMIT 50`,
    values.list,
  )
  return rows.map(withWords)
}
