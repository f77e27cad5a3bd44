import type { Condition } from '@/lib/activation/license/assess'
import { conditionLabel } from '@/lib/activation/words/labels'

export const CONDITION_WORD: Readonly<Record<Condition, string>> = {
  licensed: conditionLabel('licensed'),
  grace: conditionLabel('grace'),
  notification: conditionLabel('notification'),
  unlicensed: conditionLabel('unlicensed'),
  silent: conditionLabel('silent'),
}

/** What each word means, for tooltips. */
export const CONDITION_MEANING: Readonly<Record<Condition, string>> = {
  licensed: 'Activated and within its validity, as far as we know.',
  grace: 'Not activated, or the activation lapsed; still fully usable until the grace period ends.',
  notification: 'Grace is over or activation failed; the user sees notices.',
  unlicensed: 'The machine reports no license at all.',
  silent: 'Known, but no report since validity and grace ran out: the state is not known.',
}

export const CONDITION_TEXT_COLOUR: Readonly<Record<Condition, string>> = {
  licensed: 'text-ok',
  grace: 'text-watch',
  notification: 'text-warn',
  unlicensed: 'text-bad',
  silent: 'text-silent',
}

export const CONDITION_TONE = {
  licensed: 'ok',
  grace: 'watch',
  notification: 'warn',
  unlicensed: 'bad',
  silent: 'silent',
} as const satisfies Record<Condition, string>

/** The colour token of a condition, for charts; a chart always adds its word. */
export function conditionColour(condition: Condition): string {
  return `var(--${CONDITION_TONE[condition]})`
}
