import { FORMAT_FACTS, REPAIR_FORMATS } from '@/lib/activation/discovery/repair-format'
import { apiRoute } from '@/lib/auth/api-route'
import { loadRepairScript } from '@/lib/data/discovery/all-repairs'

/** The script that mends the matrix, as a file: ?format=nsupdate|bind|powershell[&zone=plant.example] */
export const GET = apiRoute('discovery.read', async (actor, request) => {
  const params = new URL(request.url).searchParams
  const format = REPAIR_FORMATS.find((one) => one === params.get('format')) ?? 'nsupdate'
  const script = await loadRepairScript(actor, { format, zone: params.get('zone') ?? undefined })
  return new Response(script, {
    headers: {
      'Cache-Control': 'no-store',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${FORMAT_FACTS[format].fileName}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  })
})
