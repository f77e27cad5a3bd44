import { ANSWER_HEADERS, problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { loadSentImport } from '@/lib/data/imports/import-posts'

/** How an import stands that the token's source sent. */
export const GET = tokenRoute<{ params: Promise<{ id: string }> }>(
  ['observations.write', 'files.write'],
  async ({ token }, _, { params }) => {
    const { id } = await params
    const sent = await loadSentImport(id, token.source)
    if (!sent) return problem(404, 'unknownImport', 'The source of this token sent no such import.')
    return Response.json(sent, { headers: ANSWER_HEADERS })
  },
)
