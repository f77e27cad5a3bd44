import { ALERT_STATES, OBJECT_KINDS, SEVERITIES } from '@/lib/activation/alert/alert'
import { ALERT_KINDS } from '@/lib/activation/alert/alert-table'
import { problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { alertLine } from '@/lib/data/alerts/alert-line'
import { ALERTS_LIST } from '@/lib/data/alerts/alerts-list'
import { listRequest as requestOfList } from '@/lib/format/list-address'
import { LISTS } from '@/lib/format/lists'
import { listAnswer, listRequest } from '../list-answer'

type Line = ReturnType<typeof alertLine>

const FIELDS: readonly (keyof Line)[] = [
  'id',
  'rule',
  'kind',
  'objectKind',
  'object',
  'objectId',
  'severity',
  'worstSeverity',
  'state',
  'openedAt',
  'lastAt',
  'closedAt',
  'closedHow',
  'occurrences',
  'snoozedUntil',
  'suppressedBy',
  'evidence',
  'limit',
  'text',
]

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  state: ALERT_STATES,
  severity: SEVERITIES,
  about: OBJECT_KINDS,
  kind: ALERT_KINDS.map(({ rule }) => rule),
  sort: LISTS.alerts.sorts.flatMap((sort) => [sort, `-${sort}`]),
}

/** Alerts, filtered and sorted as the page Alerts does. */
export const GET = tokenRoute(['alerts.read'], async ({ actor }, request) => {
  const asked = listRequest(request, ['q', 'sort', 'from', 'to', ...Object.keys(LISTS.alerts.filters)])
  if (asked instanceof Response) return asked
  const params = new URL(request.url).searchParams
  for (const [name, known] of Object.entries(KNOWN)) {
    const unknown = params
      .get(name)
      ?.split(',')
      .find((value) => !known.includes(value))
    if (unknown !== undefined)
      return problem(400, name, `${name} is one of ${known.join(', ')}, or several with commas between.`)
  }
  const { cursor: after, limit: size } = asked
  const page = await ALERTS_LIST.page(
    actor,
    { ...requestOfList('alerts', params), after, before: undefined, size },
    new Date(),
  )
  return listAnswer(asked, FIELDS, page.rows.map(alertLine), page.next)
})
