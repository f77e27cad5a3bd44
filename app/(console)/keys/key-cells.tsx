import { MaskedKey } from '@/components/license/masked-key'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Cell } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { KeyRow } from '@/lib/data/keys/keys-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** What both tables say of a key first: its name and its last five. */
export function NameCells({ row }: { row: KeyRow }) {
  return (
    <>
      <Cell className="min-w-48">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Link href={paths.key(row.id)} className="link font-medium text-ink">
            {row.label}
          </Link>
          {row.retiredAt && <Badge>Retired</Badge>}
          {row.isSample && <Badge>Sample</Badge>}
        </span>
      </Cell>
      <Cell className="whitespace-nowrap">
        <MaskedKey lastFive={row.lastFive} />
        {!row.isWhole && <span className="ml-2 text-xs text-ink-soft">last five only</span>}
      </Cell>
    </>
  )
}

/** The machines under a MAK: the clients list where it finds the same ones, else the page of the key. */
export function MachinesCell({ row }: { row: KeyRow }) {
  if (row.machines === 0) return <Cell numeric>{nothing}</Cell>
  const isListed = row.listedMachines === row.machines
  const href = isListed
    ? paths.clients({ key: row.lastFive, channel: 'MAK' })
    : `${paths.key(row.id)}#machines`
  return (
    <Cell numeric>
      <Link href={href} className="link tabular-nums">
        {formatCount(row.machines)}
      </Link>
    </Cell>
  )
}

export function SeenCell({ row }: { row: KeyRow }) {
  return (
    <Cell>
      {row.lastSeenAt ? <Time at={row.lastSeenAt} as="short" inList className="text-ink-soft" /> : nothing}
    </Cell>
  )
}

export const nothing = <span className="text-ink-faint">–</span>
