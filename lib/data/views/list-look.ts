import { PAGE_SIZES } from '@/lib/format/page-sizes'
import type { OwnFrame } from '@/lib/format/shown-list'
import type { ViewList } from '@/lib/format/views'
import type { PersonReader } from '../permission'
import { readRows } from '../rows'

/** What the page of a list needs to know of the person in front of it. */
export async function loadOwnFrame(reader: PersonReader, list: ViewList): Promise<OwnFrame> {
  const [row] = await readRows<{
    cols: string[] | null
    density: string | null
    size: number | null
    beforeAt: string | null
  }>(
    `SELECT l.cols, l.density, l.size, v.before_at
       FROM (SELECT) one LEFT JOIN list_look l ON l.user_id = $1 AND l.list = $2 LEFT JOIN visit v ON v.user_id = $1`,
    [reader.id, list],
  )
  return {
    look: {
      cols: row?.cols?.length ? row.cols : null,
      density: row?.density === 'compact' || row?.density === 'roomy' ? row.density : null,
      size: PAGE_SIZES.find((size) => size === row?.size) ?? null,
    },
    lastHere: row?.beforeAt ?? null,
    mayExport: reader.can(list === 'clients' || list === 'licenses' ? 'machine.export' : 'fleet.export'),
    mayShare: reader.can('view.share'),
  }
}
