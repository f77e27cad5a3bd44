import { MaskedKey } from '@/components/license/masked-key'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { PublishedKey } from '@/lib/activation/product/gvlk-suffix'
import { paths } from '@/lib/format/paths'
import { SourceCell } from './source-cell'

const KIND = { gvlk: 'KMS client setup key (GVLK)', avma: 'Key of a virtual machine (AVMA)' } as const

/** Published keys, by their last five alone. */
export function FoundKeys({ rows, mayChange }: { rows: readonly PublishedKey[]; mayChange: boolean }) {
  return (
    <Table label="Published keys">
      <TableHead>
        <tr>
          <HeaderCell>Last five</HeaderCell>
          <HeaderCell>Product</HeaderCell>
          <HeaderCell>Kind</HeaderCell>
          <HeaderCell>In this fleet</HeaderCell>
          <HeaderCell>Source</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={`${row.kind} ${row.lastFive}`}>
            <Cell>
              <MaskedKey lastFive={row.lastFive} />
            </Cell>
            <Cell className="min-w-56">
              {row.family === 'office' ? row.name : `${row.generation} ${row.name}`}
            </Cell>
            <Cell className="whitespace-nowrap">{KIND[row.kind]}</Cell>
            <Cell className="whitespace-nowrap">
              <Link href={paths.clients({ key: row.lastFive })} className="link">
                Clients with {row.lastFive}
              </Link>
            </Cell>
            <SourceCell
              kind="key"
              of={row.lastFive}
              source={`${row.source}, ${row.date}`}
              own={row.own}
              mayChange={mayChange}
            />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
