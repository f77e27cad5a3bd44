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
    ownDensity: string | null
    size: number | null
    beforeAt: string | null
  }>(
    `SELECT l.cols, l.density, l.size, v.before_at, c.density AS own_density
       FROM (SELECT) one LEFT JOIN list_look l ON l.user_id = $1 AND l.list = $2 LEFT JOIN visit v ON v.user_id = $1
            LEFT JOIN own_choice c ON c.user_id = $1`,
    [reader.id, list],
  )
  return {
    look: {
      cols: row?.cols?.length ? row.cols : null,
      density: densityOf(row?.density),
      size: PAGE_SIZES.find((size) => size === row?.size) ?? null,
    },
    density: densityOf(row?.ownDensity),
    lastHere: row?.beforeAt ?? null,
    mayExport: reader.can(list === 'clients' || list === 'licenses' ? 'machine.export' : 'fleet.export'),
    mayShare: reader.can('view.share'),
  }
}

const densityOf = (word: string | null | undefined) => (word === 'compact' || word === 'roomy' ? word : null)
