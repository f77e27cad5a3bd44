import type { PoolClient } from 'pg'
import { cache } from 'react'
import { OWN_KINDS, type OwnEntry, type OwnKind } from '@/lib/activation/reference/own-entry'
import { type ReferenceBook, referenceBook, SEED_BOOK } from '@/lib/activation/reference/reference-book'
import { seedValue } from '@/lib/activation/reference/seed-value'
import { type DataReader, mustBeAble } from '../permission'
import { readRows, rowsOf } from '../rows'
import { ENTRY_VALUES } from './entry-values'

interface EntryRow {
  kind: string
  key: string
  value: unknown
  source: string
  dated: string
  note: string | null
  changedAt: string
  changedBy: string
}

const IN_FORCE = `SELECT kind, key, value, source, dated, note, changed_at, changed_by
   FROM reference_entry WHERE withdrawn_at IS NULL ORDER BY changed_at DESC, id`

/** The entries in force, read once for all that one page loads. */
const loadInForce = cache(() => readRows<EntryRow>(IN_FORCE))

/** The last book and the rows it was made of: made again, it would lose what is kept for each book and catalogue. */
let last: { rows: string; book: ReferenceBook } | undefined

/** The tables with everything an admin entered: what pages and the desk look things up in. */
export async function loadReferenceBook(reader: DataReader): Promise<ReferenceBook> {
  mustBeAble(reader, 'reference.read')
  return bookInForce()
}

/** The KMS hosts of clouds, with ours: for loaders that have checked a permission of their own. */
export const loadCloudHosts = async () => (await bookInForce()).cloudHosts

async function bookInForce(): Promise<ReferenceBook> {
  const rows = await loadInForce()
  if (rows.length === 0) return SEED_BOOK
  const text = JSON.stringify(rows)
  if (last?.rows === text) return last.book
  const book = referenceBook(entriesOf(rows))
  last = { rows: text, book }
  return book
}

/** The entries in force, for what runs inside a transaction on the record. */
export async function ownEntriesIn(db: PoolClient): Promise<OwnEntry[]> {
  return entriesOf(await rowsOf<EntryRow>(db, IN_FORCE))
}

/** A row whose value an older version wrote in another shape is left out: the seed holds then. */
function entriesOf(rows: readonly EntryRow[]): OwnEntry[] {
  return rows.flatMap((row) => {
    const kind = OWN_KINDS.find((one) => one === row.kind)
    return kind === undefined ? [] : entryOf(kind, row)
  })
}

function entryOf(kind: OwnKind, row: EntryRow): OwnEntry[] {
  const parsed = ENTRY_VALUES[kind].safeParse(row.value)
  if (!parsed.success) return []
  const { key, source, dated, note, changedAt, changedBy } = row
  const mark = {
    at: changedAt,
    by: changedBy,
    source,
    dated,
    ...(note !== null && { note }),
    corrects: seedValue(kind, key) !== undefined,
  }
  return [{ kind, key, value: parsed.data, mark } as OwnEntry]
}
