/**
 * The password of a directory account at rest: sealed as product keys are, bound to the row it stands in, so that it
 * opens nowhere else.
 */
import { createDecipheriv } from 'node:crypto'
import { type EncryptionKey, type KeyRing, keyNamed, keyRing } from '@/lib/server/key-encryption'
import { openText, sealText } from '../keys/sealed-text'

export function sealPassword(password: string, sourceId: string, ring: KeyRing = keyRing()): string {
  return sealText(password, placeOf(sourceId), ring)
}

/** The password; absent when it was sealed with an encryption key this console no longer has, or was damaged. */
export function openPassword(
  sealed: string,
  sourceId: string,
  ring: KeyRing = keyRing(),
): string | undefined {
  const [keyId = '', first = '', rest] = sealed.split(':')
  if (rest !== undefined) return openText(sealed, placeOf(sourceId), ring)
  const key = keyNamed(ring, keyId)
  return key && openFirstFormat(key, sourceId, Buffer.from(first, 'base64'))
}

const placeOf = (sourceId: string) => `directory_source ${sourceId}`

const IV_BYTES = 12
const TAG_BYTES = 16

/** Until 22 November 2026: '<name of the encryption key>:<base64>', the name before the row in what binds it. */
function openFirstFormat(key: EncryptionKey, sourceId: string, bytes: Buffer): string | undefined {
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(`directory_source ${key.id} ${sourceId}`, 'utf8'))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES))
    return Buffer.concat([text, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
