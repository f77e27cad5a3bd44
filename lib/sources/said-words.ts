import type { ReadContext } from './reader'

/** How a call says what a text does not: the values of `--day-order` and `?dates=`, of `--captures` and `?captures=`. */
export const DAY_ORDER_WORDS = { 'day-first': 'dayFirst', 'month-first': 'monthFirst' } as const
export const CAPTURES_WORDS = {
  'one-machine': 'oneMachine',
  'several-machines': 'severalMachines',
} as const satisfies Record<string, ReadContext['captures']>

/** The value that a word stands for; undefined without a word, null for any other word. */
export function saidBy<Value>(
  words: Readonly<Record<string, Value>>,
  word: string | null | undefined,
): Value | undefined | null {
  if (word === undefined || word === null || word === '') return undefined
  return Object.hasOwn(words, word) ? (words[word] as Value) : null
}
