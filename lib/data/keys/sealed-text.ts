/** A secret text at rest: sealed as product keys are, bound to the row it stands in, so that it opens nowhere else. */
import { type KeyRing, keyNamed, keyRing } from '@/lib/server/key-encryption'
import { openBytes, sealBytes } from './sealed-bytes'

/** What stands between the name of the encryption key and the sealed bytes. */
const FORMAT = 'sealed'

/** '<name of the encryption key>:sealed:<base64>'. place: names the row. */
export function sealText(text: string, place: string, ring: KeyRing = keyRing()): string {
  const sealed = sealBytes(ring.current, place, Buffer.from(text, 'utf8'))
  return `${ring.current.id}:${FORMAT}:${Buffer.from(sealed).toString('base64')}`
}

/** The text; absent when it was sealed with an encryption key this console no longer has, or was damaged. */
export function openText(sealed: string, place: string, ring: KeyRing = keyRing()): string | undefined {
  const [keyId = '', format = '', base64] = sealed.split(':')
  const key = keyNamed(ring, keyId)
  if (key === undefined || base64 === undefined || format !== FORMAT) return undefined
  return openBytes(key, place, Buffer.from(base64, 'base64'))?.toString('utf8')
}
