import type { KnockFinding, SrvSeen, TargetFinding, ZoneAnswer } from './dns-findings'

/** What is said of one host in one zone; exactly one of these. */
export const CELL_KINDS = [
  'published',
  'missing',
  'stale',
  'wrongPort',
  'noAddress',
  'unknownHost',
  'unreachableDns',
  'notExpected',
  'notAsked',
] as const
export type CellKind = (typeof CELL_KINDS)[number]

export type CellState =
  | { kind: 'published' }
  /** Expected, and no server of the zone has it, or not every one: see the note 'serversDisagree'. */
  | { kind: 'missing' }
  /** Published, but the host is retired, or none of its addresses takes a connection. */
  | { kind: 'stale'; why: 'retired' | 'notAnswering' }
  | { kind: 'wrongPort'; ports: number[]; expected: number }
  /** The target of the record has no A or AAAA record. */
  | { kind: 'noAddress' }
  /** A record for a host that is not registered. */
  | { kind: 'unknownHost' }
  /** servers: none of the zone's servers answered. address: nobody could say where the target is. */
  | { kind: 'unreachableDns'; what: 'servers' | 'address' }
  /** An exception says that this host does not belong here; isPublished: it is there nevertheless. */
  | { kind: 'notExpected'; isPublished: boolean }
  /** The zone came after the last check. */
  | { kind: 'notAsked' }

/** What is worth knowing beside the state. */
export type CellNote =
  | { kind: 'otherPriority'; expected: SrvNumbers; found: SrvNumbers }
  | { kind: 'serversDisagree'; having: string[]; lacking: string[] }
  | { kind: 'serversSilent'; servers: string[] }
  /** The record's target is a CNAME, which RFC 2782 forbids. */
  | { kind: 'targetIsAlias'; target: string; name: string }
  /** The records themselves are reached by a CNAME from _vlmcs._tcp. */
  | { kind: 'recordsByAlias'; aliases: string[] }
  | { kind: 'otherAddress'; registered: string[]; found: string[] }
  /** Some addresses of the host answer, these do not. */
  | { kind: 'partlyAnswering'; silent: string[] }
  /** code: why nobody knocked. */
  | { kind: 'notKnocked'; code: string }
  /** A record with the target '.': no such service here (RFC 2782), and clients may draw it. */
  | { kind: 'saysNone' }
  /** The target of an unknown host's record is an IP address in place of a name. */
  | { kind: 'addressAsTarget' }
  /** The target ends with the zone's name twice: in the zone file the final dot was forgotten. */
  | { kind: 'zoneTwice'; meant: string }

export interface SrvNumbers {
  priority: number
  weight: number
}

export interface Expected extends SrvNumbers {
  port: number
}

/** One cell of the matrix, with everything it rests on. */
export interface MatrixCell {
  zone: string
  host: string
  state: CellState
  notes: CellNote[]
  /** What the record should be; absent where none should be. */
  expected?: Expected
  /** The records of this host, from all servers, each once. target: the name in the record, when it is another name. */
  found: (SrvSeen & { target?: string })[]
  answers: ZoneAnswer[]
  targets: TargetFinding[]
  knocks: KnockFinding[]
}

/** A KMS host as registered. */
export interface MatrixHost {
  name: string
  port: number
  priority: number
  weight: number
  isRetired: boolean
  addresses: string[]
  /** Further names of the same host, as a person decided. */
  otherNames: string[]
}

/** What cellState and cellNotes decide from. */
export interface CellFacts extends Omit<MatrixCell, 'state' | 'notes'> {
  registered: MatrixHost | undefined
  /** The answers that hold a record of this host. */
  having: ZoneAnswer[]
}

/** Does somebody have to do something? */
export function needsWork({ state }: Pick<MatrixCell, 'state'>): boolean {
  if (state.kind === 'notExpected') return state.isPublished
  return state.kind !== 'published' && state.kind !== 'notAsked'
}

/** Is there anything to say about the cell at all? Not where a host neither is nor should be. */
export function isQuiet({ state }: Pick<MatrixCell, 'state'>): boolean {
  return state.kind === 'notExpected' && !state.isPublished
}
