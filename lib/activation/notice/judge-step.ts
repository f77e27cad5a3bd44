import { type AlertState, type AlertStep, isWorse, type ObjectKind, type Severity } from '../alert/alert'
import type { Route } from './route'

/** What may be said of an alert. */
export const NOTICE_KINDS = ['opening', 'worse', 'unknown', 'closing', 'reminder', 'escalation'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Why a route says nothing of something. */
export type WhyPassed =
  | 'off'
  | 'severity'
  | 'rule'
  | 'site'
  | 'owner'
  /** it is about the very channel that would carry it */
  | 'ownChannel'
  | 'muted'
  | 'suppressed'
  | 'snoozed'
  /** it closed before it was its turn */
  | 'closedFirst'
  | 'toldAlready'
  /** an end is told only to those who were told of the beginning */
  | 'neverTold'
  | 'noChannel'
  | 'noRecipient'

/** An alert as routes look at it. site, owner: of its host or machine. */
export interface RoutedAlert {
  id: number
  rule: string
  severity: Severity
  state: AlertState
  objectKind: ObjectKind
  object: string
  site: string | null
  owner: string | null
}

/** What a route makes of a step of an alert; undefined: nothing is ever said of such a step. */
export type Judged = { kind: NoticeKind; why?: WhyPassed } | undefined

/** What each step may say to those who know of the alert, and to those who do not. */
const SAYS: Readonly<Partial<Record<AlertStep, { known?: NoticeKind; unknown: NoticeKind }>>> = {
  opened: { unknown: 'opening' },
  reopened: { unknown: 'opening' },
  // What began or got worse under a window, behind a cause or while it was snoozed is told when that is over.
  unmuted: { unknown: 'opening' },
  released: { unknown: 'opening' },
  known: { unknown: 'opening' },
  worsened: { known: 'worse', unknown: 'opening' },
  unknown: { known: 'unknown', unknown: 'unknown' },
  closed: { known: 'closing', unknown: 'closing' },
}

/**
 * Whether a route says something of a step, what, or why not. told: the severity at which it last told of this alert, whose end it
 * has not told of.
 */
export function judgeStep(
  step: AlertStep,
  alert: RoutedAlert,
  route: Route,
  told: Severity | undefined,
): Judged {
  const says = SAYS[step]
  if (!says) return undefined
  const isTold = told !== undefined
  const gotWorse = isTold && isWorse(alert.severity, told) ? 'worse' : undefined
  const kind = (isTold ? (says.known ?? gotWorse) : says.unknown) ?? 'opening'
  if (kind === 'closing' || kind === 'unknown') return isTold ? { kind } : { kind, why: 'neverTold' }
  if (isTold && kind === 'opening') return { kind, why: 'toldAlready' }
  const why = whyNot(alert, route)
  return why ? { kind, why } : { kind }
}

/** Why an alert is none of a route's; undefined: it is. That a channel fails goes to every other one. */
function whyNot(alert: RoutedAlert, route: Route): WhyPassed | undefined {
  if (route.isOff) return 'off'
  if (alert.objectKind === 'channel') {
    if (alert.object === route.channelId) return 'ownChannel'
  } else {
    const { severities, rules, sites, owners } = route
    if (!takes(severities, alert.severity)) return 'severity'
    if (!takes(rules, alert.rule)) return 'rule'
    if (!takes(sites, alert.site)) return 'site'
    if (!takes(owners, alert.owner)) return 'owner'
  }
  return silenced(alert.state)
}

const takes = (wanted: readonly string[], value: string | null) =>
  wanted.length === 0 || wanted.some((one) => one.toLowerCase() === value?.toLowerCase())

/** Why an alert in this state is not told of now. */
export function silenced(state: AlertState): WhyPassed | undefined {
  switch (state) {
    case 'muted':
    case 'suppressed':
    case 'snoozed':
      return state
    case 'closed':
      return 'closedFirst'
    default:
      return undefined
  }
}
