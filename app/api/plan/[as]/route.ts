import { apiError, apiRoute } from '@/lib/auth/api-route'
import { copyOfReader } from '@/lib/data/permission'
import { writePlanFile } from '@/lib/data/plan/plan-file'
import { downloadHeaders } from '@/lib/format/download'
import { aside } from '@/lib/jobs/threads'

const writeAside = aside('exporting', 'writePlanFile', writePlanFile)

interface PlanFileContext {
  params: Promise<{ as: string }>
}

/** The plan as a file: a document, a workbook, JSON, or one of its scripts; `version=3` for another than the one shown first. */
export const GET = apiRoute<PlanFileContext>('plan.read', async (actor, request, { params }) => {
  const { as } = await params
  const asked = new URL(request.url).searchParams.get('version')
  const version = asked !== null && /^\d{1,9}$/.test(asked) ? Number(asked) : undefined
  const file = await writeAside({
    as,
    ...(version !== undefined && { version }),
    ...copyOfReader(actor),
    now: new Date().toISOString(),
  })
  if (file === undefined) return apiError(404, 'notFound', 'There is no such file of the plan.')
  return new Response(file.content as string | Uint8Array<ArrayBuffer>, {
    headers: downloadHeaders(file.fileName, file.type),
  })
})
