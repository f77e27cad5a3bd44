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

/** The notes on a machine by its name, the newest first. Throws NotPermitted without `fleet.read`. */
export async function loadClientNotes(reader: DataReader, name: string): Promise<NoteRow[]> {
  mustBeAble(reader, 'fleet.read')
  return readRows<NoteRow>(
    `SELECT ${COLUMNS} FROM note n JOIN client c ON c.id = n.client_id WHERE c.name = $1 ORDER BY n.at DESC, n.id LIMIT ${MOST}`,
    [name],
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
