import { apiRoute } from '@/lib/auth/api-route'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { printEntryLines } from '@/lib/operations/reference/entry-lines'

/** Our entries as a file that the import reads again, one JSON object a line. */
export const GET = apiRoute('reference.read', async (actor) => {
  const { own } = await loadReferenceBook(actor)
  return new Response(printEntryLines(own), {
    headers: {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': `attachment; filename="reference-${new Date().toISOString().slice(0, 10)}.jsonl"`,
      'Cache-Control': 'no-store',
    },
  })
})
