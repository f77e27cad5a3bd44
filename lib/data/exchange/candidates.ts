import { type CandidateStanding, candidateStanding } from '@/lib/activation/offline/candidate'
import { type DataReader, mustBeAble } from '../permission'
import { onReadPool } from '../rows'
import { type CandidateFilter, findCandidates } from './candidate-rows'
import { type CountedExchangeKey, countKeys, findExchangeKey } from './exchange-keys'

/** A machine to choose, as the list shows it. Times are ISO 8601 UTC. */
export interface CandidateView {
  machine: string
  slot: string
  domain: string | null
  productLabel: string
  observedAt: string
  hasInstallationId: boolean
  standing: CandidateStanding
}

export interface CandidatesView {
  key: CountedExchangeKey
  machines: CandidateView[]
  /** How many match; more than are listed where there are very many, and at least so many where it is not exact. */
  total: number
  isExact: boolean
  /** Names that were asked for and are not in the record. */
  unknownNames: string[]
}

/** Most machines of one package and one list. */
export const CANDIDATES_LIMIT = 500

/**
 * Machines to choose for a package with a MAK; undefined when there is no such MAK. Throws NotPermitted without
 * `exchange.read`.
 */
export async function loadCandidates(
  reader: DataReader,
  filter: Omit<CandidateFilter, 'lastFive' | 'limit'>,
  now: Date,
): Promise<CandidatesView | undefined> {
  mustBeAble(reader, 'exchange.read')
  const found = await findExchangeKey(onReadPool, filter.keyId)
  const [key] = found ? await countKeys([found]) : []
  if (!key) return undefined
  const { lastFive } = key
  const { rows, ...counted } = await findCandidates(
    onReadPool,
    { ...filter, lastFive, limit: CANDIDATES_LIMIT },
    now,
  )
  const machines = rows.map((row) => ({
    machine: row.machine,
    slot: row.slot,
    domain: row.domain,
    productLabel: row.productLabel,
    observedAt: row.observedAt,
    hasInstallationId: row.installationId !== undefined,
    standing: candidateStanding(key, row),
  }))
  return { key, machines, ...counted, unknownNames: await unknownOf(filter.names ?? []) }
}

async function unknownOf(names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const known = await onReadPool.rows<{ name: string }>(
    `SELECT w.name FROM unnest($1::text[]) AS w(name)
      WHERE NOT EXISTS (SELECT FROM client_name n WHERE n.name = w.name)
        AND NOT EXISTS (SELECT FROM client_name n WHERE split_part(n.name, '.', 1) = w.name)`,
    [names],
  )
  return known.map(({ name }) => name)
}
