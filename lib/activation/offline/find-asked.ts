import type { AnswerLine, AnswerRefusal, AskedRequest } from './answer-verdict'
import { parseInstallationId } from './installation-id'
import { digitsOf } from './number-damage'

export type FoundAsked = { ok: true; asked: AskedRequest } | { ok: false; refusal: AnswerRefusal }

/** Requests by installation ID, and where else an installation ID is being asked for. */
export interface AskedBook {
  byInstallationId: ReadonlyMap<string, AskedRequest>
  /** Package numbers by installation ID, for those of other packages. */
  otherPackages: ReadonlyMap<string, number>
}

/** The request an answer belongs to: by its installation ID alone, and only when that is whole. */
export function findAsked(answer: AnswerLine, book: AskedBook): FoundAsked {
  const text = answer.installationId ?? ''
  if (text.trim() === '') return refused({ kind: 'noInstallationId' })
  const parsed = parseInstallationId(text)
  if (!parsed.ok) {
    const cut = cutFrom(digitsOf(text), book)
    if (parsed.damage.kind === 'tooShort' && cut !== undefined) return refused(cut)
    const looksLike = withoutZeros(digitsOf(text), book)
    const { damage } = parsed
    return refused({ kind: 'installationIdDamaged', damage, ...(looksLike && { looksLike }) })
  }
  const asked = book.byInstallationId.get(parsed.digits)
  if (asked === undefined) return refused(cutFrom(parsed.digits, book) ?? strange(parsed.digits, book))
  const says = answer.reference?.trim() ?? ''
  if (says !== '' && !isSameReference(says, asked.reference)) {
    return refused({ kind: 'mismatch', says, belongsTo: asked.reference })
  }
  return { ok: true, asked }
}

const refused = (refusal: AnswerRefusal): FoundAsked => ({ ok: false, refusal })

function strange(digits: string, book: AskedBook): AnswerRefusal {
  const otherPackage = book.otherPackages.get(digits)
  return otherPackage === undefined ? { kind: 'unknown' } : { kind: 'unknown', otherPackage }
}

/** So many digits at the front are enough to say whose installation ID was cut. */
const ENOUGH_DIGITS = 20

function cutFrom(digits: string, book: AskedBook): AnswerRefusal | undefined {
  if (digits.length < ENOUGH_DIGITS) return undefined
  for (const [whole, asked] of book.byInstallationId) {
    if (whole.length <= digits.length || !whole.startsWith(digits)) continue
    const looksLike = asked.reference
    return { kind: 'installationIdCut', digits: digits.length, needed: whole.length, looksLike }
  }
  return undefined
}

function withoutZeros(digits: string, book: AskedBook): string | undefined {
  if (digits.length < ENOUGH_DIGITS) return undefined
  for (const [whole, asked] of book.byInstallationId) {
    if (whole !== digits && whole === digits.padStart(whole.length, '0')) return asked.reference
  }
  return undefined
}

/** A reference that is none of ours says nothing. */
function isSameReference(says: string, reference: string): boolean {
  return !/^P\d+-\d{3,}$/i.test(says) || says.toUpperCase() === reference
}
