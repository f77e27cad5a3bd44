'use client'

import { useQueryStates } from 'nuqs'
import { type ReactNode, useState, useTransition } from 'react'
import {
  FILTER_PARAMS,
  LIST_PARAMS,
  type ListChange,
  NO_LIST_FILTER,
  sortOf,
  sortWord,
  viewQuery,
} from '@/lib/format/list-address'
import { listFacts } from '@/lib/format/lists'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { EmptyState } from '../feedback/empty-state'
import { Button } from '../ui/button'
import type { Column } from './column'
import { shownColumns } from './column'
import { DataTable } from './data-table'
import { ExportList } from './export-list'
import { countWords } from './fetched-list'
import { ListBar, ListChips } from './list-bar'
import { boxColumn, ListTable } from './list-table'
import { Pager } from './pager'
import { SaveView } from './save-view'
import { SelectionBar } from './selection-bar'
import { useLook } from './use-look'
import { ViewMenu } from './view-menu'

interface ListViewProps<Row> {
  shown: ShownList<Row>
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  /** the accessible name of the table */
  label: string
  /** stands in place of everything when there is no row at all */
  empty?: ReactNode
  density?: 'compact' | 'roomy'
  /** what can be done with selected rows, besides exporting them */
  actions?: (ids: readonly string[], clear: () => void) => ReactNode
  /** a row that can be looked at beside the list: its page, and the look */
  look?: { href: (row: Row) => string; view: (row: Row, close: () => void) => ReactNode }
}

/**
 * A list with all that lists have: text, filters and range of days, order, columns, density and rows of a page, export of
 * exactly this, selection, a name to keep it under. The address decides what it shows; a page writes columns and rows.
 */
export function ListView<Row>(props: ListViewProps<Row>) {
  const { shown, columns, rowId, label, empty, actions, look } = props
  const { name, page, frame, of } = shown
  const facts = listFacts(name)
  const [isPending, startTransition] = useTransition()
  const options = { shallow: false, startTransition, history: 'push' as const }
  const [values, setValues] = useQueryStates(LIST_PARAMS, options)
  const [filters, setFilters] = useQueryStates(FILTER_PARAMS[name], options)
  const { look: liked, like } = useLook(name, frame.look, values, setValues)
  const [selected, setSelected] = useState<string[]>([])
  const [open, setOpen] = useState<string | null>(null)

  const change = (next: ListChange) => void setValues({ after: null, before: null, ...next })
  const narrow = (word: string, chosen: string[]) => {
    change({})
    void setFilters({ [word]: chosen.length > 0 ? chosen : null })
  }
  const clear = () => {
    void setValues(NO_LIST_FILTER)
    void setFilters(null)
  }
  const isNarrowed =
    values.q !== '' ||
    values.from !== null ||
    values.to !== null ||
    Object.values(filters).some((one) => one.length > 0)
  if (page.rows.length === 0 && !isNarrowed && !values.after && !values.before && empty) return empty

  const exportQuery = (ids?: readonly string[]) => {
    const query = new URLSearchParams(viewQuery(name, { ...values, cols: liked.cols }, filters))
    if (of !== undefined) query.set('of', of)
    if (ids) query.set('ids', ids.join(','))
    return query.toString()
  }
  const exportMenu = (count: typeof page.count, ids?: readonly string[]) => (
    <ExportList
      href={(as) => paths.api.listExport(name, as, exportQuery(ids))}
      mayExport={frame.mayExport}
      count={count}
      noun={facts.noun}
    />
  )
  const selection = { ids: selected, onChange: setSelected }
  const table = {
    label,
    columns,
    rows: page.rows,
    rowId,
    density: liked.density ?? frame.density ?? props.density ?? 'compact',
    sort: sortOf(name, values.sort),
    onSort: (sort: { key: string; descending: boolean }) => change({ sort: sortWord(sort) }),
    loading: isPending ? ('again' as const) : undefined,
    empty: (
      <EmptyState
        kind="noMatch"
        title={`No ${facts.noun} matches this filter`}
        actions={<Button onClick={clear}>Clear the filter</Button>}
      >
        Remove a condition, or search for a shorter part of it.
      </EmptyState>
    ),
  }
  const looked = look && page.rows.find((row) => rowId(row) === open)
  return (
    <div className="grid gap-3 min-w-0 grid-cols-[minmax(0,1fr)]">
      <ListBar
        facts={facts}
        page={page}
        values={values}
        filters={filters}
        lastHere={frame.lastHere}
        change={change}
        narrow={narrow}
      >
        {facts.path !== undefined && (
          <SaveView
            list={name}
            query={viewQuery(name, { ...values, cols: liked.cols, density: liked.density }, filters)}
            mayShare={frame.mayShare}
          />
        )}
        {exportMenu(page.count)}
        <ViewMenu columns={columns} look={liked} like={like} density={table.density} />
      </ListBar>
      {selected.length > 0 ? (
        <SelectionBar selected={selected.length} onClear={() => setSelected([])}>
          {actions?.(selected, () => setSelected([]))}
          {exportMenu({ value: selected.length, isExact: true }, selected)}
        </SelectionBar>
      ) : (
        <ListChips
          facts={facts}
          page={page}
          values={values}
          filters={filters}
          change={change}
          narrow={narrow}
          clear={clear}
        />
      )}
      {look ? (
        <ListTable
          {...table}
          rowHref={look.href}
          chosen={liked.cols}
          selection={selection}
          open={open}
          onOpen={setOpen}
        />
      ) : (
        <DataTable
          {...table}
          columns={[boxColumn(page.rows.map(rowId), rowId, selection), ...shownColumns(columns, liked.cols)]}
        />
      )}
      <Pager
        onPrevious={page.previous ? () => change({ before: page.previous ?? null }) : undefined}
        onNext={page.next ? () => change({ after: page.next ?? null }) : undefined}
      >
        {countWords(page, facts.noun, isNarrowed)}
      </Pager>
      {look && looked !== undefined && look.view(looked, () => setOpen(null))}
    </div>
  )
}
