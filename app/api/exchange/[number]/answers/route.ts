import { apiError, apiRoute } from '@/lib/auth/api-route'
import { formatBytes } from '@/lib/format/counts'
import { previewAnswers } from '@/lib/operations/exchange/preview-answers'
import { ANSWER_FILE_BYTES, type AnswerFileRefusal } from '@/lib/operations/exchange/read-answers'
import { type PackageContext, packageOf } from '../../package-of'

/** What the lines of an answer file would come to. Takes nothing. */
export const POST = apiRoute<PackageContext>('exchange.change', async (actor, request, context) => {
  const found = await packageOf(actor, context)
  if (found instanceof Response) return found
  if (Number(request.headers.get('content-length') ?? 0) > ANSWER_FILE_BYTES) return tooLarge()
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.length > ANSWER_FILE_BYTES) return tooLarge()
  const preview = await previewAnswers(actor, found.number, bytes, new Date())
  if (preview.ok) return Response.json(preview, { headers: { 'Cache-Control': 'no-store' } })
  const { refusal } = preview
  if (refusal.kind === 'notPermitted') return apiError(403, 'notPermitted', 'Your role does not allow this.')
  if (refusal.kind === 'noSuchPackage') return apiError(404, refusal.kind, 'There is no such package.')
  return apiError(422, refusal.kind, fileSentence(refusal))
})

function tooLarge(): Response {
  return apiError(
    413,
    'tooLarge',
    `The file is larger than ${formatBytes(ANSWER_FILE_BYTES)}; answer files are far smaller.`,
  )
}

function fileSentence(refusal: AnswerFileRefusal): string {
  switch (refusal.kind) {
    case 'noText':
      return 'The file is no text. A workbook (.xlsx) has to be saved as CSV or Unicode text first.'
    case 'notRecognised':
      return 'No column with installation IDs and no column with confirmation IDs was found. Take the CSV of this package, fill in its column, and choose it again.'
    case 'noAnswers':
      return 'The file has the right columns and no line below them.'
    case 'tooMany':
      return `The file has ${refusal.answers} lines; at most ${refusal.limit} are read.`
  }
}
