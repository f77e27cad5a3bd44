import type { CellKind } from '../discovery/matrix-cell'
import { broken, type Rule, unknown, WELL } from './verdict'

/** A host in a zone: what the newest check found there, and what the host said of publishing itself. Times are ISO 8601 UTC. */
export interface CellFactsOfAlert {
  zone: string
  host: string
  kind: CellKind
  /** of a stale record: 'retired' or 'notAnswering' */
  why?: string | undefined
  /** published where it should not be */
  isPublished: boolean
  /** other numbers than expected */
  isOtherPriority: boolean
  checkedAt: string | undefined
  /** the newest 12293, and the newest 12294 */
  failedAt?: string | undefined
  failedCode?: string | undefined
  publishedAt?: string | undefined
  /** machines that lately used the host */
  clients: number
}

/** The record belongs to somebody else, so that the host may not write it. */
const OWNED_BY_OTHERS = '0x80072338'

/** A4: the host could not publish itself, or the check misses its record. */
export const notPublished: Rule<CellFactsOfAlert> = (cell) => {
  const { kind, checkedAt, failedAt, failedCode, publishedAt } = cell
  const isFailing = failedAt !== undefined && (publishedAt === undefined || publishedAt < failedAt)
  const isFoundSince =
    kind === 'published' && checkedAt !== undefined && failedAt !== undefined && checkedAt > failedAt
  const found = {
    ...(checkedAt && { checkedAt }),
    ...(failedAt && { failedAt }),
    ...(failedCode && { code: failedCode }),
  }
  const at =
    [checkedAt, failedAt]
      .flatMap((time) => time ?? [])
      .sort()
      .at(-1) ?? ''
  const evidence = { ...found, at, isOwnedByOthers: failedCode === OWNED_BY_OTHERS }
  if (isFailing && !isFoundSince) return broken('error', evidence)
  if (kind === 'missing') return broken('error', evidence)
  return kind === 'unreachableDns' ? unknown(evidence) : WELL
}

/** A24: a record leads to a host that is retired, dead or unknown, or says another port or priority than it should. */
export const wrongRecord: Rule<CellFactsOfAlert> = (cell) => {
  const { kind, checkedAt, clients } = cell
  const fault = faultOf(cell)
  if (kind === 'unreachableDns') return unknown({ ...(checkedAt && { at: checkedAt }) })
  if (fault === undefined) return WELL
  const isUsed = clients > 0 && (fault === 'retired' || fault === 'unknownHost')
  return broken(isUsed ? 'error' : 'warn', { fault, clients, ...(checkedAt && { at: checkedAt }) })
}

function faultOf({ kind, why, isPublished, isOtherPriority }: CellFactsOfAlert): string | undefined {
  if (kind === 'stale') return why
  if (kind === 'wrongPort' || kind === 'unknownHost' || kind === 'noAddress') return kind
  if (kind === 'notExpected' && isPublished) return 'notExpected'
  return isOtherPriority ? 'otherPriority' : undefined
}

/** A KMS host that is not ours. */
export interface StrangeHostFacts {
  host: string
  clients: number
  /** zones whose records name it */
  zones: number
  cloud?: string | undefined
  named: readonly string[]
  at?: string | undefined
}

/** A13: machines use a KMS host that is neither ours nor a cloud's. */
export const unknownHost: Rule<StrangeHostFacts> = ({ clients, zones, named, at }) =>
  clients > 0 ? broken('error', { clients, zones, named, ...(at && { at }) }) : WELL

/** A14: machines of ours use the KMS host of a cloud. */
export const cloudHostAtHome: Rule<StrangeHostFacts> = ({ clients, cloud, named, at }) =>
  clients > 0 && cloud !== undefined ? broken('warn', { clients, cloud, named, ...(at && { at }) }) : WELL

/** A directory with machines that log on there and that no import ever told of. */
export interface NeverHeardFacts {
  directory: string
  machines: number
  computers: number
}

/** A20 of a directory: machines that the directory has known for so long and nobody reported. */
export const neverHeard: Rule<NeverHeardFacts> = ({ machines, computers }) =>
  machines > 0 ? broken('warn', { machines, computers }) : WELL
