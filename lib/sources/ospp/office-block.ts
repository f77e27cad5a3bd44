import type { LicenseStatus } from '@/lib/activation/observation'
import { excerptOf } from '../excerpt'
import { squeeze } from '../labels/label-table'
import { languageOf } from '../labels/languages'
import type { OsppField } from '../labels/ospp-labels'
import { statusByStem } from '../labels/slmgr-status-stems'
import { SLMGR_TABLES } from '../labels/slmgr-tables'
import { isMasked } from '../transcript/values'
import { OSPP_TABLES, type OsppRow } from './ospp-rows'

/** The rows of one Office product between two rows of dashes. */
export interface OfficeBlock {
  first: OsppRow
  rows: Map<OsppField, OsppRow>
  machine?: string
}

/** Rows a product can begin with; texts copied from the middle have no dashes. */
const FIRST_ROWS: ReadonlySet<OsppField> = new Set([
  'productId',
  'skuId',
  'name',
  'actingOn',
  'actId',
  'description',
  'status',
] as const)

export const canBegin = (row: OsppRow) => row.field !== undefined && FIRST_ROWS.has(row.field)

/** A second product ID, SKU ID, name or status begins the next product where no dashes stand between. */
export function beginsNext({ rows }: OfficeBlock, row: OsppRow): boolean {
  return row.field !== undefined && FIRST_ROWS.has(row.field) && rows.has(row.field)
}

/** In other languages ospp.vbs writes the words of slmgr.vbs, as far as both are known. */
const STATUS_WORDS = new Map<string, LicenseStatus>(
  [...SLMGR_TABLES, ...OSPP_TABLES].flatMap(({ statuses }) =>
    Object.entries(statuses).map(([word, status]): [string, LicenseStatus] => [wordOf(word), status]),
  ),
)

function wordOf(value: string): string {
  return squeeze(value).replace(/^-+|-+$/g, '')
}

export type OfficeState =
  | { ok: true; status: LicenseStatus }
  /** Nothing is claimed, and nothing lost. */
  | { ok: false; isScrap: true }
  | { ok: false; isScrap: false; row: OsppRow; problem: string }

/** The status of a product. `/act` reports success only when the licensing service accepted it: licensed. */
export function officeStateOf({ rows, first }: OfficeBlock): OfficeState {
  const row = rows.get('status')
  if (row === undefined) {
    if (rows.has('activationSucceeded')) return { ok: true, status: 'licensed' }
    const isOspp = [...rows.values()].some(({ language }) => language !== undefined)
    if (!isOspp || !(rows.has('name') || rows.has('description'))) return { ok: false, isScrap: true }
    return { ok: false, isScrap: false, row: first, problem: withoutStatus(rows.get('errorCode')?.value) }
  }
  const words = row.value.replace(/\(.*$/, '')
  const status = STATUS_WORDS.get(wordOf(words)) ?? statusByStem(words)
  const isBacked = row.language === 'en' || rows.has('name') || rows.has('description')
  if (status !== undefined && isBacked) return { ok: true, status }
  return { ok: false, isScrap: false, row, problem: unknownWord(row.value, rows) }
}

function withoutStatus(errorCode: string | undefined): string {
  if (errorCode === undefined) return 'This Office product has no LICENSE STATUS'
  return `This Office product has no LICENSE STATUS; the attempt reports ${errorCode.slice(0, 40)}`
}

/** The number of a status is the same everywhere. */
const WAY_OUT = 'Its number can be read: SoftwareLicensingProduct through ConvertTo-Json, or the collector'

function unknownWord(value: string, rows: OfficeBlock['rows']): string {
  if (wordOf(value) === '') return 'The LICENSE STATUS is empty'
  if (isMasked(value)) return 'The LICENSE STATUS is masked'
  const text = [...rows.values()].map((row) => row.text).join('\n')
  const language = languageOf(undefined, text) ?? 'a language without a label table'
  return `The license status "${excerptOf(value).slice(0, 60)}" is not known: damaged, or in ${language}. ${WAY_OUT}`
}
