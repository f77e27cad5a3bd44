import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Term } from '@/components/ui/term'
import type { KeyRow } from '@/lib/data/keys/keys-page'
import { formatCount } from '@/lib/format/counts'
import { MachinesCell, NameCells, nothing, SeenCell } from './key-cells'

/** Our MAKs; what is left of each only for those who may read the ledger. */
export function MakTable({ keys }: { keys: readonly KeyRow[] }) {
  const mayCount = keys.some(({ counts }) => counts !== null)
  return (
    <Table label="MAKs">
      <TableHead>
        <tr>
          <HeaderCell>What it is for</HeaderCell>
          <HeaderCell>Key</HeaderCell>
          <HeaderCell numeric>Machines</HeaderCell>
          {mayCount && (
            <>
              <HeaderCell numeric>
                <Term
                  word="Left, as we saw"
                  meaning="What the entries of its ledger add up to: granted activations less those we saw."
                />
              </HeaderCell>
              <HeaderCell numeric>
                <Term
                  word="Left, Microsoft"
                  meaning="The count Microsoft reported last, from VAMT, the portal or by hand."
                />
              </HeaderCell>
            </>
          )}
          <HeaderCell>Last evidence</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {keys.map((row) => (
          <TableRow key={row.id}>
            <NameCells row={row} />
            <MachinesCell row={row} />
            {mayCount && <LeftCells row={row} />}
            <SeenCell row={row} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function LeftCells({ row }: { row: KeyRow }) {
  const mak = row.counts?.mak
  if (!mak) return null
  const isOpened = mak.granted > 0
  return (
    <>
      <Cell numeric className={mak.balance < 0 && isOpened ? 'text-bad font-medium' : undefined}>
        {isOpened ? `${formatCount(mak.balance)} of ${formatCount(mak.granted)}` : nothing}
      </Cell>
      <Cell numeric>{mak.reported === null ? nothing : formatCount(mak.reported)}</Cell>
    </>
  )
}
