/**
 * How a whole product key lies in the database: AES-256-GCM, bound to its row and to the encryption key, and
 * beside it a digest that finds an equal key without opening any.
 */
import { createHmac } from 'node:crypto'
import { parseProductKey } from '@/lib/activation/product/product-key'
import { type EncryptionKey, type KeyRing, keyNamed, keyRing } from '@/lib/server/key-encryption'
import { openBytes, sealBytes } from './sealed-bytes'

/** The columns of product_key that hold the key. */
export interface SealedKey {
  sealed: Uint8Array<ArrayBuffer>
  sealedWith: string
  digest: Uint8Array<ArrayBuffer>
}

/** Seals a key for the row with this id. `key` as parseProductKey gives it. */
export function sealKey(key: string, rowId: string, ring: KeyRing = keyRing()): SealedKey {
  const { current } = ring
  const sealed = sealBytes(current, placeOf(rowId), Buffer.from(normal(key), 'utf8'))
  return { sealed, sealedWith: current.id, digest: digestWith(current, key) }
}

export type OpenedKey =
  /** A secret: hand it to the one who asked, never to a log, a cache or an address. */
  { ok: true; key: string } | { ok: false; refusal: OpenRefusal }

export type OpenRefusal =
  /** Known by its last five only. */
  | { kind: 'notStored' }
  /** Sealed with an encryption key that this console was not started with. */
  | { kind: 'otherEncryptionKey'; sealedWith: string; current: string }
  /** Changed in the database, or moved there from another row. */
  | { kind: 'damaged' }

/** Opens the key of a row. Never throws for what stands in the row. */
export function openKey(
  row: { id: string; sealed: Uint8Array | null; sealedWith: string | null },
  ring: KeyRing = keyRing(),
): OpenedKey {
  if (row.sealed === null || row.sealedWith === null) return { ok: false, refusal: { kind: 'notStored' } }
  const key = keyNamed(ring, row.sealedWith)
  if (key === undefined) {
    const refusal = {
      kind: 'otherEncryptionKey',
      sealedWith: row.sealedWith,
      current: ring.current.id,
    } as const
    return { ok: false, refusal }
  }
  const opened = openBytes(key, placeOf(row.id), row.sealed)
  if (opened === undefined) return { ok: false, refusal: { kind: 'damaged' } }
  return { ok: true, key: opened.toString('utf8') }
}

/** What an equal key would have stored as its digest, under each encryption key this process knows. */
export function digestsOf(key: string, ring: KeyRing = keyRing()): Uint8Array<ArrayBuffer>[] {
  const keys = ring.previous === undefined ? [ring.current] : [ring.current, ring.previous]
  return keys.map((one) => digestWith(one, key))
}

function digestWith(key: EncryptionKey, productKey: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHmac('sha256', key.comparing).update(normal(productKey), 'utf8').digest())
}

/** The same key in any notation is one text. Throws for what is no key: callers parse first. */
function normal(key: string): string {
  const parsed = parseProductKey(key)
  if (!parsed.ok) throw new Error(`Only whole product keys are sealed (${parsed.refusal.kind}).`)
  return parsed.key
}

const placeOf = (rowId: string) => `product_key ${rowId}`
