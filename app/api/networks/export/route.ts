import { apiRoute } from '@/lib/auth/api-route'
import { loadNetworks, type NetworksView } from '@/lib/data/networks/networks-page'
import { CSV_START, csvRows } from '@/lib/format/csv'
import { downloadHeaders } from '@/lib/format/download'
import { NETWORK_HEADER } from '@/lib/operations/networks/network-columns'

/** All networks as a list that the import reads again. */
export const GET = apiRoute('fleet.export', async (actor) => {
  const rows = rowsOf(await loadNetworks(actor))
  return new Response(CSV_START + csvRows([NETWORK_HEADER, ...rows]), {
    headers: downloadHeaders(`networks-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv'),
  })
})

function rowsOf({ units, zones }: NetworksView): (string | null)[][] {
  const forestOf = (id: string | null) => units.find((unit) => unit.id === id)?.name ?? null
  return [
    ...units.map(({ kind, name, forestId, trust, retiredAt, note }) => [
      kind,
      name,
      forestOf(forestId),
      trust,
      null,
      null,
      null,
      null,
      retiredAt,
      note,
    ]),
    ...zones.map(({ name, servers, unitName, isUntrusted, retiredAt, note }) => [
      'zone',
      name,
      null,
      null,
      null,
      servers.join(' '),
      unitName,
      isUntrusted ? 'yes' : 'no',
      retiredAt,
      note,
    ]),
  ]
}
