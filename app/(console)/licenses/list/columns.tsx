'use client'

import type { Column } from '@/components/data-table/column'
import { ActivatedBy, channelWord, ExpiryCell, StateCell } from '@/components/license/list-cells'
import { LastFive } from '@/components/license/masked-key'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import {
  isOptional,
  LICENSE_COLUMNS,
  type LicenseColumnId,
  type LicenseRow,
} from '@/lib/data/licenses/license-row'
import { LICENSE_SORTS } from '@/lib/format/licenses-address'
import { paths } from '@/lib/format/paths'

/** How each column of the list is drawn; the columns, in their order, are LICENSE_COLUMNS. */
const LOOKS: Readonly<
  Record<LicenseColumnId, Omit<Column<LicenseRow>, 'id' | 'header' | 'sortKey' | 'optional'>>
> = {
  name: {
    always: true,
    mono: true,
    cutShort: true,
    cell: ({ name }) => <Link href={paths.client(name)}>{name}</Link>,
  },
  state: { cell: (row) => <StateCell row={row} /> },
  product: { nowrap: true, cell: ({ product }) => product },
  reason: {
    wideOnly: true,
    mono: true,
    explanation: 'The code Windows gives for a state other than Licensed.',
    cell: ({ reason }) => reason ?? nothing,
  },
  channel: { wideOnly: true, cell: ({ channel }) => channelWord(channel) },
  host: { wideOnly: true, cutShort: true, cell: (row) => <ActivatedBy row={row} /> },
  expires: { wideOnly: true, cell: (row) => <ExpiryCell row={row} /> },
  key: {
    wideOnly: true,
    mono: true,
    explanation: 'The last five characters of the installed product key.',
    cell: ({ lastFive }) => (lastFive ? <LastFive lastFive={lastFive} /> : nothing),
  },
  news: {
    wideOnly: true,
    soft: true,
    explanation: 'When this license was last reported.',
    cell: ({ observedAt }) => <Time at={observedAt} as="short" inList />,
  },
  site: { wideOnly: true, cutShort: true, cell: ({ site }) => site ?? nothing },
  owner: { wideOnly: true, cutShort: true, cell: ({ owner }) => owner ?? nothing },
  department: { wideOnly: true, cutShort: true, cell: ({ department }) => department ?? nothing },
  tag: { wideOnly: true, cutShort: true, cell: ({ tags }) => tags?.join(', ') ?? nothing },
}

/** The columns of the list of licenses; their ids are the words of `cols`. */
export const LICENSE_LIST_COLUMNS: readonly Column<LicenseRow>[] = LICENSE_COLUMNS.map((column) => ({
  id: column.id,
  header: column.header,
  sortKey: LICENSE_SORTS.find((sort) => sort === column.id),
  ...(isOptional(column) && { optional: true as const }),
  ...LOOKS[column.id],
}))
