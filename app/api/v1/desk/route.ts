import { ANSWER_HEADERS, problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { DESK_TEXT_LIMIT, readDesk } from '@/lib/operations/desk/read-desk'
import { hostName } from '@/lib/operations/imports/import-input'
import { parameterProblem } from '../parameters'
import { withText } from '../request-body'

/** Answers a pasted text as the page Desk does. The text is the body; nothing of it is kept. */
export const POST = tokenRoute(['fleet.read'], async ({ actor }, request) => {
  const { searchParams } = new URL(request.url)
  const wrong = parameterProblem(searchParams, ['host'])
  if (wrong) return wrong
  const host = searchParams.get('host')
  const named = host === null ? undefined : hostName.safeParse(host)
  if (named?.success === false)
    return problem(400, 'host', named.error.issues[0]?.message ?? 'No machine name.')
  const taken = { types: ['text/plain'], longest: DESK_TEXT_LIMIT * 4 }
  return withText(request, taken, async (text) => {
    const outcome = await readDesk.run(actor, { text, hostName: named?.data }, { now: new Date() })
    if (outcome.ok) return Response.json(outcome.answer, { headers: ANSWER_HEADERS })
    const { sentence, fields } = readDesk.say(outcome.refusal)
    return problem(400, 'text', [sentence, ...Object.values(fields)].filter(Boolean).join(' '))
  })
})
