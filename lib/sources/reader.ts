import type { InstalledKeyObservation, MachineReading, Observation } from '@/lib/activation/observation'
import type { DayOrder } from './moments'

/** What a text was recognised as. */
export type TextFormat =
  | 'slmgr-text'
  | 'ospp-text'
  | 'kms-event-xml'
  | 'kms-event-csv'
  | 'kms-event-list'
  | 'kms-event-json'
  | 'kms-event-text'
  | 'cim-json'
  | 'cim-csv'
  | 'cim-list'
  | 'cim-table'
  | 'cim-outline'
  | 'cim-xml'
  | 'vamt-csv'
  | 'vamt-xml'
  | 'observations'
  | 'inventory'
  | 'machine'
  | 'metrics'

/** What a file was recognised as. */
export type SourceFormat = TextFormat | 'evtx'

/** What the caller knows about a source and the text may not say. */
export interface ReadContext {
  /** Machine the text is from, lower-cased; a text that names its machine wins. */
  hostName?: string
  /** ISO 8601 UTC; used where the text carries no unambiguous time of its own. */
  observedAt: string
  /** What a person said of dates like 6/3/2026 in this source. */
  dayOrder?: DayOrder | undefined
  /** What a person said of a text that shows one product in several states and names no machine. */
  captures?: 'oneMachine' | 'severalMachines' | undefined
}

/** One step of a reader. `line` is 1-based in the decoded text, or the number of a record in a log; an excerpt has at most 200 characters, product keys masked. */
export type SourceRecord =
  | { type: 'observation'; line: number; observation: Observation }
  /** What an inventory found: no state of anything, so that nothing takes it for one. */
  | { type: 'installedKey'; line: number; observation: InstalledKeyObservation }
  /** What Windows' own tools told of a machine: no state either. */
  | { type: 'machineReading'; line: number; observation: MachineReading }
  | {
      type: 'rejected'
      line: number
      reason: string
      excerpt: string
      /**
       * It could be used if somebody said whether day or month comes first in its dates, or whether a product in several
       * states is of one machine before and after.
       */
      asks?: 'dayOrder' | 'captures'
      /** Nothing is wrong with the source: it is of the right kind and holds nothing for the record. */
      isRemark?: true
    }

/**
 * A reader turns decoded text chunks into records. It keeps bounded memory, never throws on bad
 * input and never loses the good rest of a file: what it cannot use becomes a `rejected` record.
 */
export interface Reader {
  format: TextFormat
  /** Words for a person: "slmgr output", "KMS event log (XML)". */
  label: string
  /** How sure this reader is, 0 to 1, given the first 64 KiB of decoded text. */
  detect(head: string): number
  read(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord>
}
