import type { LicenseStatus } from '@/lib/activation/observation'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { FORGOTTEN_COLUMNS, type ForgottenClient } from './forgotten-list'

/** Everything the page of a forgotten machine shows. Times are ISO 8601 UTC. */
export interface ForgottenClientView extends ForgottenClient {
  /** every name it was seen under, its own first */
  names: string[]
  /** what was said of it, the newest first, at most 200 */
  history: ForgottenWord[]
}

export interface ForgottenWord {
  at: string
  fingerprint: string
  kind: string
  name: string
  product: string | null
  status: LicenseStatus | null
  code: string | null
  importId: string | null
  line: number | null
}

const WORDS_SHOWN = 200

/** The forgotten machines among those with these names, whole or short. Throws NotPermitted without `fleet.read`. */
export async function findForgotten(
  reader: DataReader,
  names: readonly string[],
): Promise<ForgottenClient[]> {
  mustBeAble(reader, 'fleet.read')
  if (names.length === 0) return []
  return readRows<ForgottenClient>(
    `SELECT ${FORGOTTEN_COLUMNS} FROM forgotten_client f WHERE f.returned_at IS NULL AND f.id IN (
       SELECT n.forgotten_id FROM client_name n
        WHERE n.forgotten_id IS NOT NULL AND (n.name = ANY($1) OR split_part(n.name, '.', 1) = ANY($1))) ORDER BY f.name`,
    [names],
  )
}

/** A forgotten machine by any of its names; undefined where none is called that. Throws NotPermitted without `fleet.read`. */
export async function loadForgottenClient(
  reader: DataReader,
  name: string,
): Promise<ForgottenClientView | undefined> {
  mustBeAble(reader, 'fleet.read')
  const [found] = await readRows<ForgottenClient & { id: number; names: string[] }>(
    `SELECT f.id, ${FORGOTTEN_COLUMNS},
            ARRAY(SELECT o.name FROM client_name o WHERE o.forgotten_id = f.id ORDER BY o.name <> f.name, o.name) AS names
       FROM client_name n JOIN forgotten_client f ON f.id = n.forgotten_id WHERE n.name = $1`,
    [name.toLowerCase()],
  )
  if (!found) return undefined
  const { id, ...facts } = found
  const history = await readRows<ForgottenWord>(
    `SELECT e.at, e.fingerprint, e.kind, n.name, p.label AS product, e.status_after AS status,
            nullif(e.code, '0x00000000') AS code, e.import_id, e.line
       FROM client_name n JOIN activation_event e ON e.name_id = n.id LEFT JOIN product p ON p.id = e.product_id
      WHERE n.forgotten_id = $1 ORDER BY e.at DESC, e.fingerprint LIMIT ${WORDS_SHOWN}`,
    [id],
  )
  return { ...facts, history }
}
