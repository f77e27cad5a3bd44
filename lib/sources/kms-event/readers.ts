import type { Reader } from '../reader'
import { kmsEventCsvReader } from './csv-reader'
import { kmsEventJsonReader } from './json-reader'
import { kmsEventListReader } from './list-reader'
import { kmsEventTextReader } from './text-reader'
import { kmsEventXmlReader } from './xml-reader'

/** Readers of the KMS host's and the clients' event logs. */
export const kmsEventReaders: readonly Reader[] = [
  kmsEventXmlReader,
  kmsEventCsvReader,
  kmsEventListReader,
  kmsEventJsonReader,
  kmsEventTextReader,
]
