import { classes } from '../ui/classes'
import { Skeleton } from '../ui/skeleton'
import type { Density, ListColumn } from './column'

const WIDTHS = ['w-40', 'w-24', 'w-32', 'w-20', 'w-28'] as const

/** Rows in the shape of the ones that come. */
export function SkeletonRows<Row>(props: {
  columns: readonly ListColumn<Row>[]
  density: Density
  selectable: boolean
}) {
  return Array.from({ length: 12 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: these rows have nothing but their place
    <tr key={row} className={classes(props.density === 'compact' ? 'h-8' : 'h-10')}>
      {props.selectable && <td className="border-b" />}
      {props.columns.map((column, position) => (
        <td key={column.id} className="px-3 border-b">
          <Skeleton className={classes('h-3.5', WIDTHS[(row + position) % WIDTHS.length])} />
        </td>
      ))}
    </tr>
  ))
}
