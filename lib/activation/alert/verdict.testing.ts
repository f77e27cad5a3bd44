import type { Verdict } from './verdict'

/** A verdict in a word: its severity where the rule is broken. */
export const word = (verdict: Verdict) => (verdict.is === 'broken' ? verdict.severity : verdict.is)

export const NOW = Date.parse('2026-11-30T12:00:00Z')
/** So many hours before the moment that the tests judge at. */
export const ago = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString()
export const inDays = (days: number) => ago(-24 * days)
