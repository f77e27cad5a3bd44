'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { MaskedKey } from '@/components/license/masked-key'
import { Badge } from '@/components/ui/badge'
import { classes } from '@/components/ui/classes'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { useNow } from '@/components/ui/now'
import type { SelectOption } from '@/components/ui/select'
import { Time } from '@/components/ui/time'
import { sayMaking } from '@/lib/activation/mak/mak-sentence'
import { meaningOf } from '@/lib/activation/words/glossary'
import type { KeyCounts, KeyRow, MakCounts } from '@/lib/data/keys/keys-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const NAME: readonly Column<KeyRow>[] = [
  {
    id: 'label',
    header: 'What it is for',
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
    id: 'key',
    header: 'Key',
    nowrap: true,
    cell: ({ lastFive, isWhole }) => (
      <>
        <MaskedKey lastFive={lastFive} />
        {!isWhole && <span className="ml-2 text-xs text-ink-soft">last five only</span>}
      </>
    ),
  },
]

const SEEN: Column<KeyRow> = {
  id: 'seen',
  header: 'Last evidence',
  soft: true,
  cell: ({ lastSeenAt }) => (lastSeenAt ? <Time at={lastSeenAt} as="short" inList /> : nothing),
}

const MAK_COUNTS: readonly Column<KeyRow>[] = [
  {
    id: 'left',
    header: 'Left',
    explanation: 'The lower of our count and Microsoft’s last one, less what was used since.',
    minWidth: '14rem',
    cell: ({ counts }) => counts?.mak && <Left {...counts.mak} />,
  },
  {
    id: 'runsOut',
    header: 'Runs out',
    explanation: 'The likely day at the rate of the last 90 days; the page of the key has the range.',
    nowrap: true,
    cell: ({ counts }) => counts?.mak && runOutOf(counts.mak),
  },
]

interface KeyTableProps {
  label?: string
  keys: readonly KeyRow[]
}

/** Our MAKs; what is left of each only for those who may read the ledger. */
export function MakTable({ label = 'MAKs', keys }: KeyTableProps) {
  const mayCount = keys.some(({ counts }) => counts !== null)
  const columns: readonly Column<KeyRow>[] = [
    ...NAME,
    { id: 'machines', header: 'Machines', numeric: true, cell: machinesOf },
    ...(mayCount ? MAK_COUNTS : []),
    SEEN,
  ]
  return <DataTable label={label} columns={columns} rows={keys} rowId={({ id }) => id} />
}

const HOST_COUNT: Column<KeyRow> = {
  id: 'used',
  header: 'Hosts used',
  explanation: 'Hosts ever activated with the key, as its register shows, of the six it may activate.',
  cell: ({ counts }) => counts?.hosts && <HostsUsed {...counts.hosts} />,
}

interface HostKeyTableProps extends KeyTableProps {
  keyGroups: readonly SelectOption[]
}

/** Our KMS host keys; the register's numbers only for those who may read the ledger. */
export function HostKeyTable({ label = 'KMS host keys', keys, keyGroups }: HostKeyTableProps) {
  const mayCount = keys.some(({ counts }) => counts !== null)
  const columns: readonly Column<KeyRow>[] = [
    ...NAME,
    {
      id: 'group',
      header: 'Key group',
      explanation: meaningOf('key group'),
      cell: ({ keyGroup }) =>
        keyGroups.find(({ value }) => value === keyGroup)?.label ?? (
          <span className="text-ink-soft">not known</span>
        ),
    },
    {
      id: 'hosts',
      header: 'Hosts',
      explanation: 'KMS hosts licensed with it, by the newest reading of each.',
      numeric: true,
      cell: ({ machines }) => (machines > 0 ? formatCount(machines) : nothing),
    },
    ...(mayCount ? [HOST_COUNT] : []),
    SEEN,
  ]
  return <DataTable label={label} columns={columns} rows={keys} rowId={({ id }) => id} />
}

/** The machines with a MAK: the clients list where it finds the same ones, else the page of the key. */
function machinesOf({ id, lastFive, machines, listedMachines }: KeyRow) {
  if (machines === 0) return nothing
  const isListed = listedMachines === machines
  const href = isListed ? paths.clients({ key: lastFive, channel: 'MAK' }) : `${paths.key(id)}#machines`
  return <Link href={href}>{formatCount(machines)}</Link>
}

function Left(figure: MakCounts) {
  const now = useNow().getTime()
  const { left, granted, overdrawnBy } = figure
  if (granted === 0) return nothing
  return (
    <span className="grid leading-tight py-1 tabular-nums">
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
        {used} of {limit}
        {isOver && ', over'}
      </span>
    </span>
  )
}
