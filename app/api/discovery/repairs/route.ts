import { cleanName } from '@/lib/activation/discovery/discovery'
import { FORMAT_FACTS, REPAIR_FORMATS } from '@/lib/activation/discovery/repair-format'
import { apiError, apiRoute } from '@/lib/auth/api-route'
import { loadRepairScript } from '@/lib/data/discovery/all-repairs'
import { downloadHeaders } from '@/lib/format/download'

/** The script that mends the matrix, as a file: ?format=nsupdate|bind|powershell[&zone=plant.example] */
export const GET = apiRoute('discovery.read', async (actor, request) => {
  const params = new URL(request.url).searchParams
  const asked = params.get('format') ?? 'nsupdate'
  const format = REPAIR_FORMATS.find((one) => one === asked)
  if (!format) return apiError(400, 'noSuchFormat', `The formats are ${REPAIR_FORMATS.join(', ')}.`)
  const zone = params.get('zone')
  const script = await loadRepairScript(actor, { format, ...(zone !== null && { zone: cleanName(zone) }) })
  if (script === undefined) return apiError(404, 'noSuchZone', 'No zone in use has that name.')
  return new Response(script, { headers: downloadHeaders(FORMAT_FACTS[format].fileName, 'text/plain') })
})
