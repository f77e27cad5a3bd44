import { apiError, apiRoute } from '@/lib/auth/api-route'
import { copyOfReader } from '@/lib/data/permission'
import { writeWhatIfFile } from '@/lib/data/whatif/what-if-file'
import { downloadHeaders, FILE_TYPES } from '@/lib/format/download'
import { aside } from '@/lib/jobs/threads'

const writeAside = aside('exporting', 'writeWhatIfFile', writeWhatIfFile)

interface FileContext {
  params: Promise<{ run: string; as: string }>
}

/** The answer to a what-if as a file: `csv` (the machines that lapse), `xlsx` or `pdf` (all of it). */
export const GET = apiRoute<FileContext>('plan.read', async (actor, _request, { params }) => {
  const { run: id, as } = await params
  const type = Object.hasOwn(FILE_TYPES, as) && FILE_TYPES[as as keyof typeof FILE_TYPES]
  const file = type && (await writeAside({ id, as, ...copyOfReader(actor) }))
  if (!type || file === undefined) return apiError(404, 'notFound', 'There is no such answer.')
  return new Response(file as string | Uint8Array<ArrayBuffer>, {
    headers: downloadHeaders(`what-if-${id.slice(0, 8)}.${as}`, type),
  })
})
