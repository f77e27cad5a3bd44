import { CONDITION_WORD } from '@/components/license/condition'
import type {
  TimelineRange,
  TimelineRow,
  TimelineSegment,
  TimelineTick,
} from '@/components/license/timeline-scale'
import type { Condition } from '@/lib/activation/license/assess'
import { stateWords } from '@/lib/activation/words/labels'
import type { ActivationAttempt, ClientHistory, StateChange } from '@/lib/data/clients/client-history'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { formatDate, formatDateTime } from '@/lib/format/dates'

const DAY = 86_400_000
const LONGEST = 396 * DAY

/** The history of a machine as the page shows it: bars with ticks, and the same as rows. */
export interface HistoryView {
  summary: string
  rows: TimelineRow[]
  range: TimelineRange
  /** milliseconds since 1970 */
  now: number
  /** newest first */
  entries: HistoryEntry[]
}

/** A change of state, or a request in words. */
export type HistoryEntry = {
  id: string
  at: string
  product: string
  code: string | null
  importId: string | null
  line: number | null
} & ({ to: Condition; isByTime: boolean } | { words: string })

/** The last 13 months, and what is known to come. */
export function historyView(
  licenses: readonly ClientLicense[],
  history: ClientHistory,
  now: number,
): HistoryView {
  const firsts = history.changes.map((change) => Date.parse(change.at))
  const attempts = history.attempts.map((attempt) => Date.parse(attempt.at))
  const from = Math.max(now - LONGEST, Math.min(now - 14 * DAY, ...firsts, ...attempts))
  const ends = licenses.flatMap(({ assessment }) => (assessment.until ? [Date.parse(assessment.until)] : []))
  const to = Math.min(now + 200 * DAY, Math.max(now + (now - from) * 0.04, ...ends))
  const range = { from, to }
  return {
    summary: summaryOf(history),
    rows: licenses.map((license) => rowOf(license, history, range, now)),
    range,
    now,
    entries: entriesOf(history, licenses),
  }
}

function summaryOf({ changes, attempts }: ClientHistory): string {
  const failed = attempts.filter((attempt) => !attempt.succeeded).length
  const refusals = failed > 0 ? ` (${formatCount(failed)} refused)` : ''
  const requests = attempts.length > 0 ? ` and ${formatCountOf(attempts.length, 'request')}${refusals}` : ''
  return `${formatCountOf(changes.length, 'change')} of state${requests} in the last 13 months.`
}

function rowOf(
  license: ClientLicense,
  history: ClientHistory,
  range: TimelineRange,
  now: number,
): TimelineRow {
  const changes = history.changes.filter((change) => change.licenseId === license.id)
  const past = changes.map((change, position) => segmentOf(change, changes[position + 1], now))
  return {
    id: String(license.id),
    title: license.productLabel,
    segments: [...past, ...ahead(license, range, now)].filter((segment) => segment.to > range.from),
    ticks: history.attempts.filter((attempt) => belongsTo(attempt, license)).map(tickOf),
  }
}

function segmentOf(change: StateChange, next: StateChange | undefined, now: number): TimelineSegment {
  const from = Date.parse(change.at)
  const to = next ? Date.parse(next.at) : now
  const until = next ? ` to ${formatDate(new Date(to))}` : ' to today'
  const cause = change.cause === 'time' ? 'because time passed' : change.reason
  const label = [
    stateWords(change.to, change.toStatus),
    `${formatDate(new Date(from))}${until}`,
    cause,
    change.kmsHost && `by ${change.kmsHost}`,
  ]
  return { from, to, condition: change.to, label: label.filter(Boolean).join(', '), isAhead: false }
}

/** What holds from now to the next step of the time rule, if nothing is reported. */
function ahead({ assessment }: ClientLicense, range: TimelineRange, now: number): TimelineSegment[] {
  const { until, condition } = assessment
  if (until === undefined) return []
  const end = Date.parse(until)
  if (end <= now) return []
  const label = `${CONDITION_WORD[condition]} until ${formatDate(new Date(end))} if nothing new is reported`
  return [{ from: now, to: Math.min(end, range.to), condition, label, isAhead: true }]
}

function belongsTo(attempt: ActivationAttempt, license: ClientLicense): boolean {
  return attempt.slot === null ? license.isPrimary : attempt.slot === license.slot
}

function tickOf(attempt: ActivationAttempt): TimelineTick {
  const at = Date.parse(attempt.at)
  return {
    at,
    succeeded: attempt.succeeded,
    label: `${attemptWords(attempt)}, ${formatDateTime(new Date(at))}`,
  }
}

/** What one request was, in words. */
function attemptWords({ succeeded, code, host }: ActivationAttempt): string {
  const by = host ? ` by ${host}` : ''
  return succeeded ? `Activated or renewed${by}` : `Refused${by}${code ? ` with ${code}` : ''}`
}

function entriesOf({ changes, attempts }: ClientHistory, licenses: readonly ClientLicense[]): HistoryEntry[] {
  const byId = new Map(licenses.map((license) => [license.id, license.productLabel]))
  const bySlot = new Map(licenses.map((license) => [license.slot, license.productLabel]))
  const entries: HistoryEntry[] = [
    ...changes.map(({ at, licenseId, to, cause, reason: code, importId, line }) => ({
      id: `${at} ${licenseId} ${line}`,
      at,
      product: byId.get(licenseId) ?? '',
      code,
      importId,
      line,
      to,
      isByTime: cause === 'time',
    })),
    ...attempts.map((attempt) => ({
      id: `${attempt.at} request ${attempt.line}`,
      at: attempt.at,
      product: bySlot.get(attempt.slot ?? '') ?? '',
      code: attempt.succeeded ? null : attempt.code,
      importId: attempt.importId,
      line: attempt.line,
      words: attemptWords(attempt),
    })),
  ]
  return entries.toSorted((one, other) => other.at.localeCompare(one.at))
}
