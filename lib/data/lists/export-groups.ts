import { CONDITIONS, conditionLabel } from '@/lib/activation/words/labels'
import { formatCount } from '@/lib/format/counts'
import {
  type CountedGroup,
  type CountedGroups,
  GROUP_LABELS,
  type ListGroup,
  NO_GROUP_LABELS,
} from '@/lib/format/list-groups'
import { COUNTED_LIVE } from '../belonging/belonging-rules'
import type { ExportColumn } from './list-source'

/** A list turned into counts, to be written into a file as its page shows it. counted: 'Clients' */
export function exportGroups(group: ListGroup, counted: string, { groups, isExact }: CountedGroups) {
  const columns: ExportColumn<CountedGroup>[] = [
    { id: 'group', header: GROUP_LABELS[group], value: ({ value }) => value ?? NO_GROUP_LABELS[group] },
    { id: 'count', header: counted, value: ({ count }) => count },
    ...CONDITIONS.map((condition) => ({
      id: condition,
      header: conditionLabel(condition),
      value: ({ byCondition }: CountedGroup) => byCondition[condition] ?? 0,
    })),
  ]
  return { columns, batches: atOnce(isExact ? groups : [TOO_MANY]) }
}

/** A file without a row would say that nothing matches. */
const TOO_MANY: CountedGroup = {
  value: `More than ${formatCount(COUNTED_LIVE)} match: narrow the list`,
  items: [],
  count: COUNTED_LIVE,
  byCondition: {},
}

async function* atOnce<Row>(rows: readonly Row[]) {
  yield rows
}
