import { HostBudgetMeter } from '@/components/product-key/host-budget-meter'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Term } from '@/components/ui/term'
import type { KeyRow } from '@/lib/data/keys/keys-page'
import { formatCount } from '@/lib/format/counts'
import { NameCells, nothing, SeenCell } from './key-cells'

/** Our KMS host keys; the register's numbers only for those who may read the ledger. */
export function HostKeyTable({
  keys,
  groupLabels,
}: {
  keys: readonly KeyRow[]
  groupLabels: ReadonlyMap<string, string>
}) {
  const mayCount = keys.some(({ counts }) => counts !== null)
  return (
    <Table label="KMS host keys">
      <TableHead>
        <tr>
          <HeaderCell>What it is for</HeaderCell>
          <HeaderCell>Key</HeaderCell>
          <HeaderCell>
            <Term of="key group" word="Key group" />
          </HeaderCell>
          <HeaderCell numeric>Hosts now</HeaderCell>
          {mayCount && (
            <HeaderCell>
              <Term
                word="Hosts used"
                meaning="Hosts ever activated with the key, as its register knows, of the six it may activate."
              />
            </HeaderCell>
          )}
          <HeaderCell>Last evidence</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {keys.map((row) => (
          <TableRow key={row.id}>
            <NameCells row={row} />
            <Cell>
              {(row.keyGroup && groupLabels.get(row.keyGroup)) ?? (
                <span className="text-ink-soft">not known</span>
              )}
            </Cell>
            <Cell numeric>{row.machines > 0 ? formatCount(row.machines) : nothing}</Cell>
            {mayCount && <Cell>{row.counts?.hosts && <HostBudgetMeter {...row.counts.hosts} />}</Cell>}
            <SeenCell row={row} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
