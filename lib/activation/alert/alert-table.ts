import { sayCount } from '../words/say-amounts'
import type { Alert, Limits } from './alert'
import type { AlertKind } from './alert-kind'
import { CONSOLE_KINDS } from './tables/console'
import { HOST_KINDS } from './tables/hosts'
import { KEY_KINDS } from './tables/keys'
import { MACHINE_KINDS } from './tables/machines'

const TABLE = [...HOST_KINDS, ...MACHINE_KINDS, ...KEY_KINDS, ...CONSOLE_KINDS] as const

/** 'hostDown' and so on: what a sentence must be there for. */
export type AlertKindName = (typeof TABLE)[number]['kind']

const numberOf = ({ rule }: AlertKind) => Number(rule.slice(1))

/** Every kind of alert, by its number. */
export const ALERT_KINDS: readonly AlertKind[] = [...TABLE].sort(
  (one, other) => numberOf(one) - numberOf(other),
)

const BY_RULE = new Map(ALERT_KINDS.map((kind) => [kind.rule, kind]))

/** The kind of a rule; undefined for one that an older or newer version knew. */
export const kindOfRule = (rule: string): AlertKind | undefined => BY_RULE.get(rule)

/** The limits that hold: those of the table, and what an admin changed. */
export function limitsOf(kind: AlertKind, changed: Limits = {}): Limits {
  return Object.fromEntries(
    Object.entries(kind.limits).map(([name, { usual }]) => [name, changed[name] ?? usual]),
  )
}

/** '… 20 % of at least 10 requests …': words of a kind with the limits that hold. `{days|day|days}` is 1 day, or 2 days. */
export function withLimits(words: string, limits: Limits): string {
  return words.replace(
    /\{(\w+)(?:\|([^|}]+)\|([^}]+))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const limit = limits[name]
      if (limit === undefined) return whole
      return one === undefined ? limit.toLocaleString('en-US') : sayCount(limit, one, many)
    },
  )
}

/** A command with the object and the evidence of an alert filled in. */
export function filledIn(command: string, { object, evidence }: Pick<Alert, 'object' | 'evidence'>): string {
  return command.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name === 'object' ? object : String(evidence[name] ?? whole),
  )
}
