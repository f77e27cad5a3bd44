import type { PoolClient } from 'pg'
import type { Channel } from '@/lib/activation/observation'
import { catalogueWith } from '@/lib/activation/product/product-catalogue'
import { reworkMoved } from '../merge/merge'
import { GENERATION, PRODUCT_LABEL } from '../merge/merge-licenses'
import { ownLook, type ProductLook } from '../merge/staged-product'
import { rowsOf } from '../rows'
import { lockRecord } from '../transaction'
import { ownEntriesIn } from './own-entries'

interface ProductRow extends ProductLook {
  id: number
  name: string | null
  description: string | null
  applicationId: string | null
  channel: Channel
  told: ProductLook | null
}

/**
 * Brings what is recorded of a product in line with the reference after an entry about its activation ID was
 * added, corrected or withdrawn: what it is called, and on which license of a machine it counts. Gives the
 * record that recording everything now would give. Returns how many licenses are called something else.
 */
export async function relabelProduct(db: PoolClient, activationId: string, now: Date): Promise<number> {
  await lockRecord(db)
  const catalogue = catalogueWith(await ownEntriesIn(db))
  const rows = await rowsOf<ProductRow>(
    db,
    `SELECT id, slot, label, generation, is_known, is_addon, name, description,
            application_id, channel, told
       FROM product WHERE activation_id = $1`,
    [activationId],
  )
  const looks = rows.map(({ id, told, name, description, applicationId, channel, ...current }) => {
    const seed = told ?? lookOf(current)
    const words = { name: name ?? undefined, description: description ?? undefined }
    const observed = { activationId, ...words, applicationId: applicationId ?? undefined, channel }
    const own = ownLook(observed, catalogue)
    return { id, ...(own ?? seed), told: own === undefined ? null : seed, oldSlot: current.slot }
  })
  await saveLooks(db, looks)
  const moved = looks.filter(({ slot, oldSlot }) => slot !== oldSlot).map(({ id }) => id)
  if (moved.length > 0) await moveHistory(db, moved, now)
  await relabelHosts(db, activationId)
  return relabelLicenses(db, activationId)
}

const lookOf = ({ slot, label, generation, isKnown, isAddon }: ProductLook): ProductLook => ({
  slot,
  label,
  generation,
  isKnown,
  isAddon,
})

async function saveLooks(db: PoolClient, looks: readonly object[]): Promise<void> {
  await db.query(
    `UPDATE product p SET slot = n.slot, label = n.label, generation = n.generation, is_known = n."isKnown",
            is_addon = n."isAddon", told = n.told
       FROM jsonb_to_recordset($1) AS n(id int, slot text, label text, generation text, "isKnown" boolean,
            "isAddon" boolean, told jsonb)
      WHERE p.id = n.id`,
    [JSON.stringify(looks)],
  )
}

/** The history of these products goes to the slots they have now; the licenses are worked out again. */
async function moveHistory(db: PoolClient, productIds: readonly number[], now: Date): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE moved_event ON COMMIT DROP AS
     SELECT e.at, e.fingerprint, e.name_id, e.slot AS old_slot, p.slot
       FROM activation_event e JOIN product p ON p.id = e.product_id
      WHERE p.id = ANY($1) AND e.slot IS DISTINCT FROM p.slot`,
    [productIds],
  )
  await db.query(
    `UPDATE activation_event e SET slot = m.slot FROM moved_event m WHERE e.at = m.at AND e.fingerprint = m.fingerprint`,
  )
  await db.query(
    `CREATE TEMP TABLE moved_slot ON COMMIT DROP AS
     SELECT DISTINCT name_id, s.slot FROM moved_event m, LATERAL (VALUES (m.old_slot), (m.slot)) s(slot)
      WHERE name_id IS NOT NULL AND s.slot IS NOT NULL`,
  )
  await reworkMoved(db, now)
}

async function relabelLicenses(db: PoolClient, activationId: string): Promise<number> {
  const relabelled = await db.query(
    `UPDATE license l SET product_label = n.label, generation = n.generation, is_addon = n.is_addon
       FROM (SELECT k.id, sp.is_addon, ${PRODUCT_LABEL} AS label, ${GENERATION} AS generation
               FROM license k JOIN product sp ON sp.id = k.product_id
               LEFT JOIN LATERAL (
                 SELECT e.product_id FROM activation_event e
                  WHERE e.at = k.reading_at AND e.fingerprint = k.reading_fingerprint OFFSET 0) r ON true
               LEFT JOIN product rp ON rp.id = r.product_id
               CROSS JOIN LATERAL (
                 SELECT coalesce(rp.id = sp.id OR rp.activation_id = sp.activation_id, false) AS is_same,
                        rp.id IS NOT NULL AND coalesce(rp.activation_id = sp.activation_id, true) AS fits) w
              WHERE k.activation_id = $1) n
      WHERE l.id = n.id AND (l.product_label, l.generation, l.is_addon)
            IS DISTINCT FROM (n.label, n.generation, n.is_addon)`,
    [activationId],
  )
  await db.query(
    `UPDATE client c SET product_label = l.product_label, generation = l.generation
       FROM license l WHERE l.client_id = c.id AND l.is_primary AND l.activation_id = $1
        AND (c.product_label, c.generation) IS DISTINCT FROM (l.product_label, l.generation)`,
    [activationId],
  )
  return relabelled.rowCount ?? 0
}

async function relabelHosts(db: PoolClient, activationId: string): Promise<void> {
  await db.query(
    `UPDATE kms_host_service s SET product_label = p.label
       FROM (SELECT DISTINCT ON (description) description, label FROM product WHERE activation_id = $1
              ORDER BY description, id DESC) p
      WHERE s.activation_id = $1 AND s.description IS NOT DISTINCT FROM p.description AND s.product_label <> p.label`,
    [activationId],
  )
}
