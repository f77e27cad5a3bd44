'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useCallback, useState } from 'react'
import { countWords, ListFailed, listQuery, loadingOf } from '@/components/data-table/fetched-list'
import { GroupedList } from '@/components/data-table/grouped-list'
import { ListTable } from '@/components/data-table/list-table'
import { Pager } from '@/components/data-table/pager'
import { SaveView } from '@/components/data-table/save-view'
import { useLook } from '@/components/data-table/use-look'
import { ViewMenu } from '@/components/data-table/view-menu'
import { WhatEmptied } from '@/components/data-table/what-emptied'
import { CatchingUp } from '@/components/feedback/catching-up'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { Button, LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import type { ClientsList } from '@/lib/data/clients/clients-list'
import { clientColumn } from '@/lib/format/client-fields'
import {
  type ClientsChange,
  type ClientsParams,
  clientsParams,
  clientsViewQuery,
  FIRST_PAGE,
  groupsQuery,
  NO_CLIENTS_FILTER,
  narrowedQuery,
  rowsQuery,
} from '@/lib/format/clients-address'
import { CLIENT_FILTER_TABLE, isFiltered } from '@/lib/format/clients-filter'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { formatDay } from '@/lib/format/dates'
import type { Emptied } from '@/lib/format/emptied'
import { GROUP_FIELDS } from '@/lib/format/list-groups'
import { paths } from '@/lib/format/paths'
import type { OwnFrame } from '@/lib/format/shown-list'
import { ClientQuickLook } from './client-quick-look'
import { ClientSelection, ExportButton } from './client-selection'
import { CLIENT_LIST_COLUMNS } from './columns'
import { type ChangeParams, ClientChips, FilterBar } from './filter-bar'

interface ClientsViewProps {
  /** the first answer, made on the server for this query */
  initial: ClientsList
  initialQuery: string
  frame: OwnFrame
  mayPrepare: boolean
  mayChange: boolean
  /** machines that are in no list any more */
  forgotten: number
}

/** The clients list: the address decides what it shows. */
export function ClientsView(props: ClientsViewProps) {
  const { initial, initialQuery, frame, mayPrepare, mayChange, forgotten } = props
  const { mayExport } = frame
  const [address, setParams] = useQueryStates(clientsParams, { shallow: true })
  const { look, like } = useLook('clients', frame.look, address, setParams)
  const params = { ...address, ...look }
  const density = look.density ?? frame.density ?? 'compact'
  const change: ChangeParams = useCallback(
    (next, history = 'push') => void setParams(next, { history }),
    [setParams],
  )
  const { data: list, isPlaceholderData, isError, refetch } = useClients(params, initial, initialQuery)
  const [selected, setSelected] = useState<string[] | 'all'>([])
  const rows = list?.rows ?? []
  const filtered = isFiltered(params)
  const shownSort = list && !isPlaceholderData ? list.sort : params.sort
  return (
    <div className="flex flex-col gap-3 min-w-0 md:h-[calc(100dvh-3rem-2.25rem)]">
      <PageHeader
        title="Clients"
        actions={
          <>
            {forgotten > 0 && (
              <LinkButton href={paths.forgotten()}>{formatCount(forgotten)} forgotten</LinkButton>
            )}
            <SaveView list="clients" query={clientsViewQuery(params)} mayShare={frame.mayShare} />
            <ExportButton
              params={params}
              mayExport={mayExport}
              count={params.group ? undefined : list?.count}
            />
            <ViewMenu
              columns={CLIENT_LIST_COLUMNS}
              look={look}
              like={like}
              density={density}
              group={params.group}
              onGroup={(group) => change({ group })}
            />
          </>
        }
      />
      <FilterBar params={params} list={list} lastHere={frame.lastHere} change={change} />
      <div className="grid gap-2 empty:hidden">
        {selected === 'all' || selected.length > 0 ? (
          <ClientSelection
            params={params}
            selected={selected}
            count={list?.count}
            mayExport={mayExport}
            mayPrepare={mayPrepare}
            mayChange={mayChange}
            onSet={() => void refetch()}
            onChange={setSelected}
            change={change}
          />
        ) : (
          <ClientChips params={params} change={change} />
        )}
        {params.at && (
          <p className="text-table text-ink-soft">
            States at the end of {formatDay(params.at)} (UTC); everything else as it is now.
          </p>
        )}
        {list && !isPlaceholderData && list.sort.column !== params.sort.column && (
          <p className="text-table text-ink-soft">{notSortedWords(params, list.count)}</p>
        )}
        {list && <CatchingUp {...list.behind} />}
        {list && list.notFound.length > 0 && <NotFound names={list.notFound} asked={params.names.length} />}
      </div>
      {params.group ? (
        <GroupedList
          group={params.group}
          noun="client"
          source={`${paths.api.clientGroups()}${groupsQuery(params)}`}
          hrefOf={(items, state) =>
            `${paths.clients()}${narrowedQuery(params, groupFilter(params, items, state))}`
          }
          onUngroup={() => change({ group: null })}
        />
      ) : (
        <>
          <ListTable
            label="Clients"
            columns={CLIENT_LIST_COLUMNS}
            rows={rows}
            rowId={(row) => row.name}
            rowHref={(row) => paths.client(row.name)}
            chosen={params.cols}
            density={density}
            sort={{ key: shownSort.column, descending: shownSort.descending }}
            onSort={({ key, descending }) => {
              const column = clientsParams.sort.parse(key)?.column
              if (column) change({ sort: { column, descending }, ...FIRST_PAGE })
            }}
            selection={{
              ids: selected === 'all' ? rows.map((row) => row.name) : selected,
              onChange: setSelected,
            }}
            open={params.open}
            onOpen={(open) => change({ open }, 'replace')}
            loading={loadingOf(list, isPlaceholderData, isError)}
            empty={
              <ClientsEmpty
                filtered={filtered}
                params={params}
                emptied={list?.emptied ?? []}
                failed={isError}
                retry={() => void refetch()}
                clear={() => change({ ...NO_CLIENTS_FILTER, ...FIRST_PAGE })}
              />
            }
          />
          <Pager
            onPrevious={
              list?.previous ? () => change({ before: list.previous ?? null, after: null }) : undefined
            }
            onNext={list?.next ? () => change({ after: list.next ?? null, before: null }) : undefined}
          >
            {list && countWords(list, 'client', filtered && !isPlaceholderData)}
          </Pager>
        </>
      )}
      {params.open && (
        <ClientQuickLook
          key={params.open}
          name={params.open}
          onClose={() => change({ open: null }, 'replace')}
        />
      )}
    </div>
  )
}

/** What a group, and maybe a state of it, narrows the list to. */
function groupFilter({ group }: ClientsParams, items: string[], state?: string): ClientsChange {
  const wanted = state === undefined ? {} : { state: clientsParams.state.parse(state) }
  return { ...(group && { [GROUP_FIELDS[group]]: items }), ...wanted }
}

function useClients(params: ClientsParams, initial: ClientsList, initialQuery: string) {
  const query = rowsQuery(params)
  return useQuery({
    ...listQuery({ name: 'clients', path: paths.api.clients(), query, initial, initialQuery }),
    placeholderData: keepPreviousData,
  })
}

function NotFound({ names, asked }: { names: string[]; asked: number }) {
  return (
    <Notice
      tone="watch"
      title={`${formatCount(names.length)} of ${formatCountOf(asked, 'name')} not in the record`}
    >
      <span className="font-mono text-table break-words">{names.join(', ')}</span>
    </Notice>
  )
}

/** Why the list stands in the order of names. */
function notSortedWords({ sort, at }: ClientsParams, count: ClientsList['count']): string {
  const header = clientColumn(sort.column).header.toLowerCase()
  const matching = `${count.isExact ? '' : 'More than '}${formatCount(count.value)}`
  return at !== null && sort.column === 'state'
    ? 'States of an earlier day have no order here: sorted by name.'
    : `${matching} match, too many to sort by ${header}: sorted by name. Narrow the list, or group it by ${header === 'site' ? 'site' : 'another column'}.`
}

interface ClientsEmptyProps {
  params: ClientsParams
  emptied: readonly Emptied[]
  filtered: boolean
  failed: boolean
  retry: () => void
  clear: () => void
}

/** Why no client is listed. */
function ClientsEmpty({ filtered, params, emptied, failed, retry, clear }: ClientsEmptyProps) {
  if (failed) return <ListFailed retry={retry} />
  if (filtered) {
    return (
      <EmptyState
        kind="noMatch"
        title="No client matches this filter"
        actions={<Button onClick={clear}>Clear the filter</Button>}
      >
        <WhatEmptied emptied={emptied} table={CLIENT_FILTER_TABLE} values={params} noun="client" />
        {params.q !== '' && (
          <p>
            A machine is listed here by its first product. Office and others are in{' '}
            <Link href={paths.licensesList({ q: params.q })} className="link">
              all licenses
            </Link>
            .
          </p>
        )}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      kind="noData"
      title="No clients yet"
      actions={
        <LinkButton look="primary" href={paths.imports()}>
          Import activation output
        </LinkButton>
      }
    >
      Clients appear here when the first slmgr text, KMS event log or export is recorded.
    </EmptyState>
  )
}
