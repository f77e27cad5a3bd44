import { apiError, apiRoute } from '@/lib/auth/api-route'
import { packageNumberOf } from '@/lib/data/exchange/package-page'
import { formatBytes } from '@/lib/format/counts'
import { sayAnswerFileRefusal } from '@/lib/operations/exchange/exchange-refusal'
import { previewAnswers } from '@/lib/operations/exchange/preview-answers'
import { ANSWER_FILE_BYTES } from '@/lib/operations/exchange/read-answers'
import { noSuchPackage, type PackageContext } from '../../package-of'

/** What the lines of an answer file would come to. Takes nothing. */
export const POST = apiRoute<PackageContext>('exchange.change', async (actor, request, context) => {
  const number = packageNumberOf((await context.params).number)
  if (number === undefined) return noSuchPackage()
  if (Number(request.headers.get('content-length') ?? 0) > ANSWER_FILE_BYTES) return tooLarge()
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.length > ANSWER_FILE_BYTES) return tooLarge()
  const preview = await previewAnswers(actor, number, bytes, new Date())
  if (preview.ok) return Response.json(preview, { headers: { 'Cache-Control': 'no-store' } })
  const { refusal } = preview
  if (refusal.kind === 'noSuchPackage') return noSuchPackage()
  return apiError(422, refusal.kind, sayAnswerFileRefusal(refusal))
})

function tooLarge(): Response {
  const most = formatBytes(ANSWER_FILE_BYTES)
  return apiError(413, 'tooLarge', `The file is larger than ${most}; answer files are far smaller.`)
}
