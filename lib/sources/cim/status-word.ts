import { statusFromNumber } from '@/lib/activation/license/license-status'
import type { LicenseStatus } from '@/lib/activation/observation'
import { statusByStem } from '../labels/slmgr-status-stems'
import { SLMGR_TABLES } from '../labels/slmgr-tables'

/** Enum names of PowerShell and VAMT and the words of slmgr.vbs, letters only. */
const BY_LETTERS: Readonly<Record<string, LicenseStatus>> = {
  unlicensed: 'unlicensed',
  notlicensed: 'unlicensed',
  licensed: 'licensed',
  activated: 'licensed',
  true: 'licensed',
  oobgrace: 'initialGrace',
  ooboutofboxgrace: 'initialGrace',
  outofboxgrace: 'initialGrace',
  initialgrace: 'initialGrace',
  initialgraceperiod: 'initialGrace',
  ootgrace: 'outOfToleranceGrace',
  outoftolerancegrace: 'outOfToleranceGrace',
  additionalgrace: 'outOfToleranceGrace',
  additionalgraceperiod: 'outOfToleranceGrace',
  nongenuinegrace: 'nonGenuineGrace',
  nongenuinegraceperiod: 'nonGenuineGrace',
  notification: 'notification',
  notifications: 'notification',
  notificationmode: 'notification',
  extendedgrace: 'extendedGrace',
  extendedgraceperiod: 'extendedGrace',
}

/** What slmgr.vbs writes in other languages: the OSLicense module fills LicenseStatus with it. */
const IN_OTHER_LANGUAGES = new Map(
  SLMGR_TABLES.toReversed().flatMap(({ statuses }) =>
    Object.entries(statuses).map(([word, status]): [string, LicenseStatus] => [lettersOf(word), status]),
  ),
)

/** A number from 0 to 6 standing by itself, also as "5.0". */
const NUMBER = /(?<![\p{L}\p{N}.])([0-6])(?:\.0+)?(?![\p{L}\p{N}.])/gu

/** The number in front of a mark, or in brackets behind a word of some other language: 1 (Lizenziert), Notificación (5). */
const STANDS_APART = /^[0-6]\s*[-–:=([,;]|[([]\s*[0-6]\s*[)\]]$/

/**
 * A license status in any writing: a number (5), a word (OOBGrace, "OOB Grace", ---NOTIFICATIONS---), or both (5 - Notification,
 * "Licensed (1)", "1: Licensed"). slmgr's explanation in brackets is ignored. Absent when unknown, and when number
 * and word contradict each other.
 */
export function statusFromWord(text: string | undefined): LicenseStatus | undefined {
  const value = text?.trim() ?? ''
  const numbers = [...value.matchAll(NUMBER)].map((match) => match[1] ?? '')
  if (numbers.length > 1) return undefined
  const byNumber = numbers[0] === undefined ? undefined : statusFromNumber(numbers[0])
  const word = value.replace(NUMBER, '')
  const letters = lettersOf(word) === '' ? '' : lettersOf(word.replace(/(?<=[a-z].*)\(.*\)/i, ''))
  const byWord =
    BY_LETTERS[letters] ??
    BY_LETTERS[lettersOf(word)] ??
    IN_OTHER_LANGUAGES.get(lettersOf(word)) ??
    statusByStem(word.replace(/[()[\]:,;–-]/g, ' '))
  if (byWord === undefined) return letters === '' || STANDS_APART.test(value) ? byNumber : undefined
  return byNumber === undefined || byNumber === byWord ? byWord : undefined
}

const TRANSLATIONS = new Set(
  SLMGR_TABLES.filter(({ grade }) => grade === 'documentation').flatMap(({ statuses }) =>
    Object.keys(statuses).map(lettersOf),
  ),
)
const SEEN = new Set(
  SLMGR_TABLES.filter(({ grade }) => grade !== 'documentation').flatMap(({ statuses }) =>
    Object.keys(statuses).map(lettersOf),
  ),
)

/** A word that no output shows, only a translation: it does not decide a status alone. */
export function isTranslation(text: string | undefined): boolean {
  const letters = lettersOf(text ?? '')
  if (SEEN.has(letters) || BY_LETTERS[letters] !== undefined) return false
  return TRANSLATIONS.has(letters) || statusByStem(text ?? '') !== undefined
}

function lettersOf(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
}
