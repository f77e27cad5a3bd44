import { createHash } from 'node:crypto'
import { contentOf } from '@/lib/format/exchange-file'

/** SHA-256 of the requests of a package, hexadecimal; the same whatever file they are written in. */
export function contentHash(requests: Parameters<typeof contentOf>[0]): string {
  return sha256(contentOf(requests))
}

/** SHA-256 of a text, hexadecimal, as certutil and sha256sum show that of the file. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
