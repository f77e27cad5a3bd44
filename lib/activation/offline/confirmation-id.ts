import {
  digitsOf,
  inGroupsOf,
  lostZero,
  type NumberDamage,
  symbolDamage,
  writtenGroups,
} from './number-damage'

/**
 * A confirmation ID comes in groups of six: eight groups as a rule (Office activation pages), seven to nine are taken,
 * since sources differ on the length. No rule to check its digits by is public: Windows decides when it is applied.
 */
export const CONFIRMATION_ID = { groupSize: 6, usualGroups: 8, leastGroups: 7, mostGroups: 9 } as const

const NEEDED = '48, in rare cases 42 or 54'

export type ParsedConfirmationId =
  | { ok: true; digits: string; isUsual: boolean }
  | { ok: false; damage: NumberDamage }

/** Reads a confirmation ID, grouped or not; tells what is wrong with one that cannot be used. */
export function parseConfirmationId(text: string): ParsedConfirmationId {
  const damage = symbolDamage(text)
  if (damage !== undefined) return { ok: false, damage }
  const digits = digitsOf(text)
  const { groupSize, usualGroups, leastGroups, mostGroups } = CONFIRMATION_ID
  const short = lostZero(writtenGroups(text), groupSize)
  if (short !== undefined) return { ok: false, damage: short }
  if (digits.length > groupSize * mostGroups) {
    return { ok: false, damage: { kind: 'tooLong', digits: digits.length, needed: NEEDED } }
  }
  if (digits.length < groupSize * leastGroups || digits.length % groupSize !== 0) {
    return { ok: false, damage: { kind: 'tooShort', digits: digits.length, needed: NEEDED } }
  }
  return { ok: true, digits, isUsual: digits.length === groupSize * usualGroups }
}

/** '012345-678901-...', as slmgr.vbs takes it too. */
export function writeConfirmationId(digits: string): string {
  return inGroupsOf(digits, CONFIRMATION_ID.groupSize).join('-')
}

export function confirmationIdGroups(digits: string): string[] {
  return inGroupsOf(digits, CONFIRMATION_ID.groupSize)
}

export type GroupCheck =
  | { state: 'empty' | 'whole' }
  | { state: 'partial'; missing: number }
  | { state: 'wrong'; problem: 'notDigits' | 'tooLong' }

/** One group while it is typed: digits only, six of them. */
export function checkGroup(typed: string): GroupCheck {
  const text = typed.trim()
  if (text === '') return { state: 'empty' }
  if (!/^\d+$/.test(text)) return { state: 'wrong', problem: 'notDigits' }
  const missing = CONFIRMATION_ID.groupSize - text.length
  if (missing < 0) return { state: 'wrong', problem: 'tooLong' }
  return missing === 0 ? { state: 'whole' } : { state: 'partial', missing }
}

/**
 * A paste into one of the boxes: its digits fill the boxes from that one on. Absent when the paste is no more than
 * one group, so that the box takes it by itself. What does not fit is kept in the last box, where it shows as wrong.
 */
export function distribute(groups: readonly string[], from: number, pasted: string): string[] | undefined {
  const digits = digitsOf(pasted)
  if (digits.length <= CONFIRMATION_ID.groupSize) return undefined
  const pieces = inGroupsOf(digits, CONFIRMATION_ID.groupSize)
  const room = CONFIRMATION_ID.mostGroups - from
  const fitting = pieces.slice(0, room)
  const rest = pieces.slice(room).join('')
  const count = Math.max(groups.length, from + fitting.length)
  return Array.from({ length: count }, (_, at) => {
    const piece = fitting[at - from]
    if (at < from || piece === undefined) return groups[at] ?? ''
    return at === from + fitting.length - 1 ? piece + rest : piece
  })
}
