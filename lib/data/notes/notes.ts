import { isWithinAt, machinesFor } from '../belonging/within'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** What somebody wrote about a machine or a KMS host. */
export interface NoteRow {
  id: string
  text: string
  /** ISO 8601 UTC */
  at: string
  author: string
  authorId: string | null
}

const MOST = 200
const COLUMNS = 'n.id, n.text, n.at, n.author, n.author_id'

/** The notes on a machine by its names, the newest first. Throws NotPermitted without `machine.read`. */
export async function loadClientNotes(reader: DataReader, names: readonly string[]): Promise<NoteRow[]> {
  const within = machinesFor(reader) ?? null
  return readRows<NoteRow>(
    `SELECT ${COLUMNS} FROM note n JOIN client_name o ON o.id = n.name_id LEFT JOIN client c ON c.id = o.client_id
      WHERE o.name = ANY($1) AND ${isWithinAt('$2', 'c.site_id')} ORDER BY n.at DESC, n.id LIMIT ${MOST}`,
    [names, within],
  )
}

/** The notes on a KMS host by any of its names, the newest first. Throws NotPermitted without `kmsHost.read`. */
export async function loadHostNotes(reader: DataReader, names: readonly string[]): Promise<NoteRow[]> {
  mustBeAble(reader, 'kmsHost.read')
  return readRows<NoteRow>(
    `SELECT ${COLUMNS} FROM note n WHERE n.host = ANY($1) ORDER BY n.at DESC, n.id LIMIT ${MOST}`,
    [names],
  )
}
