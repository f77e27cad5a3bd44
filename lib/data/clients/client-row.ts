import { type Attempt, outcomeWords } from '@/lib/activation/collection/attempt-sentence'
import { type Condition, stateSince } from '@/lib/activation/license/lapse'
import type { Channel, LicenseStatus } from '@/lib/activation/observation'
import { conditionLabel } from '@/lib/activation/words/labels'
import type { ClientColumn } from '@/lib/format/client-fields'
import { conditionAt } from '../license-at'
import { isoText } from '../sql-text'
import { worstOther } from './client-summary'

/** One machine as the list shows it. Times are ISO 8601 UTC. */
export interface ClientRow {
  name: string
  condition: Condition
  status: LicenseStatus | null
  product: string | null
  generation: string | null
  channel: string | null
  activatedBy: string | null
  kmsHost: string | null
  expiresAt: string | null
  observedAt: string | null
  reason: string | null
  cmid: string | null
  lastFive: string | null
  domain: string | null
  site: string | null
  owner: string | null
  department: string | null
  tags: string[] | null
  isVirtual: boolean | null
  /** in a list of an earlier day, whose state `condition` is then; null in a list of now */
  conditionNow: Condition | null
  /** the newest attempt of a collector to read it; null = none, or not asked for */
  attempt: Attempt | null
  /** worst condition among the other licenses; null = all well or none */
  otherCondition: Condition | null
  licenseCount: number
  isSample: boolean
}

/** Where each part of a row comes from in `client`. */
export const ROW_SQL: Readonly<Record<keyof ClientRow, string>> = {
  name: 'name',
  condition: 'condition',
  status: 'status',
  product: 'product_label',
  generation: 'generation',
  channel: 'channel',
  activatedBy: 'activated_by',
  kmsHost: 'kms_host',
  expiresAt: 'expires_at',
  observedAt: 'observed_at',
  reason: 'reason',
  cmid: 'cmid',
  lastFive: 'partial_key',
  domain: 'domain',
  site: `(SELECT nullif(s.name, '') FROM site s WHERE s.id = site_id)`,
  owner: 'owner',
  department: 'department',
  tags: 'tags',
  isVirtual: 'is_virtual',
  conditionNow: 'NULL',
  attempt: `(SELECT jsonb_build_object('at', ${isoText('a.at')}, 'outcome', a.outcome, 'via', a.via)
      FROM client_name n JOIN collection_attempt a ON a.name = n.name
     WHERE n.client_id = client.id ORDER BY a.at DESC LIMIT 1)`,
  otherCondition: 'other_condition',
  licenseCount: 'license_count',
  isSample: 'is_sample',
}

/** A row as the record has it, whose state may have changed by itself since. */
export interface RecordedRow extends ClientRow {
  /** when the recorded state changes by itself */
  changesAt: string | null
  /** what the list is sorted by */
  sortValue: unknown
}

/**
 * The parts of a recorded row, of `client`. now: the placeholder of the moment for which other licenses are judged. Attempts
 * are looked up beside each machine: a file of all machines does without.
 */
export function rowColumns(now: string, without: 'attempts' | undefined): string {
  const otherNow = `CASE WHEN license_count > 1 THEN (
    SELECT ${worstOther(conditionAt(now))} FROM license l WHERE l.client_id = client.id) END`
  const attempt = without === 'attempts' ? 'NULL' : ROW_SQL.attempt
  const columns = Object.entries({ ...ROW_SQL, attempt, otherCondition: otherNow, changesAt: 'changes_at' })
  return columns.map(([key, column]) => `${column} AS "${key}"`).join(', ')
}

/** The row as it is at `now`, by the time rule. */
export function assessRow({ changesAt, sortValue, ...row }: RecordedRow, now: Date): ClientRow {
  return { ...row, ...stateNow({ ...row, changesAt }, now) }
}

/** Of a machine's recorded state what time has changed by `now`; nothing while its moment has not come. */
export function stateNow(
  { status, channel, changesAt }: Pick<RecordedRow, 'status' | 'channel' | 'changesAt'>,
  now: Date,
): Partial<Pick<ClientRow, 'condition' | 'status' | 'expiresAt'>> {
  const time = changesAt === null ? Number.NaN : Date.parse(changesAt)
  if (status === null || !(time <= now.getTime())) return {}
  const { current, next } = stateSince(status, channel as Channel, time, now.getTime())
  const expiresAt = next?.from ?? current.from
  return {
    condition: current.condition,
    status: current.status,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
  }
}

/** Each column as a cell of the export. Times are ISO 8601 UTC, so that spreadsheets can sort them. */
export const EXPORT_CELL: Readonly<Record<ClientColumn, (row: ClientRow) => string | null>> = {
  name: (row) => row.name,
  state: (row) => conditionLabel(row.condition),
  reason: (row) => row.reason,
  product: (row) => row.product,
  channel: (row) => row.channel,
  host: (row) => row.kmsHost ?? row.activatedBy,
  expires: (row) => row.expiresAt,
  news: (row) => row.observedAt,
  other: (row) => row.otherCondition && conditionLabel(row.otherCondition),
  cmid: (row) => row.cmid,
  key: (row) => row.lastFive,
  domain: (row) => row.domain,
  site: (row) => row.site,
  owner: (row) => row.owner,
  department: (row) => row.department,
  tag: (row) => row.tags?.join('; ') ?? null,
  attempt: (row) => row.attempt && `${outcomeWords(row.attempt)}, ${row.attempt.at}`,
}
