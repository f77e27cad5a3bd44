import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { NamedProduct } from '@/lib/activation/reference/look-up'
import { SourceCell } from './source-cell'

interface FoundProductsProps {
  rows: readonly NamedProduct[]
  mayChange: boolean
}

/** Products by activation ID. */
export function FoundProducts({ rows, mayChange }: FoundProductsProps) {
  return (
    <Table label="Products">
      <TableHead>
        <tr>
          <HeaderCell>Product</HeaderCell>
          <HeaderCell>Licensed through</HeaderCell>
          <HeaderCell>Activation ID</HeaderCell>
          <HeaderCell>Edition in the tables</HeaderCell>
          <HeaderCell>Source</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.activationId}>
            <Cell className="min-w-56 font-medium">{row.label}</Cell>
            <Cell className="whitespace-nowrap">
              <span className="flex items-center gap-2">
                {row.keyKind} <span className="text-ink-soft">{row.channel}</span>
                {row.isAddon && <Badge>Add-on</Badge>}
              </span>
            </Cell>
            <Cell>
              <span className="flex items-center gap-1 whitespace-nowrap font-mono">
                {row.activationId}
                <CopyButton text={row.activationId} label="Copy the activation ID" />
              </span>
            </Cell>
            <Cell className="font-mono break-all min-w-40">{row.edition}</Cell>
            <SourceCell
              kind="product"
              of={row.activationId}
              source={`${row.source}, ${row.sourceDate}`}
              own={row.own}
              mayChange={mayChange}
            />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
