/** AES-256-GCM over bytes, bound to the place they belong to. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { EncryptionKey } from '@/lib/server/key-encryption'

/** First byte of what is sealed, so that another way of sealing can be told apart one day. */
const FORMAT = 1
const IV_BYTES = 12
const TAG_BYTES = 16

/** What sealing adds to the length. */
export const SEAL_BYTES = 1 + IV_BYTES + TAG_BYTES

/** @param place names the row; sealed bytes moved to another one do not open. */
export function sealBytes(key: EncryptionKey, place: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.sealing, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(boundTo(key, place))
  const parts = [Buffer.of(FORMAT), iv, cipher.update(bytes), cipher.final()]
  return Uint8Array.from(Buffer.concat([...parts, cipher.getAuthTag()]))
}

/** Undefined when the bytes were changed, moved to another place, or sealed with another key. */
export function openBytes(key: EncryptionKey, place: string, sealed: Uint8Array): Buffer | undefined {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (bytes.length < SEAL_BYTES || bytes[0] !== FORMAT) return undefined
  const iv = bytes.subarray(1, 1 + IV_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(boundTo(key, place))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const opened = decipher.update(bytes.subarray(1 + IV_BYTES, -TAG_BYTES))
    return Buffer.concat([opened, decipher.final()])
  } catch {
    return undefined
  }
}

const boundTo = (key: EncryptionKey, place: string) => Buffer.from(`${place} ${key.id}`, 'utf8')
