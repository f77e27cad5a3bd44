import { HOST_STATES } from '@/lib/activation/kms/host-state'
import { problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import type { KmsHostRow } from '@/lib/data/kms-hosts/host-shapes'
import { loadHostsList } from '@/lib/data/kms-hosts/hosts-list'
import { listAnswer, listRequest } from '../list-answer'

const FIELDS = [
  'name',
  'names',
  'state',
  'lastSeenAt',
  'services',
  'registration',
] as const satisfies readonly (keyof KmsHostRow)[]

/** KMS hosts, registered or seen by anything. */
export const GET = tokenRoute(['hosts.read'], async ({ actor }, request) => {
  const asked = listRequest(request, ['q', 'state'])
  if (asked instanceof Response) return asked
  const { searchParams } = new URL(request.url)
  const words = searchParams.get('state')?.split(',') ?? []
  const state = HOST_STATES.filter((one) => words.includes(one))
  if (state.length < words.length) {
    return problem(400, 'state', `state is one of ${HOST_STATES.join(', ')}, or several with commas between.`)
  }
  const hosts = { q: searchParams.get('q') ?? '', state, after: asked.cursor, size: asked.limit }
  const list = await loadHostsList(actor, hosts, new Date())
  return listAnswer(asked, FIELDS, list.rows, list.next)
})
