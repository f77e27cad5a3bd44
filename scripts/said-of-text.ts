import type { ReadContext } from '@/lib/sources/reader'
import { CAPTURES_WORDS, DAY_ORDER_WORDS, saidBy } from '@/lib/sources/said-words'

/** The options with which a command says what a text leaves open. */
export const SAID_OPTIONS = { 'day-order': { type: 'string' }, captures: { type: 'string' } } as const

/** What `--day-order` and `--captures` say; throws at a word that neither knows. */
export function saidOfText(options: {
  'day-order'?: string | undefined
  captures?: string | undefined
}): Pick<ReadContext, 'dayOrder' | 'captures'> {
  const dayOrder = saidBy(DAY_ORDER_WORDS, options['day-order'])
  if (dayOrder === null) throw new Error('--day-order is neither day-first nor month-first.')
  const captures = saidBy(CAPTURES_WORDS, options.captures)
  if (captures === null) throw new Error('--captures is neither one-machine nor several-machines.')
  return { dayOrder, captures }
}
