import { listFacts } from '@/lib/format/lists'
import type { SavedView, ViewList } from '@/lib/format/views'
import { LIST_SOURCES } from '../lists/sources'
import { mustBeAble, type Permission, type PersonReader } from '../permission'
import { readRows } from '../rows'

/** What one must be able to read to open a view of a list. */
function permissionOf(list: ViewList): Permission {
  return list === 'clients' || list === 'licenses' ? 'machine.read' : LIST_SOURCES[list].permission
}

/**
 * The views a person may open, their own and those that are shared, by name. A view of a list that their role does not show
 * is left out, and so are those of others for whoever is limited to sites: what they ask for may name a machine. Throws NotPermitted without `view.save`.
 */
export async function loadSavedViews(reader: PersonReader): Promise<SavedView[]> {
  mustBeAble(reader, 'view.save')
  const rows = await readRows<SavedView>(
    `SELECT v.id, v.list, v.name, v.query, v.is_shared, u.name AS owner, v.owner_id = $1 AS is_own
       FROM saved_view v JOIN "user" u ON u.id = v.owner_id
      WHERE v.owner_id = $1 OR (v.is_shared AND NOT $2) ORDER BY lower(v.name), v.id`,
    [reader.id, reader.sites !== undefined],
  )
  return rows.filter(({ list }) => isKnown(list) && reader.can(permissionOf(list)))
}

/** A view can outlive its list. */
function isKnown(list: ViewList): boolean {
  return (
    list === 'clients' || list === 'licenses' || (list in LIST_SOURCES && listFacts(list).path !== undefined)
  )
}
