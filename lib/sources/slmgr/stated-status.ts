import { statusFromNumber } from '@/lib/activation/license/license-status'
import type { LicenseStatus } from '@/lib/activation/observation'
import { type LabelGrade, squeeze } from '../labels/label-table'
import { statusByStem } from '../labels/slmgr-status-stems'
import { SLMGR_TABLES } from '../labels/slmgr-tables'

/** A status and how well the word for it is known. */
export interface StatedStatus {
  status: LicenseStatus
  grade: LabelGrade
}

/** The best known table stands last here, so that its grade holds. */
const STATUS_WORDS = new Map<string, StatedStatus>(
  SLMGR_TABLES.toReversed().flatMap(({ statuses, grade }) =>
    Object.entries(statuses).map(([word, status]): [string, StatedStatus] => [
      squeeze(word),
      { status, grade },
    ]),
  ),
)

/** The status slmgr writes, in any known language; what stands in brackets explains and is ignored. */
export function statusOf(value: string): StatedStatus | undefined {
  const words = value.replace(/[(（].*$/, '')
  const word = squeeze(words).replace(/[.。]+$/, '')
  const known = STATUS_WORDS.get(word)
  if (known !== undefined) return known
  const number = statusFromNumber(word)
  if (number !== undefined) return { status: number, grade: 'seen' }
  const guessed = statusByStem(words)
  return guessed && { status: guessed, grade: 'documentation' }
}
