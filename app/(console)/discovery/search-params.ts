import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { CELL_KINDS } from '@/lib/activation/discovery/matrix-cell'

/** What the address of the discovery page holds. Nonsense falls back to the defaults. */
export const discoveryParams = {
  /** part of a zone's or a host's name */
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(CELL_KINDS)).withDefault([]),
  /** work: only rows with a cell that needs someone */
  show: parseAsStringLiteral(['all', 'work'] as const).withDefault('all'),
  /** 'zone host' of the open panel */
  cell: parseAsString,
}

export type DiscoveryParams = inferParserType<typeof discoveryParams>

export const loadDiscoveryParams = createLoader(discoveryParams)
