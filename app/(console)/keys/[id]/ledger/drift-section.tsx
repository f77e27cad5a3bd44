import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { type DriftStretch, driftOf } from '@/lib/activation/mak/mak-drift'
import { balanceOf } from '@/lib/activation/mak/mak-ledger'
import { sayDrift } from '@/lib/activation/mak/mak-sentence'
import type { LedgerView } from '@/lib/data/mak/ledger-page'
import { formatChange, formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Stretches shown; older ones are in the entries. */
const SHOWN = 12

/** Our count against Microsoft's, stretch by stretch; neither changes the other. */
export function DriftSection({ view }: { view: LedgerView }) {
  const drift = driftOf(view.ledger)
  if (!drift) return null
  const columns: readonly Column<DriftStretch>[] = [
    { id: 'to', header: 'Up to', nowrap: true, cell: ({ to }) => <Time at={to} as="date" inList /> },
    {
      id: 'reported',
      header: 'Microsoft reported',
      numeric: true,
      cell: ({ reported }) => formatCount(reported),
    },
    {
      id: 'change',
      header: 'Its change',
      numeric: true,
      cell: ({ change }) => (change === undefined ? nothing : formatChange(change)),
    },
    {
      id: 'ours',
      header: 'Our change',
      numeric: true,
      cell: ({ from, to, entries }) => (
        <Link href={paths.ledger(view.keyId, { from, to })}>{formatChange(balanceOf(entries))}</Link>
      ),
    },
    {
      id: 'unexplained',
      header: 'Not shown by our sources',
      minWidth: '14rem',
      cell: ({ unexplained }) => unexplainedWords(unexplained),
    },
  ]
  return (
    <Section id="drift" title="Our count and Microsoft’s" hint={sayDrift(drift)}>
      <DataTable
        label="Periods between Microsoft’s counts"
        columns={columns}
        rows={drift.stretches.slice(-SHOWN).toReversed()}
        rowId={({ to }) => to}
      />
      <Hints view={view} />
    </Section>
  )
}

function unexplainedWords(unexplained: number): string {
  if (unexplained === 0) return 'Nothing: both agree'
  const count = formatCountOf(Math.abs(unexplained), 'activation')
  return unexplained > 0
    ? `${count} that our sources do not show`
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
          {unseenPlans === 1 ? 'has' : 'have'} not been seen yet.
        </li>
      )}
      {otherMachines > 0 && (
        <li>
          <Link href={paths.clients({ key: lastFive, channel: 'MAK' })} className="link">
            {formatCountOf(otherMachines, 'machine')}
          </Link>{' '}
          with the same last five {otherMachines === 1 ? 'has' : 'have'} an activation ID that is not one of
          this key, so {otherMachines === 1 ? 'it is' : 'they are'} not counted here.
        </li>
      )}
    </ul>
  )
}
