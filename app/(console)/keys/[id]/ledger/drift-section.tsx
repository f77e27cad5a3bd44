import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { driftOf } from '@/lib/activation/mak/mak-drift'
import { balanceOf } from '@/lib/activation/mak/mak-ledger'
import { sayDrift } from '@/lib/activation/mak/mak-sentence'
import type { LedgerView } from '@/lib/data/mak/ledger-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Stretches shown; older ones are in the entries. */
const SHOWN = 12

/** What we saw against what Microsoft reported, stretch by stretch; neither changes the other. */
export function DriftSection({ view }: { view: LedgerView }) {
  const drift = driftOf(view.ledger)
  if (!drift) return null
  return (
    <Section id="drift" title="What we saw, and what Microsoft reported" hint={sayDrift(drift)}>
      <Table label="Stretches between the counts that Microsoft reported">
        <TableHead>
          <tr>
            <HeaderCell>Up to</HeaderCell>
            <HeaderCell numeric>Microsoft reported</HeaderCell>
            <HeaderCell numeric>Its change</HeaderCell>
            <HeaderCell numeric>Ours</HeaderCell>
            <HeaderCell>Not explained by a source of ours</HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {drift.stretches
            .slice(-SHOWN)
            .toReversed()
            .map((stretch) => (
              <TableRow key={stretch.to}>
                <Cell>
                  <Time at={stretch.to} as="date" inList />
                </Cell>
                <Cell numeric>{formatCount(stretch.reported)}</Cell>
                <Cell numeric>{signed(stretch.change)}</Cell>
                <Cell numeric>
                  <Link
                    href={paths.ledger(view.keyId, { from: stretch.from, to: stretch.to })}
                    className="link"
                  >
                    {signed(balanceOf(stretch.entries))}
                  </Link>
                </Cell>
                <Cell>{unexplainedWords(stretch.unexplained)}</Cell>
              </TableRow>
            ))}
        </TableBody>
      </Table>
      <Hints view={view} />
    </Section>
  )
}

function signed(value: number | undefined): string {
  if (value === undefined) return '–'
  if (value === 0) return '0'
  return `${value > 0 ? '+' : '−'}${formatCount(Math.abs(value))}`
}

function unexplainedWords(unexplained: number): string {
  if (unexplained === 0) return 'Nothing: both agree'
  const count = formatCountOf(Math.abs(unexplained), 'activation')
  return unexplained > 0
    ? `${count} that no source of ours made`
    : `${count} that Microsoft does not count, or an increase not entered here`
}

/** Where a drift may come from, as far as the record shows. */
function Hints({ view }: { view: LedgerView }) {
  const { keyId, unseenPlans, otherMachines, lastFive } = view
  if (unseenPlans === 0 && otherMachines === 0) return null
  return (
    <ul className="grid gap-1 text-table text-ink-soft list-disc pl-5">
      {unseenPlans > 0 && (
        <li>
          <Link href={paths.ledger(keyId, { unseen: 'yes' })} className="link">
            {formatCountOf(unseenPlans, 'planned activation')}
          </Link>{' '}
          {unseenPlans === 1 ? 'has' : 'have'} not been seen to happen yet.
        </li>
      )}
      {otherMachines > 0 && (
        <li>
          <Link href={paths.clients({ key: lastFive, channel: 'MAK' })} className="link">
            {formatCountOf(otherMachines, 'machine')}
          </Link>{' '}
          with the same last five {otherMachines === 1 ? 'has' : 'have'} an activation ID that is not one of
          this key, so nothing was counted for {otherMachines === 1 ? 'it' : 'them'} here.
        </li>
      )}
    </ul>
  )
}
