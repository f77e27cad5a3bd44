import { CONDITION_WORD } from '@/components/license/condition'
import type {
  TimelineRange,
  TimelineRow,
  TimelineSegment,
  TimelineTick,
} from '@/components/license/timeline-scale'
import { statusLabel } from '@/lib/activation/words/labels'
import type { ActivationAttempt, ClientHistory, StateChange } from '@/lib/data/clients/client-history'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import { formatDate, formatDateTime } from '@/lib/format/dates'

const DAY = 86_400_000
const LONGEST = 396 * DAY

export interface ClientTimeline {
  rows: TimelineRow[]
  range: TimelineRange
}

/** The history of a client's licenses as bars with ticks; the last 13 months, and what is known to come. */
export function timelineOf(
  licenses: readonly ClientLicense[],
  history: ClientHistory,
  now: number,
): ClientTimeline {
  const firsts = history.changes.map((change) => Date.parse(change.at))
  const attempts = history.attempts.map((attempt) => Date.parse(attempt.at))
  const from = Math.max(now - LONGEST, Math.min(now - 14 * DAY, ...firsts, ...attempts))
  const ends = licenses.flatMap(({ assessment }) => (assessment.until ? [Date.parse(assessment.until)] : []))
  const to = Math.min(now + 200 * DAY, Math.max(now + (now - from) * 0.04, ...ends))
  const range = { from, to }
  return { rows: licenses.map((license) => rowOf(license, history, range, now)), range }
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
  const until = next ? ` to ${formatDate(new Date(to))}` : ' until now'
  const cause = change.cause === 'time' ? 'by the passing of time' : change.reason
  const label = [
    `${CONDITION_WORD[change.to]} (${statusLabel(change.toStatus)})`,
    `${formatDate(new Date(from))}${until}`,
    cause,
    change.kmsHost && `by ${change.kmsHost}`,
  ]
  return { from, to, condition: change.to, label: label.filter(Boolean).join(', '), isAhead: false }
}

/** What holds from now to the next step of the time rule, if nothing is heard. */
function ahead({ assessment }: ClientLicense, range: TimelineRange, now: number): TimelineSegment[] {
  const { until, condition } = assessment
  if (until === undefined) return []
  const end = Date.parse(until)
  if (end <= now) return []
  const label = `${CONDITION_WORD[condition]} until ${formatDate(new Date(end))} if nothing new is heard`
  return [{ from: now, to: Math.min(end, range.to), condition, label, isAhead: true }]
}

function belongsTo(attempt: ActivationAttempt, license: ClientLicense): boolean {
  return attempt.slot === null ? license.isPrimary : attempt.slot === license.slot
}

/** What one request was, in words. */
export function attemptWords({ succeeded, code, host }: ActivationAttempt): string {
  const by = host ? ` by ${host}` : ''
  return succeeded ? `Activated or renewed${by}` : `Refused${by}${code ? ` with ${code}` : ''}`
}

function tickOf(attempt: ActivationAttempt): TimelineTick {
  const at = Date.parse(attempt.at)
  return {
    at,
    succeeded: attempt.succeeded,
    label: `${attemptWords(attempt)}, ${formatDateTime(new Date(at))}`,
  }
}
