import { tokenRoute } from '@/lib/auth/token-route'
import { type KeyRow, loadKeys } from '@/lib/data/keys/keys-page'
import { listAnswer, listRequest, wrongCursor } from '../list-answer'

const FIELDS = [
  'id',
  'kind',
  'lastFive',
  'label',
  'keyGroup',
  'addedAt',
  'retiredAt',
  'machines',
  'lastSeenAt',
  'counts',
] as const satisfies readonly (keyof KeyRow)[]

/** Keys by their last five, with what is left of them. A cursor is the id of the last key of the page before. */
export const GET = tokenRoute(['hosts.read'], async ({ actor }, request) => {
  const asked = listRequest(request, [])
  if (asked instanceof Response) return asked
  const { keys } = await loadKeys(actor, new Date())
  const last = keys.findIndex(({ id }) => id === asked.cursor)
  // The key that the page before ended with was removed since.
  if (asked.cursor !== undefined && last < 0) return wrongCursor()
  const from = last + 1
  const rows = keys.slice(from, from + asked.limit)
  const next = from + rows.length < keys.length ? rows.at(-1)?.id : undefined
  return listAnswer(asked, FIELDS, rows, next)
})
