import type { CellKind } from './matrix-cell'

/** The word of each state, its sign beside it in the matrix, and how urgent it is. Small: client components use it. */
export const CELL_WORDS = {
  published: { label: 'Published', tone: 'ok' },
  missing: { label: 'Missing', tone: 'bad' },
  stale: { label: 'Stale', tone: 'warn' },
  wrongPort: { label: 'Wrong port', tone: 'bad' },
  noAddress: { label: 'No address', tone: 'bad' },
  unknownHost: { label: 'Unknown host', tone: 'warn' },
  unreachableDns: { label: 'DNS unreachable', tone: 'silent' },
  notExpected: { label: 'Not expected', tone: 'watch' },
  notAsked: { label: 'Not checked yet', tone: 'silent' },
} as const satisfies Record<CellKind, { label: string; tone: 'ok' | 'watch' | 'warn' | 'bad' | 'silent' }>

/** What each means, for the legend and for the ear. */
export const CELL_MEANINGS: Readonly<Record<CellKind, string>> = {
  published: 'The record is there, its host has an address, and its port accepts connections.',
  missing: 'The host should be in this zone, but a server of the zone does not have it.',
  stale: 'The record is there, but its host is retired or does not answer on the port.',
  wrongPort: 'The record has a different port than the registration.',
  noAddress: 'The target of the record has no address: clients cannot reach it.',
  unknownHost: 'A record for a host that is not registered.',
  unreachableDns: 'No server of the zone answered, or the address of the target could not be looked up.',
  notExpected: 'An exception says that this host does not belong in this zone.',
  notAsked: 'The zone or the host came after the last check.',
}
