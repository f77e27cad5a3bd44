import { createHash } from 'node:crypto'
import { fileOf } from '@/app/api/exchange/package-files'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { exchangeCsv, exchangeJson } from '@/lib/format/exchange-file'

/** SHA-256 of each file as it is downloaded, hexadecimal: what certutil or sha256sum says where it arrives. */
export interface FileHashes {
  csv: string
  json: string
}

export function fileHashes(found: PackageView): FileHashes {
  const file = fileOf(found)
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  return { csv: hash(exchangeCsv(file)), json: hash(exchangeJson(file)) }
}
