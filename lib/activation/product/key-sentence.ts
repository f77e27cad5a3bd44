import type { ProductKeyRefusal } from './product-key'

/** Why a text is no product key, in words. */

/** Symbols no key holds, and the ones they are usually misread from. */
const MISREAD: Readonly<Record<string, string>> = {
  '0': 'D, G or Q',
  O: 'D, G or Q',
  '1': 'J or T',
  I: 'J or T',
  L: 'J or T',
  '5': 'a 6 or B',
  S: 'an 8 or B',
  Z: 'a 2',
  U: 'V',
  A: 'a 4 or H',
  E: 'F or B',
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'] as const

/** '8 (the third of the second group)'; position counts from 1 over the symbols alone. */
function placeOf(position: number): string {
  const group = ORDINALS[Math.floor((position - 1) / 5)]
  const inGroup = ORDINALS[(position - 1) % 5]
  return group === undefined ? `${position}` : `${position} (the ${inGroup} of the ${group} group)`
}

/** 'Position 8 (the third of the second group) is O, which no product key contains; it may be D, G or Q.' */
export function sayKeyRefusal(refusal: ProductKeyRefusal): string {
  if (refusal.kind === 'wrongLength') {
    if (refusal.symbols === 0) return 'There is no key in this line. A key has 25 letters and digits.'
    const missing = 25 - refusal.symbols
    const howMany = missing > 0 ? `${missing} too few` : `${-missing} too many`
    return `${refusal.symbols} letters and digits instead of 25: ${howMany}.`
  }
  const where = `Position ${placeOf(refusal.position)}`
  if (refusal.kind === 'secondN') return `${where} is a second N; a product key has at most one.`
  const misread = MISREAD[refusal.symbol]
  const hint = misread === undefined ? '.' : `; it may be ${misread}.`
  return `${where} is ${refusal.symbol}, which no product key contains${hint}`
}
