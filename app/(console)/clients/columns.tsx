'use client'

import type { Column } from '@/components/data-table/column'
import { CONDITION_WORD } from '@/components/license/condition'
import { ConditionLabel } from '@/components/license/condition-mark'
import { ActivatedBy, channelWord, ExpiryCell, StateCell } from '@/components/license/list-cells'
import { LastFive } from '@/components/license/masked-key'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { useNow } from '@/components/ui/now'
import { Time } from '@/components/ui/time'
import { sayAttempt } from '@/lib/activation/collection/attempt-sentence'
import { lowerFirst } from '@/lib/activation/words/lower-first'
import type { ClientRow } from '@/lib/data/clients/client-row'
import { CLIENT_COLUMNS, type ClientColumn, clientColumn } from '@/lib/format/client-fields'
import { paths } from '@/lib/format/paths'

/** How each column of the list is drawn; the list itself, in its order, is CLIENT_FIELDS. */
const COLUMN_LOOKS: Readonly<
  Record<ClientColumn, Omit<Column<ClientRow>, 'id' | 'header' | 'sortKey' | 'optional'>>
> = {
  name: {
    always: true,
    mono: true,
    cutShort: true,
    cell: (row) => <Link href={paths.client(row.name)}>{row.name}</Link>,
  },
  state: { cell: (row) => <StateAtTime row={row} /> },
  reason: {
    wideOnly: true,
    mono: true,
    explanation: 'The code Windows gives for a state other than Licensed.',
    cell: (row) => row.reason,
  },
  product: { wideOnly: true, cutShort: true, cell: (row) => row.product ?? nothing },
  channel: {
    wideOnly: true,
    explanation: 'How the product is licensed: through KMS, with a MAK, with an OEM key.',
    cell: (row) => (row.channel ? channelWord(row.channel) : nothing),
  },
  host: {
    wideOnly: true,
    cutShort: true,
    explanation: 'The KMS host of the last activation, or the way it was activated.',
    cell: (row) => <ActivatedBy row={row} />,
  },
  expires: { cell: (row) => <ExpiryCell row={row} /> },
  news: {
    startsDescending: true,
    wideOnly: true,
    soft: true,
    explanation: 'When this machine’s license was last reported.',
    cell: (row) => (row.observedAt ? <Time at={row.observedAt} as="short" inList /> : nothing),
  },
  other: {
    wideOnly: true,
    explanation: 'The worst state among the machine’s other licenses.',
    cell: (row) => <OtherProducts row={row} />,
  },
  cmid: {
    wideOnly: true,
    explanation: 'Client machine ID: what a KMS host counts. Cloned machines can share one.',
    mono: true,
    cell: (row) => row.cmid ?? nothing,
  },
  key: {
    wideOnly: true,
    explanation: 'The last five characters of the installed product key.',
    mono: true,
    cell: (row) => (row.lastFive ? <LastFive lastFive={row.lastFive} /> : nothing),
  },
  domain: { wideOnly: true, mono: true, cell: (row) => row.domain ?? nothing },
  site: { wideOnly: true, cutShort: true, cell: (row) => row.site ?? nothing },
  owner: { wideOnly: true, cutShort: true, cell: (row) => row.owner ?? nothing },
  department: { wideOnly: true, cutShort: true, cell: (row) => row.department ?? nothing },
  tag: { wideOnly: true, cutShort: true, cell: (row) => row.tags?.join(', ') ?? nothing },
  attempt: {
    wideOnly: true,
    cutShort: true,
    explanation: 'How the newest attempt of a collector to read this machine ended.',
    cell: (row) => <LastAttempt row={row} />,
  },
}

/** The columns of the clients list; their ids are the words of `cols`. */
export const CLIENT_LIST_COLUMNS: readonly Column<ClientRow>[] = CLIENT_COLUMNS.map((id) => {
  const { header, sorts, optional } = clientColumn(id)
  return { id, header, sortKey: sorts && id, optional, ...COLUMN_LOOKS[id] }
})

/** The state; of an earlier day with what has become of it. */
function StateAtTime({ row }: { row: ClientRow }) {
  if (row.conditionNow === null || row.conditionNow === row.condition) return <StateCell row={row} />
  return (
    <span className="inline-flex items-baseline gap-2">
      <StateCell row={row} />
      <span className="text-ink-soft">now {lowerFirst(CONDITION_WORD[row.conditionNow])}</span>
    </span>
  )
}

function LastAttempt({ row: { attempt } }: { row: ClientRow }) {
  const now = useNow()
  return attempt ? sayAttempt(attempt, now.getTime()) : nothing
}

function OtherProducts({ row }: { row: ClientRow }) {
  if (row.licenseCount < 2) return nothing
  if (row.otherCondition === null)
    return <span className="text-ink-soft">{row.licenseCount - 1} licensed</span>
  return <ConditionLabel condition={row.otherCondition} word={CONDITION_WORD[row.otherCondition]} />
}
