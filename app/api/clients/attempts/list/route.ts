import { apiError, apiRoute } from '@/lib/auth/api-route'
import { namesOfRound, ROUNDS } from '@/lib/data/collection/next-round'
import { downloadHeaders } from '@/lib/format/download'

/** Names of the machines worth a round, one a line. */
export const GET = apiRoute('fleet.export', async (actor, request) => {
  const asked = new URL(request.url).searchParams.get('which')
  const round = ROUNDS.find((one) => one === asked)
  if (!round) return apiError(400, 'which', `Say which: ${ROUNDS.join(', ')}.`)
  const names = await namesOfRound(actor, round, new Date())
  return new Response(names.map((name) => `${name}\r\n`).join(''), {
    headers: downloadHeaders(`machines-${round}.txt`, 'text/plain'),
  })
})
