import { apiError, apiRoute } from '@/lib/auth/api-route'
import { formatBytes } from '@/lib/format/counts'
import { previewAnswers } from '@/lib/operations/exchange/preview-answers'
import { ANSWER_FILE_BYTES, type AnswerFileRefusal } from '@/lib/operations/exchange/read-answers'
import { WORKBOOK_LIMITS } from '@/lib/operations/exchange/workbook/workbook-rows'
import { noSuchPackage, type PackageContext, packageNumberOf } from '../../package-of'

/** What the lines of an answer file would come to. Takes nothing. */
export const POST = apiRoute<PackageContext>('exchange.change', async (actor, request, context) => {
  const number = await packageNumberOf(context)
  if (number === undefined) return noSuchPackage()
  if (Number(request.headers.get('content-length') ?? 0) > ANSWER_FILE_BYTES) return tooLarge()
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.length > ANSWER_FILE_BYTES) return tooLarge()
  const preview = await previewAnswers(actor, number, bytes, new Date())
  if (preview.ok) return Response.json(preview, { headers: { 'Cache-Control': 'no-store' } })
  const { refusal } = preview
  if (refusal.kind === 'notPermitted') return apiError(403, 'notPermitted', 'Your role does not allow this.')
  if (refusal.kind === 'noSuchPackage') return noSuchPackage()
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
      return 'The file is neither a text nor an Excel workbook (.xlsx).'
    case 'empty':
      return 'The file is empty.'
    case 'oldOrLocked':
      return 'The workbook asks for a password or is of Excel 97 to 2003 (.xls). Save it as .xlsx without a password, or as CSV, and choose it again.'
    case 'noWorkbook':
      return 'The file is an archive or a document, but no Excel workbook (.xlsx). Save the table as .xlsx or CSV and choose it again.'
    case 'brokenWorkbook':
      return 'The workbook is damaged or was cut off on its way. Open it, save it again, or save it as CSV.'
    case 'workbookTooLarge':
      return `The workbook holds more than ${formatBytes(WORKBOOK_LIMITS.bytes)} unpacked or more than ${WORKBOOK_LIMITS.entries} parts; nothing of it was read. Copy the table into a new workbook.`
    case 'workbookTooWide':
      return `The workbook has cells beyond row ${refusal.rows} or column ${refusal.columns}; nothing of it was read. Copy the table into a new workbook.`
    case 'notRecognised':
      return 'No column with installation IDs and no column with confirmation IDs was found. Take the CSV of this package, fill in its column, and choose it again, as CSV or as a workbook.'
    case 'noAnswers':
      return 'The file has the right columns and no line below them.'
    case 'tooMany':
      return `The file has ${refusal.answers} lines; at most ${refusal.limit} are read.`
  }
}
