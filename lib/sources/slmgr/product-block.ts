import type { SlmgrField } from '../labels/slmgr-fields'
import type { SlmgrRow } from './slmgr-rows'

/** The rows of one product, as slmgr /dli and /dlv print them. */
export interface ProductBlock {
  first: SlmgrRow
  rows: Map<SlmgrField, SlmgrRow>
  /** Machine the transcript was at. */
  machine?: string
  /** The first rows between that nothing read: they tell the language. */
  unread: string[]
  /** Language of the labels; absent as long as no label told it. */
  language?: string
}

/** "Name" is German too, and "Description" French: they do not tell the language. */
const SHARED_LABELS: ReadonlySet<SlmgrField | undefined> = new Set(['name', 'description'] as const)

/** A second one of these begins the next product. */
const ONCE_PER_PRODUCT: ReadonlySet<SlmgrField> = new Set([
  'name',
  'description',
  'activationId',
  'partialKey',
  'status',
  'volumeExpiration',
  'kmsHostBlock',
] as const)

/** Rows that belong to a product but never begin one. */
const NEVER_FIRST: ReadonlySet<SlmgrField> = new Set([
  'recentInformation',
  'activationHint',
  'warning',
  'otherAnswer',
  'url',
  'someExpiration',
  'someCode',
  'someMoment',
] as const)

export function beginBlock(row: SlmgrRow, machine: string | undefined): ProductBlock {
  return addRow({ first: row, rows: new Map(), machine, unread: [] }, row)
}

export function addRow(block: ProductBlock, row: SlmgrRow): ProductBlock {
  if (row.field !== undefined && !block.rows.has(row.field)) block.rows.set(row.field, row)
  if (!SHARED_LABELS.has(row.field)) block.language ??= row.language
  return block
}

/** True when a row cannot be of the product before it. The name is the first row of every product. */
export function beginsNext(block: ProductBlock, row: SlmgrRow): boolean {
  if (row.field === undefined) return false
  // Found by its shape only: in an English text it is some other program's row.
  if (row.language === undefined && block.language === 'en') return false
  if (row.field === 'name') return block.rows.has('name') || block.rows.has('status')
  return ONCE_PER_PRODUCT.has(row.field) && block.rows.has(row.field)
}

export const canBegin = (row: SlmgrRow) => row.field !== undefined && !NEVER_FIRST.has(row.field)

/** True for a row that may join the block: of a known label, or by shape in a text of an unknown language. */
export const fits = (block: ProductBlock, row: SlmgrRow) =>
  row.language !== undefined || block.language !== 'en'

/**
 * True for a block that claims to be a product. Scraps, such as a lone interval, are no loss. The
 * expiration row counts: slmgr prints it for a licensed product only.
 */
export function isProduct({ rows }: ProductBlock): boolean {
  const marks: SlmgrField[] = ['name', 'description', 'status', 'partialKey', 'volumeExpiration', 'notInUse']
  return marks.some((field) => rows.has(field))
}
