import { apiRoute } from '@/lib/auth/api-route'
import { proofLines, provenEntries } from '@/lib/data/audit-chain/export'
import { downloadHeaders } from '@/lib/format/download'
import { textStream } from '@/lib/format/text-stream'

/** The sealed entries of the audit log with all that proves them, a JSON line each: for docs/examples/audit-check.mjs. */
export const GET = apiRoute('audit.read', async (actor) => {
  const body = textStream('', provenEntries(actor), proofLines)
  const name = `audit-${new Date().toISOString().slice(0, 10)}.jsonl`
  return new Response(body, { headers: downloadHeaders(name, 'application/jsonl') })
})
