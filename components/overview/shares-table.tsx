import type { Condition } from '@/lib/activation/license/lapse'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatCount, formatShare } from '@/lib/format/counts'
import type { Column } from '../data-table/column'
import { DataTable } from '../data-table/data-table'
import { ConditionBar } from '../license/condition-bar'
import { Link } from '../ui/link'
import { nothing } from '../ui/nothing'

/** Part of the fleet with its counts by state. */
export interface Share {
  name: string
  count: number
  byCondition: Partial<Record<Condition, number>>
  /** its list, as a whole or narrowed to states */
  hrefOf: (states?: string) => string
}

interface SharesTableProps {
  /** what the parts are: 'Site' */
  header: string
  label: string
  /** what is counted: 'Machines' */
  counted: string
  shares: readonly Share[]
}

const NOT_LICENSED = CONDITIONS.filter((condition) => condition !== 'licensed')

/** Parts of the fleet beside each other: how many, how they stand, and how many of them are not licensed. */
export function SharesTable({ header, label, counted, shares }: SharesTableProps) {
  const longest = Math.max(...shares.map(({ count }) => count))
  const columns: readonly Column<Share>[] = [
    {
      id: 'name',
      header,
      rowHeader: true,
      nowrap: true,
      cell: ({ name, hrefOf }) => <Link href={hrefOf()}>{name}</Link>,
    },
    {
      id: 'count',
      header: counted,
      numeric: true,
      cell: ({ count, hrefOf }) => <Link href={hrefOf()}>{formatCount(count)}</Link>,
    },
    {
      id: 'states',
      header: 'By state',
      grow: true,
      wideOnly: true,
      minWidth: '10rem',
      cell: ({ byCondition, hrefOf }) => (
        <ConditionBar counts={byCondition} hrefOf={hrefOf} longest={longest} />
      ),
    },
    {
      id: 'licensed',
      header: 'Licensed',
      numeric: true,
      nowrap: true,
      soft: true,
      wideOnly: true,
      cell: ({ byCondition, count }) => formatShare(byCondition.licensed ?? 0, count),
    },
    {
      id: 'notLicensed',
      header: 'Not licensed',
      numeric: true,
      cell: ({ byCondition, count, hrefOf }) => {
        const open = count - (byCondition.licensed ?? 0)
        return open > 0 ? <Link href={hrefOf(NOT_LICENSED.join(','))}>{formatCount(open)}</Link> : nothing
      },
    },
  ]
  return <DataTable label={label} columns={columns} rows={shares} rowId={({ name }) => name} />
}
