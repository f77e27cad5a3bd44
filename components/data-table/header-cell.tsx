import { Tooltip } from '../ui/tooltip'
import { type Column, lookOf, type SortState } from './column'

interface HeaderCellProps<Row> {
  column: Column<Row>
  sort?: SortState | undefined
  onSort?: ((sort: SortState) => void) | undefined
}

/** The word above a column: explained where it needs to be, pressed to sort where the list can. */
export function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { minWidth } = column
  return (
    <th
      scope="col"
      aria-sort={onSort && sortOf(column, sort)}
      data-look={lookOf(column)}
      style={minWidth === undefined ? undefined : { minWidth }}
    >
      {column.heading ?? <HeaderWord column={column} sort={sort} onSort={onSort} />}
    </th>
  )
}

function sortOf<Row>({ sortKey }: Column<Row>, sort: SortState | undefined) {
  if (!sortKey) return undefined
  if (sort?.key !== sortKey) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

function HeaderWord<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const { header, headerHidden, sortKey, startsDescending, explanation } = column
  if (headerHidden) return <span className="sr-only">{header}</span>
  if (sortKey && onSort) {
    const descending = sort?.key === sortKey ? !sort.descending : startsDescending === true
    return (
      <button type="button" data-tip={explanation} onClick={() => onSort({ key: sortKey, descending })}>
        {header}
      </button>
    )
  }
  if (!explanation) return header
  return (
    <Tooltip text={explanation}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable by keyboard */}
      <span tabIndex={0}>{header}</span>
    </Tooltip>
  )
}
