import type { Limits } from '@/lib/activation/alert/alert'
import { ALERT_KINDS, kindOfRule, limitsOf } from '@/lib/activation/alert/alert-table'
import { mustBeAble, type PersonReader } from '../permission'
import { readRows } from '../rows'
import { loadRuleSettings, type RuleSetting } from './alert-rules'

/** A kind as its list shows it. */
export interface KindRow {
  rule: string
  limits: Limits
  isChanged: boolean
  offReason: string | null
  /** by the one who reads, for themselves */
  isMuted: boolean
  /** alerts that are not closed */
  open: number
}

/** Every kind with its limits and what is open. Throws NotPermitted without `alert.rules`. */
export async function loadKinds(reader: PersonReader): Promise<KindRow[]> {
  mustBeAble(reader, 'alert.rules')
  const [settings, open, mutes] = await Promise.all([
    loadRuleSettings(),
    readRows<{ rule: string; count: number }>(
      `SELECT rule, count(*)::int AS count FROM alert WHERE state <> 'closed' GROUP BY 1`,
    ),
    readRows<{ rule: string }>('SELECT rule FROM alert_mute WHERE user_id = $1', [reader.id]),
  ])
  const muted = new Set(mutes.map(({ rule }) => rule))
  return ALERT_KINDS.map((kind) => {
    const setting = settings.get(kind.rule)
    return {
      rule: kind.rule,
      limits: limitsOf(kind, setting?.limits),
      isChanged: Object.keys(setting?.limits ?? {}).length > 0,
      offReason: setting?.offReason ?? null,
      isMuted: muted.has(kind.rule),
      open: open.find(({ rule }) => rule === kind.rule)?.count ?? 0,
    }
  })
}

/** One kind; undefined where there is none of that number. */
export async function loadKind(
  reader: PersonReader,
  rule: string,
): Promise<(KindRow & { setting: RuleSetting | undefined }) | undefined> {
  if (!kindOfRule(rule)) return undefined
  const [kinds, settings] = await Promise.all([loadKinds(reader), loadRuleSettings()])
  const kind = kinds.find((one) => one.rule === rule)
  return kind && { ...kind, setting: settings.get(rule) }
}
