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
import { CatchingUp } from '@/components/feedback/catching-up'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { PageHeader } from '@/components/layout/page-header'
import { Button, LinkButton } from '@/components/ui/button'
import type { ClientsList, Emptied } from '@/lib/data/clients/clients-list'
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
import { isFiltered, itemsOf } from '@/lib/format/clients-filter'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { GROUP_FIELDS } from '@/lib/format/list-groups'
import { paths } from '@/lib/format/paths'
import type { OwnFrame } from '@/lib/format/shown-list'
import { ClientQuickLook } from './client-quick-look'
import { ClientSelection, ExportButton } from './client-selection'
import { CLIENT_LIST_COLUMNS } from './columns'
import { type ChangeParams, ClientChips, chipWords, FilterBar } from './filter-bar'

interface ClientsViewProps {
  /** the first answer, made on the server for this query */
  initial: ClientsList
  initialQuery: string
  frame: OwnFrame
  mayPrepare: boolean
  mayChange: boolean
}

/** The clients list: the address decides what it shows. */
export function ClientsView(props: ClientsViewProps) {
  const { initial, initialQuery, frame, mayPrepare, mayChange } = props
  const { mayExport } = frame
  const [address, setParams] = useQueryStates(clientsParams, { shallow: true })
  const { look, like } = useLook('clients', frame.look, address, setParams)
  const params = { ...address, ...look }
  const change: ChangeParams = useCallback(
    (next, history = 'push') => void setParams(next, { history }),
    [setParams],
  )
  const { data: list, isPlaceholderData, isError, refetch } = useClients(params, initial, initialQuery)
  const [selected, setSelected] = useState<string[] | 'all'>([])
  const rows = list?.rows ?? []
  const filtered = isFiltered(params)
  return (
    <div className="flex flex-col gap-3 min-w-0 md:h-[calc(100dvh-3rem-2.25rem)]">
      <PageHeader
        title="Clients"
        actions={
          <>
            <SaveView list="clients" query={clientsViewQuery(params)} mayShare={frame.mayShare} />
            <ExportButton params={params} mayExport={mayExport} count={list?.count} />
            <ViewMenu
              columns={CLIENT_LIST_COLUMNS}
              look={look}
              like={like}
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
            density={params.density ?? 'compact'}
            sort={{ key: params.sort.column, descending: params.sort.descending }}
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

/** Those that no client matches; where each is matched by some, those that leave nothing of the others. */
function culprits(emptied: readonly Emptied[]): readonly Emptied[] {
  const unmatched = emptied.filter(({ alone }) => alone === 0)
  return unmatched.length > 0 ? unmatched : emptied
}

/** Which condition leaves nothing: one that no client matches, or one without which some would. */
function emptiedWords({ field, alone, others }: Emptied, params: ClientsParams): string {
  const { field: label, value } =
    field === 'q' ? { field: 'The text', value: `“${params.q}”` } : chipWords(field, itemsOf(params, field))
  if (alone === 0) return `${label} ${value}: no client matches this.`
  return others > 0
    ? `Without ${label} ${value}, ${formatCountOf(others, 'client')} ${others === 1 ? 'matches' : 'match'}.`
    : `${label} ${value} alone: ${formatCountOf(alone, 'client')}.`
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
        {emptied.length === 0
          ? 'Remove a condition, or search for a shorter part of the name.'
          : culprits(emptied).map((one) => <p key={one.field}>{emptiedWords(one, params)}</p>)}
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
