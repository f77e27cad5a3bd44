import type { PoolClient } from 'pg'
import { productOf } from '@/lib/activation/product/products'
import type { Transaction } from '../audit'
import { type DataReader, mustBeAble } from '../permission'
import { pool } from '../pool'
import { readRows, rowsOf } from '../rows'
import { loadReferenceBook } from './own-entries'
import { relabelProduct } from './relabel-products'

/** Name of the lease of whoever relabels. */
export const RELABEL_LEASE = 'relabels'

/** Notes that what is recorded of these products has to be relabelled. Returns how many licenses they have. */
export async function askRelabels(
  tx: Transaction,
  activationIds: readonly string[],
  { by, at }: { by: string; at: Date },
): Promise<number> {
  const rows = await tx.$queryRaw<{ licenses: number }[]>`
    INSERT INTO reference_relabel AS r (activation_id, licenses, asked_at, asked_by)
    SELECT a.id, count(l.id)::int, ${at}, ${by}
      FROM unnest(${[...activationIds]}::uuid[]) a(id) LEFT JOIN license l ON l.activation_id = a.id GROUP BY a.id
    ON CONFLICT (activation_id) DO UPDATE
       SET asks = r.asks + 1, licenses = EXCLUDED.licenses, asked_at = EXCLUDED.asked_at, asked_by = EXCLUDED.asked_by
    RETURNING licenses`
  return rows.reduce((sum, { licenses }) => sum + licenses, 0)
}

/** Activation IDs that wait to be relabelled, the longest waiting first. */
export async function pendingRelabels(): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    pool(),
    'SELECT activation_id AS id FROM reference_relabel ORDER BY asked_at, activation_id',
  )
  return rows.map(({ id }) => id)
}

/**
 * Relabels one product if that is still wanted, all in the transaction of `db`: cut off, nothing has happened and
 * it still waits; run twice, the second time finds nothing to do. An entry that changes meanwhile leaves it waiting.
 */
export async function settleRelabel(db: PoolClient, activationId: string, now: Date): Promise<void> {
  const rows = await rowsOf<{ asks: number }>(
    db,
    'SELECT asks FROM reference_relabel WHERE activation_id = $1',
    [activationId],
  )
  const [asked] = rows
  if (asked === undefined) return
  await relabelProduct(db, activationId, now)
  await db.query('DELETE FROM reference_relabel WHERE activation_id = $1 AND asks = $2', [
    activationId,
    asked.asks,
  ])
}

/** A product whose machines still have its old name. */
export interface PendingRelabel {
  activationId: string
  /** What the reference calls it now. */
  label: string
  licenses: number
  /** ISO 8601 UTC */
  askedAt: string
}

/** What is being relabelled at present, the longest waiting first. */
export async function loadPendingRelabels(reader: DataReader): Promise<PendingRelabel[]> {
  mustBeAble(reader, 'reference.read')
  // They are counted in the whole fleet.
  if (reader.sites) return []
  const rows = await readRows<{ activationId: string; licenses: number; askedAt: string }>(
    `SELECT activation_id, licenses, asked_at
       FROM reference_relabel ORDER BY asked_at, activation_id LIMIT 100`,
  )
  if (rows.length === 0) return []
  const { catalogue } = await loadReferenceBook(reader)
  return rows.map(({ activationId, licenses, askedAt }) => ({
    activationId,
    label: productOf({ activationId }, {}, catalogue).label,
    licenses,
    askedAt,
  }))
}
