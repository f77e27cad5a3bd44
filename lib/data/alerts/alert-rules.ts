import type { Limits } from '@/lib/activation/alert/alert'
import { ALERT_KINDS, limitsOf } from '@/lib/activation/alert/alert-table'
import { readRows } from '../rows'

/** What an admin decided about a rule. */
export interface RuleSetting {
  rule: string
  /** what differs from the table */
  limits: Limits
  /** why it is off for everybody; null = on */
  offReason: string | null
  changedAt: string
  changedBy: string
}

/** The decisions there are, by rule. */
export async function loadRuleSettings(): Promise<ReadonlyMap<string, RuleSetting>> {
  const rows = await readRows<RuleSetting>(
    'SELECT rule, limits, off_reason, changed_at, changed_by FROM alert_rule',
  )
  return new Map(rows.map((row) => [row.rule, row]))
}

/** Which rules are on, and the limits that hold for each. */
export interface RulesInForce {
  isOn(rule: string): boolean
  limits(rule: string): Limits
}

/** The table with what admins changed; `trial`: other limits to try. */
export function rulesInForce(
  settings: ReadonlyMap<string, RuleSetting>,
  trial: Readonly<Record<string, Limits>> = {},
): RulesInForce {
  const limits = new Map(
    ALERT_KINDS.map((kind) => [
      kind.rule,
      limitsOf(kind, { ...settings.get(kind.rule)?.limits, ...trial[kind.rule] }),
    ]),
  )
  return {
    isOn: (rule) => settings.get(rule)?.offReason == null,
    limits: (rule) => limits.get(rule) ?? {},
  }
}
