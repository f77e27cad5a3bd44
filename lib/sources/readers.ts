import { cimCsvReader } from './cim/csv-reader'
import { cimJsonReader } from './cim/json-reader'
import { cimListReader } from './cim/list-reader'
import { kmsEventReaders } from './kms-event/readers'
import type { Reader } from './reader'
import { vamtCsvReader } from './vamt/csv-reader'
import { vamtXmlReader } from './vamt/xml-reader'

/** Every reader there is. On equal scores the earlier one is taken. */
export const readers: readonly Reader[] = [
  ...kmsEventReaders,
  cimJsonReader,
  cimCsvReader,
  cimListReader,
  vamtCsvReader,
  vamtXmlReader,
]
