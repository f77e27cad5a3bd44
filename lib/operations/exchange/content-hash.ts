import { createHash } from 'node:crypto'
import { contentOf } from '@/lib/format/exchange-file'

/** SHA-256 of the requests of a package, hexadecimal; the same whatever file they are written in. */
export function contentHash(requests: Parameters<typeof contentOf>[0]): string {
  return createHash('sha256').update(contentOf(requests)).digest('hex')
}
