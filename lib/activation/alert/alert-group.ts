import type { Alert, Severity } from './alert'

/** Alerts of one kind that need someone: shown one by one while they are few. */
export interface AlertGroup {
  rule: string
  title: string
  severity: Severity
  count: number
  /** all of a few; of many none */
  alerts: (Pick<Alert, 'id' | 'severity'> & { text: string; detail: string | null })[]
}
