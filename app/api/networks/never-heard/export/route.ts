import { apiRoute } from '@/lib/auth/api-route'
import { loadNeverHeard } from '@/lib/data/networks/never-heard'
import { loadNeverHeardParams } from '@/lib/data/networks/never-heard-address'
import { whatToDo } from '@/lib/data/networks/never-heard-words'
import { CSV_START, csvRows } from '@/lib/format/csv'
import { downloadHeaders } from '@/lib/format/download'

const HEADER = [
  'Name',
  'Group',
  'Operating system',
  'Version',
  'Last logon',
  'Disabled',
  'Created',
  'Directory',
  'What to do',
]
const MOST_ROWS = 1_000_000

/** Exactly what the list shows, as a CSV file: all pages. */
export const GET = apiRoute('fleet.export', async (actor, request) => {
  const { show, q } = loadNeverHeardParams(request)
  const now = new Date()
  const { rows } = await loadNeverHeard(actor, { show, q, limit: MOST_ROWS }, now)
  const cells = rows.map((row) => [
    row.name,
    row.kind,
    row.operatingSystem,
    row.operatingSystemVersion,
    row.lastLogonAt,
    row.isDisabled ? 'yes' : 'no',
    row.createdAt,
    row.server,
    whatToDo(row, now),
  ])
  return new Response(CSV_START + csvRows([HEADER, ...cells]), {
    headers: downloadHeaders(`never-heard-${now.toISOString().slice(0, 10)}.csv`, 'text/csv'),
  })
})
