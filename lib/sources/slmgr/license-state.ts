import type { LicenseStatus } from '@/lib/activation/observation'
import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { excerptOf } from '../excerpt'
import { languageOf } from '../labels/languages'
import type { SlmgrField } from '../labels/slmgr-fields'
import { toldReason } from '../told-reason'
import { guidOf, isMasked, remainingMinutesOf } from '../transcript/values'
import type { ProductBlock } from './product-block'
import { fieldByShape } from './slmgr-rows'
import { statusOf } from './stated-status'

export type LicenseState =
  | {
      ok: true
      status: LicenseStatus
      reason?: string
      /** What is to be said of the reason's code, where it was not written as it was read. */
      reasonNote?: string
      minutes?: number
      unreadMinutes?: SlmgrField
    }
  | { ok: false; line: number; text: string; problem: string }

const EXPIRATIONS = ['volumeExpiration', 'timebasedExpiration', 'avmaExpiration'] as const

/**
 * The state of a product from its rows. Without a status row it is still certain where slmgr prints a row for
 * one status only: an activation expiration for Licensed, a notification reason for Notification.
 */
export function licenseStateOf(block: ProductBlock): LicenseState {
  const { rows } = block
  const statusRow = rows.get('status')
  const told = toldReason(codeAtFront(rows.get('notificationReason')?.value))
  const reason = told.code
  const stated = statusRow === undefined ? undefined : statusOf(statusRow.value)
  const status = stated?.status ?? statusByDetail(block, reason)
  if (status === undefined) return unknownState(block)
  if (stated?.grade === 'documentation' && !isBacked(block)) return unbacked(block)
  const clash = contradiction(block, status)
  if (clash !== undefined) return clash
  const detail = detailField(block, status)
  const minutes = detail === undefined ? undefined : remainingMinutesOf(rows.get(detail)?.value)
  return {
    ok: true,
    status,
    ...(status === 'notification' ? reasonBeside(block, reason) : {}),
    ...(told.note === undefined ? {} : { reasonNote: told.note }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(detail !== undefined && minutes === undefined ? { unreadMinutes: detail } : {}),
  }
}

/** The code at the beginning of a value: hand-made texts go on behind it. */
const codeAtFront = (value = '') => /^(?:0x[0-9a-f]{8}|-?\d{4,10})(?![0-9a-z])/i.exec(value)?.[0] ?? value

/** The reason of a notification, the only code that slmgr prints beside a product. */
function reasonBeside({ rows }: ProductBlock, named: string | undefined): { reason?: string } {
  const reason = named ?? normaliseCode(codeAtFront(rows.get('someCode')?.value))
  return reason === undefined ? {} : { reason }
}

/**
 * Whether rows beside the status show that slmgr wrote the text: values it writes alike in every language. A word that only
 * translated documentation knows does not decide alone.
 */
function isBacked({ rows }: ProductBlock): boolean {
  const others = [...rows].filter(([field]) => field !== 'status').map(([, row]) => row.value)
  return others.some((value) => fieldByShape(value) !== undefined || guidOf(value) !== undefined)
}

function unbacked({ rows, first }: ProductBlock): LicenseState {
  const { line, text, value } = rows.get('status') ?? first
  const said = excerptOf(value).slice(0, 60)
  const problem = `The license status "${said}" is known from translated documentation only, and no row beside it shows a product. ${WAY_OUT}`
  return { ok: false, line, text, problem }
}

function statusByDetail({ rows }: ProductBlock, reason: string | undefined): LicenseStatus | undefined {
  if (reason !== undefined) return 'notification'
  if (rows.has('status')) return undefined
  return EXPIRATIONS.some((field) => rows.has(field)) ? 'licensed' : undefined
}

function detailField({ rows }: ProductBlock, status: LicenseStatus): SlmgrField | undefined {
  if (status === 'notification' || status === 'unlicensed') return undefined
  const fields: readonly SlmgrField[] = status === 'licensed' ? EXPIRATIONS : ['timeRemaining']
  return [...fields, 'someExpiration' as const].find((field) => rows.has(field))
}

/** Rows that slmgr never prints beside a status: the text was put together from two outputs or damaged. */
function contradiction({ rows }: ProductBlock, status: LicenseStatus): LicenseState | undefined {
  const misplaced: SlmgrField[] = []
  if (status !== 'licensed') misplaced.push(...EXPIRATIONS)
  if (status !== 'notification') misplaced.push('notificationReason')
  if (['licensed', 'notification', 'unlicensed'].includes(status)) misplaced.push('timeRemaining')
  const found = misplaced.map((field) => rows.get(field)).find((row) => row !== undefined)
  if (found === undefined) return undefined
  const said = excerptOf(rows.get('status')?.value ?? 'Notification').slice(0, 60)
  const problem = `The license status is "${said}", and this row contradicts it: it belongs to another status`
  return { ok: false, line: found.line, text: found.text, problem }
}

/** slmgr.vbs finds its texts in a folder beside it; a copy elsewhere falls back to English (the script's own code). */
export const WAY_OUT =
  'In English it can be read: run a copy of slmgr.vbs from another folder, or use the collector'

function unknownState(block: ProductBlock): LicenseState {
  const { rows, first } = block
  const row = rows.get('status')
  if (row !== undefined)
    return { ok: false, line: row.line, text: row.text, problem: unknownWord(block, row.value) }
  const where = { ok: false as const, line: first.line, text: first.text }
  const language = languageIn(block)
  if (language !== undefined) {
    return {
      ...where,
      problem: `No license status was found: that label is not known in ${language}. ${WAY_OUT}`,
    }
  }
  if (block.language === undefined) {
    return {
      ...where,
      problem: `This product has no License Status: the text is cut, or its labels are in an unknown language. ${WAY_OUT}`,
    }
  }
  if (rows.has('timeRemaining')) {
    return {
      ...where,
      problem: 'This product has time remaining but no License Status that says in which grace period',
    }
  }
  return { ...where, problem: 'This product has no License Status' }
}

function unknownWord(block: ProductBlock, value: string): string {
  if (value === '') return 'The License Status is empty'
  if (isMasked(value)) return 'The License Status is masked'
  const language = languageIn(block) ?? 'a language without a label table'
  return `The license status "${excerptOf(value).slice(0, 60)}" is not known: damaged, or in ${language}. ${WAY_OUT}`
}

/** The language of a block that is not English, as far as its rows tell it. */
function languageIn({ language, rows, unread }: ProductBlock): string | undefined {
  return languageOf(language, [...[...rows.values()].map(({ text }) => text), ...unread].join('\n'))
}
