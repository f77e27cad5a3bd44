/**
 * How a whole product key lies in the database: AES-256-GCM, bound to its row and to the encryption key, and
 * beside it a digest that finds an equal key without opening any.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { parseProductKey } from '@/lib/activation/product/product-key'
import { type EncryptionKey, type KeyRing, keyNamed, keyRing } from '@/lib/server/key-encryption'

/** The columns of product_key that hold the key. */
export interface SealedKey {
  sealed: Uint8Array<ArrayBuffer>
  sealedWith: string
  digest: Uint8Array<ArrayBuffer>
}

/** First byte of what is sealed, so that another way of sealing can be told apart one day. */
const FORMAT = 1
const IV_BYTES = 12
const TAG_BYTES = 16

/** Seals a key for the row with this id. `key` as parseProductKey gives it. */
export function sealKey(key: string, rowId: string, ring: KeyRing = keyRing()): SealedKey {
  const { current } = ring
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', current.sealing, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(boundTo(current.id, rowId))
  const text = Buffer.concat([cipher.update(normal(key), 'utf8'), cipher.final()])
  const sealed = Buffer.concat([Buffer.of(FORMAT), iv, text, cipher.getAuthTag()])
  return { sealed: Uint8Array.from(sealed), sealedWith: current.id, digest: digestWith(current, key) }
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
  const text = unsealed(key, row.id, Buffer.from(row.sealed))
  return text === undefined ? { ok: false, refusal: { kind: 'damaged' } } : { ok: true, key: text }
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

function unsealed(key: EncryptionKey, rowId: string, sealed: Buffer): string | undefined {
  if (sealed.length <= 1 + IV_BYTES + TAG_BYTES || sealed[0] !== FORMAT) return undefined
  const iv = sealed.subarray(1, 1 + IV_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(boundTo(key.id, rowId))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    const text = decipher.update(sealed.subarray(1 + IV_BYTES, -TAG_BYTES))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

const boundTo = (keyId: string, rowId: string) => Buffer.from(`product_key ${keyId} ${rowId}`, 'utf8')
