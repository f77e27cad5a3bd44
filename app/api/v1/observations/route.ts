import { ANSWER_HEADERS, problem } from '@/lib/auth/problem'
import { type Caller, tokenRoute } from '@/lib/auth/token-route'
import { hostName } from '@/lib/operations/imports/import-input'
import { postObservations } from '@/lib/operations/ingest/post-observations'
import { parameterProblem } from '../parameters'
import { receiveFile } from '../receive-file'
import { withText } from '../request-body'

/**
 * Observations as JSON lines or as a JSON array. Up to 5,000 are in the record when it answers 200, or 422 when none could be
 * used; more are kept as a file and answered with 202.
 */
export const POST = tokenRoute(['observations.write'], async (caller, request) => {
  const { searchParams } = new URL(request.url)
  const wrong = parameterProblem(searchParams, ['host'])
  if (wrong) return wrong
  const host = searchParams.get('host')
  const named = host === null ? undefined : hostName.safeParse(host)
  if (named?.success === false)
    return problem(400, 'host', named.error.issues[0]?.message ?? 'No machine name.')
  return withText(request, {}, (body) =>
    answered(caller, body, named?.data, request.headers.get('user-agent')),
  )
})

async function answered(
  caller: Caller,
  body: string,
  host: string | undefined,
  agent: string | null,
): Promise<Response> {
  const outcome = await postObservations({ token: caller.token, body, hostName: host, agent }, new Date())
  if (outcome.kind === 'unreadable') return problem(400, 'unreadable', outcome.reason)
  if (outcome.kind === 'tooMany') return asFile(caller, outcome.lines, host)
  const { answer } = outcome
  const isNoneUsable = answer.rejectedCount > 0 && answer.rejectedCount === answer.received
  return Response.json(answer, { status: isNoneUsable ? 422 : 200, headers: ANSWER_HEADERS })
}

const PIECE = 1024 * 1024

async function asFile(caller: Caller, lines: string, host: string | undefined): Promise<Response> {
  const bytes = new TextEncoder().encode(lines)
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.slice(at, at + PIECE)
  }
  return receiveFile(caller, { fileName: `${caller.token.source}.jsonl`, hostName: host }, pieces(), 202)
}
