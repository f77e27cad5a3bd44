import type { Condition } from '@/lib/activation/assess'

/** The colour token of each condition; a chart always adds its word. */
export const CONDITION_COLOUR: Record<Condition, string> = {
  licensed: 'var(--ok)',
  grace: 'var(--watch)',
  notification: 'var(--warn)',
  unlicensed: 'var(--bad)',
  silent: 'var(--silent)',
}

/** From the bottom of a stack to its top: what is well carries the rest. */
export const STACK_ORDER: readonly Condition[] = ['licensed', 'grace', 'notification', 'unlicensed', 'silent']
