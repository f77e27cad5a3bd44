import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import type { KeyRow, MakCounts } from '@/lib/data/keys/keys-page'
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
              <HeaderCell>
                <Term
                  word="Runs out"
                  meaning="The likely day at the rate of the last 90 days; the page of the key has the band."
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
  return (
    <>
      <Cell numeric className="whitespace-nowrap">
        <Left mak={mak} />
      </Cell>
      <Cell numeric>{mak.reported === null ? nothing : formatCount(mak.reported)}</Cell>
      <Cell className="whitespace-nowrap">
        <RunsOut mak={mak} />
      </Cell>
    </>
  )
}

function Left({ mak }: { mak: MakCounts }) {
  if (mak.granted === 0) return nothing
  if (mak.balance < 0) {
    return <span className="font-medium text-bad">overdrawn by {formatCount(-mak.balance)}</span>
  }
  return (
    <>
      {formatCount(mak.balance)} <span className="text-ink-soft">of {formatCount(mak.granted)}</span>
    </>
  )
}

function RunsOut({ mak }: { mak: MakCounts }) {
  if (mak.runsOut === null) return nothing
  if (mak.runsOut === 'usedUp') return <span className="font-medium text-bad">used up</span>
  return <Time at={mak.runsOut} as="date" inList />
}
