'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { shownColumns } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { ExportList } from '@/components/data-table/export-list'
import { countWords, ListFailed, listQuery, loadingOf } from '@/components/data-table/fetched-list'
import { GroupedList } from '@/components/data-table/grouped-list'
import { Pager } from '@/components/data-table/pager'
import { SaveView } from '@/components/data-table/save-view'
import { useLook } from '@/components/data-table/use-look'
import { ViewMenu } from '@/components/data-table/view-menu'
import { WhatEmptied } from '@/components/data-table/what-emptied'
import { CatchingUp } from '@/components/feedback/catching-up'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { Button } from '@/components/ui/button'
import type { LicensesList } from '@/lib/data/licenses/licenses-list'
import type { Emptied } from '@/lib/format/emptied'
import {
  isLicensesFiltered,
  LICENSE_FILTER_TABLE,
  LICENSE_SORTS,
  type LicensesChange,
  type LicensesParams,
  licenseGroupsQuery,
  licenseRowsQuery,
  licenseSortWord,
  licensesExportQuery,
  licensesParams,
  licensesViewQuery,
  NO_LICENSES_FILTER,
  narrowedLicensesQuery,
} from '@/lib/format/licenses-address'
import { GROUP_FIELDS } from '@/lib/format/list-groups'
import { paths } from '@/lib/format/paths'
import type { OwnFrame } from '@/lib/format/shown-list'
import { LICENSE_LIST_COLUMNS } from './columns'
import { LicenseChips, LicenseFilter } from './license-filter'

interface LicensesViewProps {
  /** the first answer, made on the server for this query */
  initial: LicensesList
  initialQuery: string
  frame: OwnFrame
}

/** The list of licenses: the address decides what it shows. */
export function LicensesView({ initial, initialQuery, frame }: LicensesViewProps) {
  const [address, setParams] = useQueryStates(licensesParams, { shallow: true })
  const { look, like } = useLook('licenses', frame.look, address, setParams)
  const params = { ...address, ...look }
  const density = look.density ?? frame.density ?? 'compact'
  const change = useCallback(
    (next: LicensesChange, history: 'push' | 'replace' = 'push') => void setParams(next, { history }),
    [setParams],
  )
  const { data: list, isPlaceholderData, isError, refetch } = useLicenses(params, initial, initialQuery)
  const filtered = isLicensesFiltered(params)
  return (
    <div className="flex flex-col gap-3 min-w-0 md:h-[calc(100dvh-3rem-2.25rem)]">
      <PageHeader
        title="All licenses"
        actions={
          <>
            <SaveView list="licenses" query={licensesViewQuery(params)} mayShare={frame.mayShare} />
            <ExportList
              href={(as) => paths.api.listExport('licenses', as, licensesExportQuery(params).slice(1))}
              mayExport={frame.mayExport}
              count={params.group ? undefined : list?.count}
              noun="license"
            />
            <ViewMenu
              columns={LICENSE_LIST_COLUMNS}
              look={look}
              like={like}
              density={density}
              group={params.group}
              onGroup={(group) => change({ group })}
            />
          </>
        }
      />
      <LicenseFilter params={params} list={list} change={change} />
      <div className="grid gap-2 empty:hidden">
        <LicenseChips params={params} change={change} />
        {list && <CatchingUp {...list.behind} />}
      </div>
      {params.group ? (
        <GroupedList
          group={params.group}
          noun="license"
          source={`${paths.api.licenseGroups()}${licenseGroupsQuery(params)}`}
          hrefOf={(items, state) =>
            `${paths.licensesList()}${narrowedLicensesQuery(params, groupFilter(params, items, state))}`
          }
          onUngroup={() => change({ group: null })}
        />
      ) : (
        <>
          <DataTable
            label="Licenses"
            columns={shownColumns(LICENSE_LIST_COLUMNS, params.cols)}
            rows={list?.rows ?? []}
            rowId={({ id }) => String(id)}
            density={density}
            sort={list && { key: list.sort.column, descending: list.sort.descending }}
            onSort={({ key, descending }) => {
              const column = LICENSE_SORTS.find((one) => one === key)
              if (column) change({ sort: licenseSortWord({ column, descending }), after: null, before: null })
            }}
            loading={loadingOf(list, isPlaceholderData, isError)}
            empty={
              <NoLicenses
                params={params}
                emptied={list?.emptied ?? []}
                filtered={filtered}
                failed={isError}
                retry={() => void refetch()}
                clear={() => change(NO_LICENSES_FILTER)}
              />
            }
          />
          <Pager
            onPrevious={
              list?.previous ? () => change({ before: list.previous ?? null, after: null }) : undefined
            }
            onNext={list?.next ? () => change({ after: list.next ?? null, before: null }) : undefined}
          >
            {list && countWords(list, 'license', filtered && !isPlaceholderData)}
          </Pager>
        </>
      )}
    </div>
  )
}

/** What a group, and maybe a state of it, narrows the list to. */
function groupFilter({ group }: LicensesParams, items: string[], state?: string): LicensesChange {
  const wanted = state === undefined ? {} : { state: licensesParams.state.parse(state) }
  return { ...(group && { [GROUP_FIELDS[group]]: items }), ...wanted }
}

function useLicenses(params: LicensesParams, initial: LicensesList, initialQuery: string) {
  const query = licenseRowsQuery(params)
  return useQuery({
    ...listQuery({ name: 'licenses', path: paths.api.licenses(), query, initial, initialQuery }),
    placeholderData: keepPreviousData,
  })
}

interface NoLicensesProps {
  params: LicensesParams
  emptied: readonly Emptied[]
  filtered: boolean
  failed: boolean
  retry: () => void
  clear: () => void
}

/** Why no license is listed. */
function NoLicenses({ params, emptied, filtered, failed, retry, clear }: NoLicensesProps) {
  if (failed) return <ListFailed retry={retry} />
  if (!filtered) {
    return (
      <EmptyState kind="noData" title="No licenses yet">
        Each product on each machine appears here as soon as its state is recorded.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      kind="noMatch"
      title="No license matches this filter"
      actions={<Button onClick={clear}>Clear the filter</Button>}
    >
      <WhatEmptied emptied={emptied} table={LICENSE_FILTER_TABLE} values={params} noun="license" />
    </EmptyState>
  )
}
