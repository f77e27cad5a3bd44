/**
 * What a license is at a moment, by the SQL twin of the time rule, since the record may still have it as it was. Each
 * reads a row `license l`; now: the placeholder of the moment.
 */
const REPORTED = 'l.reported_status, l.ends_at, lapses_through_grace(l.reported_status, l.channel)'

export const conditionAt = (now: string) => `license_condition_at(${REPORTED}, ${now}::timestamptz)`

export const statusAt = (now: string) => `license_status_at(${REPORTED}, ${now}::timestamptz)`

/** When it changes by itself next; null: never. */
export const changesAt = (now: string) =>
  `license_changes_at(l.ends_at, lapses_through_grace(l.reported_status, l.channel), ${now}::timestamptz)`

/** The steps `s` that time takes with it. Those of a license that is due, from its `changes_at` on, are not recorded yet. */
export const LAPSE = `license_lapse(${REPORTED}) s`

/** Since when it has had its status. */
export const sinceAt = (now: string) =>
  `CASE WHEN l.changes_at <= ${now}::timestamptz
        THEN (SELECT max(s.at) FROM ${LAPSE} WHERE s.at <= ${now}::timestamptz) ELSE l.since END`
