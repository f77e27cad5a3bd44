/**
 * The password of a directory account at rest: AES-256-GCM with the key that product keys are sealed with, bound to
 * the row it stands in, so that it opens nowhere else.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type KeyRing, keyNamed, keyRing } from '@/lib/server/key-encryption'

const IV_BYTES = 12
const TAG_BYTES = 16

/** '<name of the encryption key>:<base64>' */
export function sealPassword(password: string, sourceId: string, ring: KeyRing = keyRing()): string {
  const { current } = ring
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', current.sealing, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(boundTo(current.id, sourceId))
  const text = Buffer.concat([cipher.update(password, 'utf8'), cipher.final()])
  return `${current.id}:${Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64')}`
}

/** The password; absent when it was sealed with an encryption key this console no longer has, or was damaged. */
export function openPassword(
  sealed: string,
  sourceId: string,
  ring: KeyRing = keyRing(),
): string | undefined {
  const [keyId = '', base64 = ''] = sealed.split(':')
  const key = keyNamed(ring, keyId)
  const bytes = Buffer.from(base64, 'base64')
  if (key === undefined || bytes.length <= IV_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(boundTo(key.id, sourceId))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

const boundTo = (keyId: string, sourceId: string) =>
  Buffer.from(`directory_source ${keyId} ${sourceId}`, 'utf8')
