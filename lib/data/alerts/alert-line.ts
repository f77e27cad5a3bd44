import type { ObjectKind } from '@/lib/activation/alert/alert'
import type { KeptAlert } from '@/lib/activation/alert/alert-life'
import { alertSentence } from '@/lib/activation/alert/alert-sentence'

/** What the console knows by an id that says nothing to people. */
const KNOWN_BY_ID: readonly ObjectKind[] = ['key', 'import', 'token', 'channel', 'schedule']

/** An alert as programs read it: the command line and the API. Times are ISO 8601 UTC. */
export function alertLine(
  alert: Omit<KeptAlert, 'acknowledgedAt' | 'openings' | 'calmSince' | 'host' | 'assigneeId'>,
) {
  const { rule, kind, objectKind, object, objectName, severity, worstSeverity, state } = alert
  const {
    openedAt,
    lastAt,
    occurrences,
    closedAt,
    closedHow,
    snoozedUntil,
    suppressedBy,
    evidence,
    threshold,
  } = alert
  return {
    // One that was only thought of has no id.
    id: alert.id !== undefined && alert.id > 0 ? alert.id : null,
    rule,
    kind,
    objectKind,
    object: KNOWN_BY_ID.includes(objectKind) ? objectName : object,
    objectId: object,
    severity,
    worstSeverity,
    state,
    openedAt,
    lastAt,
    closedAt,
    closedHow,
    occurrences,
    snoozedUntil,
    suppressedBy,
    evidence,
    limit: threshold,
    text: alertSentence(alert, Date.parse(lastAt)).text,
  }
}
