'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CONDITIONS } from '@/lib/activation/words/labels'
import { formatCount, formatCountOf, formatShare } from '@/lib/format/counts'
import {
  type CountedGroup,
  type CountedGroups,
  GROUP_LABELS,
  type ListGroup,
  NO_GROUP_LABELS,
} from '@/lib/format/list-groups'
import { EmptyState } from '../feedback/empty-state'
import { CONDITION_WORD } from '../license/condition'
import { ConditionBar } from '../license/condition-bar'
import { ConditionLabel } from '../license/condition-mark'
import { Button } from '../ui/button'
import { Link } from '../ui/link'
import { nothing } from '../ui/nothing'
import type { Column } from './column'
import { DataTable } from './data-table'
import { ListFailed } from './fetched-list'

interface GroupedListProps {
  group: ListGroup
  /** 'client', 'license' */
  noun: string
  /** of the route that counts, with its query */
  source: string
  /** the list that a group, or a state of it, leads to */
  hrefOf: (items: string[], state?: string) => string
  onUngroup: () => void
}

/** A list turned into counts: a row for each group, by state, each count leading to its rows. */
export function GroupedList({ group, noun, source, hrefOf, onUngroup }: GroupedListProps) {
  const { data, isError, refetch } = useQuery({
    queryKey: ['groups', source],
    queryFn: async ({ signal }): Promise<CountedGroups> => {
      const response = await fetch(source, { signal })
      if (!response.ok) throw new Error(`groups answered ${response.status}`)
      return response.json()
    },
    placeholderData: keepPreviousData,
  })
  const total = sumOf(data?.groups ?? [])
  return (
    <>
      <DataTable
        label={`${noun === 'client' ? 'Clients' : 'Licenses'} by ${GROUP_LABELS[group].toLowerCase()}`}
        columns={columnsOf(group, noun, data?.groups ?? [], hrefOf)}
        rows={data?.groups ?? []}
        rowId={({ value }) => value ?? ''}
        loading={data || isError ? undefined : 'first'}
        empty={<NoGroups data={data} noun={noun} failed={isError} retry={() => void refetch()} />}
      />
      <div className="flex items-center gap-3 text-table text-ink-soft">
        <Button size="small" onClick={onUngroup}>
          Show the {noun}s
        </Button>
        {data && data.groups.length > 0 && (
          <span>
            {formatCountOf(total, noun)} in {formatCountOf(data.groups.length, 'group')}
          </span>
        )}
      </div>
    </>
  )
}

const sumOf = (groups: readonly CountedGroup[]) => groups.reduce((sum, { count }) => sum + count, 0)

function columnsOf(
  group: ListGroup,
  noun: string,
  groups: readonly CountedGroup[],
  hrefOf: GroupedListProps['hrefOf'],
): Column<CountedGroup>[] {
  const total = sumOf(groups)
  const longest = Math.max(...groups.map(({ count }) => count))
  return [
    {
      id: 'group',
      header: GROUP_LABELS[group],
      rowHeader: true,
      minWidth: '8rem',
      cell: ({ value, items }) => <Link href={hrefOf(items)}>{value ?? NO_GROUP_LABELS[group]}</Link>,
    },
    {
      id: 'count',
      header: noun === 'client' ? 'Clients' : 'Licenses',
      numeric: true,
      cell: ({ items, count }) => <Link href={hrefOf(items)}>{formatCount(count)}</Link>,
    },
    {
      id: 'share',
      header: 'Share',
      numeric: true,
      nowrap: true,
      soft: true,
      wideOnly: true,
      cell: ({ count }) => formatShare(count, total),
    },
    {
      id: 'states',
      header: 'By state',
      grow: true,
      wideOnly: true,
      minWidth: '10rem',
      cell: ({ items, byCondition }) => (
        <ConditionBar
          counts={byCondition}
          hrefOf={(condition) => hrefOf(items, condition)}
          longest={longest}
        />
      ),
    },
    ...CONDITIONS.map(
      (condition): Column<CountedGroup> => ({
        id: condition,
        header: CONDITION_WORD[condition],
        heading: <ConditionLabel condition={condition} word={CONDITION_WORD[condition]} />,
        numeric: true,
        wideOnly: true,
        cell: ({ items, byCondition }) => {
          const count = byCondition[condition]
          return count ? <Link href={hrefOf(items, condition)}>{formatCount(count)}</Link> : nothing
        },
      }),
    ),
  ]
}

interface NoGroupsProps {
  data: CountedGroups | undefined
  noun: string
  failed: boolean
  retry: () => void
}

function NoGroups({ data, noun, failed, retry }: NoGroupsProps) {
  if (failed) return <ListFailed retry={retry} />
  if (data?.isExact === false) {
    return (
      <EmptyState kind="noMatch" title={`More than 60,000 ${noun}s match`}>
        Under this filter they are counted one by one. Narrow it, or remove the text, owner, department, tag
        or domain.
      </EmptyState>
    )
  }
  return <EmptyState kind="noMatch" title={`No ${noun} matches this filter`} />
}
