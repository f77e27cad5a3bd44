import type { Reader } from '../reader'
import { kmsEventXmlReader } from './xml-reader'

export const kmsEventReaders: readonly Reader[] = [kmsEventXmlReader]
