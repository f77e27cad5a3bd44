import type { NoticeKind, WhyPassed } from './judge-step'

/** What was said of an alert. */
export const NOTICE_WORDS: Readonly<Record<NoticeKind, string>> = {
  opening: 'Opened',
  worse: 'Got worse',
  unknown: 'Cannot tell any more',
  closing: 'Over',
  reminder: 'Reminder',
  escalation: 'Escalated',
}

/** Why a route said nothing. */
export const WHY_PASSED_WORDS: Readonly<Record<WhyPassed, string>> = {
  off: 'the route was off',
  severity: 'the route does not take this severity',
  rule: 'the route does not take this kind',
  site: 'the route takes other sites',
  owner: 'the route takes other owners',
  ownChannel: 'it is about the channel that would carry it',
  muted: 'a maintenance window lay over it',
  suppressed: 'its cause had an alert of its own',
  snoozed: 'somebody snoozed it',
  closedFirst: 'it was over before it was its turn',
  toldAlready: 'the route had sent it before',
  neverTold: 'the route had sent nothing about its beginning',
  noChannel: 'there was no channel that it could go through',
  noRecipient: 'nobody was there to get it',
}

export const DELIVERY_STATE_WORDS = {
  waiting: 'On its way',
  sending: 'Being sent',
  sent: 'Delivered',
  dead: 'Not delivered',
} as const

export type DeliveryState = keyof typeof DELIVERY_STATE_WORDS

export const ABOUT_WORDS = { alert: 'Alert', report: 'Report', token: 'API token', test: 'Test' } as const
export type MessageAbout = keyof typeof ABOUT_WORDS
