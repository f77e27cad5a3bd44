'use client'

import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { MaskedKey } from '@/components/license/masked-key'
import { Badge } from '@/components/ui/badge'
import { classes } from '@/components/ui/classes'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { useNow } from '@/components/ui/now'
import { Time } from '@/components/ui/time'
import { sayMaking } from '@/lib/activation/mak/mak-sentence'
import { meaningOf } from '@/lib/activation/words/glossary'
import type { ListedKey } from '@/lib/data/keys/keys-list'
import type { KeyCounts, MakCounts } from '@/lib/data/keys/keys-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'

const COLUMNS: readonly Column<ListedKey>[] = [
  {
    id: 'label',
    header: 'What it is for',
    sortKey: 'label',
    always: true,
    minWidth: '12rem',
    cell: ({ id, label, retiredAt, isSample, unopened }) => (
      <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <Link href={paths.key(id)}>
          <strong>{label}</strong>
        </Link>
        {retiredAt && <Badge>Retired</Badge>}
        {isSample && <Badge>Sample</Badge>}
        {unopened && <Badge tone="bad">Cannot be opened</Badge>}
      </span>
    ),
  },
  {
    id: 'kind',
    header: 'Kind',
    nowrap: true,
    cell: ({ kind }) => (kind === 'mak' ? 'MAK' : 'KMS host key'),
  },
  {
    id: 'key',
    header: 'Key',
    sortKey: 'key',
    nowrap: true,
    cell: ({ lastFive, isWhole }) => (
      <>
        <MaskedKey lastFive={lastFive} />
        {!isWhole && <span className="ml-2 text-xs text-ink-soft">last five only</span>}
      </>
    ),
  },
  {
    id: 'group',
    header: 'Key group',
    wideOnly: true,
    explanation: meaningOf('key group'),
    cell: ({ kind, groupLabel }) =>
      groupLabel ?? (kind === 'csvlk' ? <span className="text-ink-soft">not known</span> : nothing),
  },
  {
    id: 'machines',
    header: 'Machines or hosts',
    explanation: 'Machines with a license through a MAK; KMS hosts that are licensed with a host key now.',
    sortKey: 'machines',
    startsDescending: true,
    numeric: true,
    cell: machinesOf,
  },
]

const COUNTS: readonly Column<ListedKey>[] = [
  {
    id: 'left',
    header: 'Left',
    explanation:
      'Of a MAK: the lower of our count and Microsoft’s last one, less what was used since. Of a host key: hosts ever activated with it, as its register shows, of those it may activate.',
    sortKey: 'left',
    minWidth: '14rem',
    cell: ({ counts }) =>
      counts?.hosts ? <HostsUsed {...counts.hosts} /> : counts?.mak && <Left {...counts.mak} />,
  },
  {
    id: 'runsOut',
    header: 'Runs out',
    explanation: 'The likely day at the rate of the last 90 days; the page of the key has the range.',
    sortKey: 'runsOut',
    nowrap: true,
    cell: ({ counts }) => counts?.mak && runOutOf(counts.mak),
  },
]

const SEEN: Column<ListedKey> = {
  id: 'seen',
  header: 'Last evidence',
  sortKey: 'seen',
  startsDescending: true,
  soft: true,
  cell: ({ lastSeenAt }) => (lastSeenAt ? <Time at={lastSeenAt} as="short" inList /> : nothing),
}

/** Our keys; what is left of each only for those who may read the ledger. */
export function KeysTable({ shown }: { shown: ShownList<ListedKey> }) {
  const mayCount = shown.page.rows.some(({ counts }) => counts !== null)
  const columns = [...COLUMNS, ...(mayCount ? COUNTS : []), SEEN]
  return <ListView label="Keys" shown={shown} columns={columns} rowId={({ id }) => id} density="roomy" />
}

/** The machines with a MAK: the clients list where it finds the same ones, else the page of the key. */
function machinesOf({ id, kind, lastFive, machines, listedMachines }: ListedKey) {
  if (machines === 0) return nothing
  if (kind === 'csvlk') return formatCount(machines)
  const isListed = listedMachines === machines
  const href = isListed ? paths.clients({ key: lastFive, channel: 'MAK' }) : `${paths.key(id)}#machines`
  return <Link href={href}>{formatCount(machines)}</Link>
}

function Left(figure: MakCounts) {
  const now = useNow().getTime()
  const { left, granted, overdrawnBy } = figure
  if (granted === 0) return nothing
  return (
    <span className="grid leading-tight tabular-nums">
      {overdrawnBy > 0 ? (
        <Bad>overdrawn by {formatCount(overdrawnBy)}</Bad>
      ) : (
        <span>
          {formatCount(left)} <span className="text-ink-soft">of {formatCount(granted)}</span>
        </span>
      )}
      <small>{sayMaking(figure, now)}</small>
    </span>
  )
}

function runOutOf({ runsOut }: MakCounts) {
  if (runsOut === null) return nothing
  return runsOut === 'usedUp' ? <Bad>used up</Bad> : <Time at={runsOut} as="date" inList />
}

const Bad = ({ children }: { children: React.ReactNode }) => (
  <span className="font-medium text-bad">{children}</span>
)

/** More marks than this say less than the numbers. */
const MOST_MARKS = 12

/** Hosts activated, one mark each, against those the key may activate; in words beside it. */
function HostsUsed({ used, limit, isOver }: NonNullable<KeyCounts['hosts']>) {
  const marks = limit <= MOST_MARKS ? Array.from({ length: limit }, (_, index) => index < used) : []
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden="true" className="inline-flex gap-0.5">
        {marks.map((isUsed, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the marks are their places
            key={index}
            className={classes(
              'block h-3 w-1.5 rounded-[1px] border',
              isUsed && (isOver ? 'border-bad bg-bad' : 'border-accent bg-accent'),
              !isUsed && 'border-line-strong',
            )}
          />
        ))}
      </span>
      <span className={classes('tabular-nums', isOver && 'font-medium text-bad')}>
        {used} of {formatCountOf(limit, 'host')} used
        {isOver && ', over'}
      </span>
    </span>
  )
}
