import { type Alert, SEVERITIES } from '../alert/alert'
import { alertSentence } from '../alert/alert-sentence'
import { kindOfRule } from '../alert/alert-table'
import { sayCount } from '../words/say-amounts'
import { sayDay, saySpan } from '../words/say-date'
import type { Card, CardItem } from './card'
import type { NoticeKind } from './judge-step'

/** An alert as a message tells of it. */
export interface ToldAlert
  extends Pick<
    Alert,
    | 'rule'
    | 'kind'
    | 'object'
    | 'objectName'
    | 'severity'
    | 'openedAt'
    | 'closedAt'
    | 'closedHow'
    | 'evidence'
    | 'threshold'
  > {
  notice: NoticeKind
  /** what a person wrote when they closed it */
  note: string | null
  url: string
}

export interface MessageFrame {
  /** the list of alerts, where not all are named */
  listUrl: string
  /** why it comes only now; absent: it does not */
  heldBack?: string
  /** why it reaches its receivers */
  footer: string
  /** milliseconds since 1970 */
  now: number
}

/** '30 Nov 2026, 09:12 UTC' */
const sayMoment = (iso: string) => `${sayDay(iso)}, ${iso.slice(11, 16)} UTC`

/** What a message about one alert says: the object, what, since when, the evidence, what to do. */
export function cardOfOne(alert: ToldAlert, { now, footer }: MessageFrame): Card {
  const { text, detail } = alertSentence(alert, now)
  const todo = kindOfRule(alert.rule)?.todo
  const isOver = alert.notice === 'closing'
  return {
    severity: alert.severity,
    title: text,
    ...(isOver && { isOver }),
    lines: [
      whatHappened(alert, now),
      ...(detail && !isOver ? [detail] : []),
      ...(todo && !isOver ? [`What to do: ${todo}`] : []),
    ],
    ...{ items: [], more: 0, link: { label: 'Open the alert', url: alert.url }, footer },
  }
}

/** What a message about several says: how many of what, then each. */
export function cardOfSeveral(alerts: readonly ToldAlert[], frame: MessageFrame): Card {
  const [first] = alerts
  const isOneRule = alerts.every(({ rule, notice }) => rule === first?.rule && notice === first.notice)
  const worst = SEVERITIES.findLast((severity) => alerts.some((alert) => alert.severity === severity))
  const sorted = alerts.toSorted((one, other) => rankOf(one) - rankOf(other))
  const title = isOneRule && first ? `${kindOfRule(first.rule)?.title ?? first.kind}: ` : ''
  return {
    ...(worst && { severity: worst }),
    title: `${title}${sayCount(alerts.length, 'alert')}`,
    ...(alerts.every(({ notice }) => notice === 'closing') && { isOver: true as const }),
    lines: [
      isOneRule && first ? SEVERAL[first.notice] : sayKinds(alerts),
      ...(frame.heldBack ? [frame.heldBack] : []),
    ],
    items: sorted.map((alert) => itemOf(alert, frame.now, isOneRule)),
    more: 0,
    link: { label: 'Open the list of alerts', url: frame.listUrl },
    footer: frame.footer,
  }
}

function itemOf(alert: ToldAlert, now: number, isOneRule: boolean): CardItem {
  const { text, detail = '' } = alertSentence(alert, now)
  const title = isOneRule ? text : `[${alert.severity}] ${text}`
  const isPlain = alert.notice === 'opening'
  return { title, detail: isPlain ? detail : whatHappened(alert, now), url: alert.url }
}

const SEVERAL: Readonly<Record<NoticeKind, string>> = {
  opening: 'They opened together.',
  worse: 'They got worse.',
  unknown: 'What is known of them is too old to tell whether they still hold. None is cleared.',
  closing: 'They are over.',
  reminder: 'They are still open, and nobody has acknowledged them.',
  escalation: 'Nobody acknowledged them in time.',
}

/** The first line of a message: what happened, and when. */
function whatHappened(alert: ToldAlert, now: number): string {
  const { notice, openedAt, closedAt, note } = alert
  const since = `Open since ${sayMoment(openedAt)}.`
  switch (notice) {
    case 'opening':
      return `Since ${sayMoment(openedAt)}.`
    case 'worse':
      return `It got worse: ${alert.severity} now. ${since}`
    case 'unknown':
      return `Nothing fresh tells whether this still holds; it is not cleared. ${since}`
    case 'reminder':
      return `Still open after ${saySpan(now - Date.parse(openedAt))}, and nobody has acknowledged it.`
    case 'escalation':
      return `Nobody has acknowledged this. ${since}`
    case 'closing': {
      const end = closedAt ?? new Date(now).toISOString()
      const after = saySpan(Date.parse(end) - Date.parse(openedAt))
      return `${ENDINGS[alert.closedHow ?? 'cleared']} on ${sayMoment(end)}, after ${after}.${note ? ` ${note}` : ''}`
    }
  }
}

const ENDINGS = {
  cleared: 'Cleared',
  superseded: 'Replaced by a worse alert',
  objectGone: 'Closed with its object, which is gone',
  byHand: 'Closed by hand',
} as const

/** '3 error, 9 warn; 4 over.' */
function sayKinds(alerts: readonly ToldAlert[]): string {
  const going = alerts.filter(({ notice }) => notice !== 'closing')
  const counts = SEVERITIES.toReversed()
    .map((severity) => [going.filter((alert) => alert.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count.toLocaleString('en-US')} ${severity}`)
  const over = alerts.length - going.length
  const parts = [counts.join(', '), over > 0 ? `${over.toLocaleString('en-US')} over` : '']
  return `${parts.filter(Boolean).join('; ')}.`
}

const rankOf = ({ notice, severity }: ToldAlert) =>
  (notice === 'closing' ? 10 : 0) - SEVERITIES.indexOf(severity)
