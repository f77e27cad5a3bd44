import { cimCsvReader } from './cim/csv-reader'
import { cimJsonReader } from './cim/json-reader'
import { cimListReader } from './cim/list-reader'
import { cimOutlineReader } from './cim/outline-reader'
import { cimTableReader } from './cim/table-reader'
import { cimXmlReader } from './cim/xml-reader'
import { inventoryReader } from './inventory/inventory-reader'
import { kmsEventReaders } from './kms-event/readers'
import { machineReader } from './machine/machine-reader'
import { metricsReader } from './metrics/metrics-reader'
import { observationsReader } from './observations/observations-reader'
import { osppReader } from './ospp/ospp-reader'
import type { Reader } from './reader'
import { slmgrReader } from './slmgr/slmgr-reader'
import { vamtCsvReader } from './vamt/csv-reader'
import { vamtXmlReader } from './vamt/xml-reader'

/** Every reader there is. On equal scores the earlier one is taken. */
export const readers: readonly Reader[] = [
  slmgrReader,
  osppReader,
  ...kmsEventReaders,
  cimJsonReader,
  cimCsvReader,
  cimListReader,
  cimTableReader,
  cimOutlineReader,
  cimXmlReader,
  vamtCsvReader,
  vamtXmlReader,
  inventoryReader,
  observationsReader,
  machineReader,
  metricsReader,
]
