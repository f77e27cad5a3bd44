import { nameVariants } from '@/lib/activation/words/name-variants'
import { isWithinAt, machinesFor, type Within } from '../belonging/within'
import type { DataReader } from '../permission'
import { readRows } from '../rows'

/** A machine whose name is nearly the one that was asked for. */
export interface NearMachine {
  name: string
  /** 0 to 1, by the trigrams that the first labels share */
  likeness: number
}

/** What looks like this and is named like this is no more than another machine of the same row. */
const MOST = 5

/**
 * Machines that a misspelt name may mean, the most alike first: the same first label in another domain, else one slip of the
 * finger away. The spellings are looked up one by one in the index of first labels, which costs the same for any fleet.
 * Throws NotPermitted without `machine.read`.
 */
export async function nearestMachines(reader: DataReader, text: string): Promise<NearMachine[]> {
  const within = machinesFor(reader)
  const [label = ''] = text.trim().toLowerCase().split('.')
  const elsewhere = await alike([label], label, within)
  return elsewhere.length > 0 ? elsewhere : alike(nameVariants(label), label, within)
}

async function alike(labels: readonly string[], wanted: string, within: Within): Promise<NearMachine[]> {
  if (labels.length === 0) return []
  return readRows<NearMachine>(
    `SELECT c.name, max(similarity(split_part(n.name, '.', 1), $2))::float AS likeness
       FROM client_name n JOIN client c ON c.id = n.client_id
      WHERE split_part(n.name, '.', 1) = ANY($1) AND ${isWithinAt('$3', 'c.site_id')}
      GROUP BY c.name ORDER BY likeness DESC, c.name LIMIT ${MOST}`,
    [labels, wanted, within ?? null],
  )
}
