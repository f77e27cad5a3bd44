import { Skeleton } from '../ui/skeleton'
import type { Column } from './column'

const WIDTHS = ['w-40', 'w-24', 'w-32', 'w-20', 'w-28'] as const

/** Rows in the shape of the ones that come. */
export function SkeletonRows<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return Array.from({ length: 12 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: these rows have nothing but their place
    <tr key={row}>
      {columns.map((column, position) => (
        <td key={column.id}>
          {!column.box && <Skeleton className={`h-3.5 ${WIDTHS[(row + position) % WIDTHS.length]}`} />}
        </td>
      ))}
    </tr>
  ))
}
