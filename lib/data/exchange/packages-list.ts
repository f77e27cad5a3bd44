import { EXCHANGE_STATE_WORDS } from '@/lib/activation/offline/exchange-sentence'
import type { ExchangeCounts } from '@/lib/activation/offline/exchange-state'
import { sqlList } from '../lists/sql-list'
import { readRows } from '../rows'
import { likeAnywhere } from '../sql-text'

/** A package in the list. Times are ISO 8601 UTC. */
export interface PackageListRow {
  number: number
  method: 'file' | 'phone'
  lastFive: string
  keyLabel: string
  keyId: string
  machines: number
  /** Of a package of one: its machine. */
  machine: string | null
  counts: ExchangeCounts
  reserved: number
  preparedAt: string
  preparedBy: string
  dueAt: string
}

/** The SQL twin of exchangeState (lib/activation/offline/exchange-state.ts). now: a placeholder. */
const stateOfRequest = (now: string) => `
  CASE WHEN r.verified_at IS NOT NULL THEN 'verified' WHEN r.applied_at IS NOT NULL THEN 'applied'
       WHEN r.answered_at IS NOT NULL THEN 'answered' WHEN r.cancelled_at IS NOT NULL THEN 'cancelled'
       WHEN p.due_at <= ${now} THEN 'expired' WHEN p.carried_out_at IS NULL THEN 'prepared' ELSE 'carriedOut' END`

const packages = (now: string) => `
  SELECT p.number, p.method, p.last_five, k.label AS key_label, k.id AS key_id,
         p.prepared_at, p.prepared_by, p.due_at,
         c.machines, c.machine, c.reserved, c.counts
    FROM exchange_package p JOIN product_key k ON k.id = p.key_id,
         LATERAL (
           SELECT count(*)::int AS machines, CASE WHEN count(*) = 1 THEN min(s.machine) END AS machine,
                  count(*) FILTER (WHERE s.is_reserved)::int AS reserved,
                  jsonb_build_object(
                    'prepared', count(*) FILTER (WHERE s.state = 'prepared'),
                    'carriedOut', count(*) FILTER (WHERE s.state = 'carriedOut'),
                    'answered', count(*) FILTER (WHERE s.state = 'answered'),
                    'applied', count(*) FILTER (WHERE s.state = 'applied'),
                    'verified', count(*) FILTER (WHERE s.state = 'verified'),
                    'expired', count(*) FILTER (WHERE s.state = 'expired'),
                    'cancelled', count(*) FILTER (WHERE s.state = 'cancelled')) AS counts
             FROM (SELECT r.machine, ${stateOfRequest(now)} AS state,
                          r.entry_key IS NOT NULL AND r.given_back_at IS NULL AND r.answered_at IS NULL AS is_reserved
                     FROM exchange_request r WHERE r.package_number = p.number) s) c`

const WAYS: Readonly<Record<string, string>> = { file: 'By package', phone: 'By phone or portal' }

/** The packages with how many of their requests are in which state. */
export const PACKAGES_LIST = sqlList<PackageListRow>({
  name: 'packages',
  permission: 'exchange.read',
  select: ({ values, now }) => packages(values.add(now)),
  id: { sql: 'p.number', type: 'bigint' },
  sorts: {
    package: { sql: 'p.number', type: 'bigint' },
    due: { sql: 'p.due_at', type: 'timestamptz' },
    prepared: { sql: 'p.prepared_at', type: 'timestamptz' },
  },
  search: (text, values) => {
    const like = values.add(likeAnywhere(text))
    return `concat_ws(' ', 'package ' || p.number, p.last_five, k.label) ILIKE ${like} OR EXISTS (
      SELECT FROM exchange_request q WHERE q.package_number = p.number AND q.machine ILIKE ${like})`
  },
  filters: { method: 'p.method::text', key: 'p.last_five', by: 'p.prepared_by' },
  time: 'p.prepared_at',
  async choices() {
    const counted = (sql: string) =>
      readRows<{ value: string; label: string; count: number }>(
        `SELECT ${sql} AS value, ${sql} AS label, count(*)::int AS count FROM exchange_package GROUP BY 1 ORDER BY 1 LIMIT 200`,
      )
    const [method, key, by] = await Promise.all([
      counted('method::text'),
      counted('last_five'),
      counted('prepared_by'),
    ])
    return { method: method.map((row) => ({ ...row, label: WAYS[row.value] ?? row.value })), key, by }
  },
  columns: [
    { id: 'package', header: 'Package', value: ({ number }) => number },
    { id: 'machines', header: 'Machines', value: ({ machines }) => machines },
    { id: 'machines', header: 'Machine', value: ({ machine }) => machine },
    { id: 'machines', header: 'Way', value: ({ method }) => WAYS[method] ?? method },
    { id: 'mak', header: 'MAK, last five', value: ({ lastFive }) => lastFive },
    {
      id: 'state',
      header: 'State',
      value: ({ counts }) =>
        Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(([state, count]) => `${count} ${EXCHANGE_STATE_WORDS[state as keyof ExchangeCounts]}`)
          .join(', '),
    },
    { id: 'due', header: 'Due', value: ({ dueAt }) => dueAt, kind: 'time' },
    { id: 'prepared', header: 'Prepared', value: ({ preparedAt }) => preparedAt, kind: 'time' },
    { id: 'prepared', header: 'Prepared by', value: ({ preparedBy }) => preparedBy },
  ],
})
