'use client'

import { CircleCheck, CircleDashed, Copy, type LucideIcon } from 'lucide-react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { SharedCmid, SharingMachine } from '@/lib/data/kms-hosts/shared-cmids'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const STATE: Readonly<Record<SharingMachine['state'], { icon: LucideIcon; colour: string; word: string }>> = {
  sharing: { icon: Copy, colour: 'text-warn', word: 'Shares it' },
  cured: { icon: CircleCheck, colour: 'text-ok', word: 'Has a new CMID' },
  gone: { icon: CircleDashed, colour: 'text-silent', word: 'Silent' },
}

const COLUMNS: readonly Column<SharingMachine>[] = [
  {
    id: 'machine',
    header: 'Machine',
    mono: true,
    cell: ({ name }) => <Link href={paths.client(name)}>{name}</Link>,
  },
  { id: 'now', header: 'Now', nowrap: true, cell: ({ state }) => <State {...STATE[state]} /> },
  {
    id: 'shared',
    header: 'With the shared CMID',
    nowrap: true,
    cell: ({ firstAt, lastAt }) => (
      <>
        <Time at={firstAt} as="date" inList /> to <Time at={lastAt} as="date" inList />
      </>
    ),
  },
  {
    id: 'ownSince',
    header: 'New CMID since',
    cell: ({ ownSince }) =>
      ownSince ? <Time at={ownSince} as="date" inList /> : <span className="text-ink-faint">not yet</span>,
  },
]

function State({ icon: Icon, colour, word }: (typeof STATE)['sharing']) {
  return (
    <span className="inline-flex items-center gap-1.5 align-middle">
      <Icon aria-hidden className={`size-4 ${colour}`} />
      {word}
    </span>
  )
}

/** Machines of one cluster that are shown. */
const SHOWN = 50

/** Machines that share a CMID, and what became of each. */
export function Cluster({ cluster }: { cluster: SharedCmid }) {
  const { machines, sharing, cured, gone, cmid, application } = cluster
  return (
    <Card flush className="grid grid-cols-[minmax(0,1fr)]">
      <header className="grid gap-1 px-4 py-3 border-b">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          {title(cluster)}
          {application === 'office' && <Badge>Office</Badge>}
        </h3>
        <p className="text-table text-ink-soft max-w-[72ch]">
          {image(cluster)} First seen <Time at={cluster.firstAt} as="date" />.
          {cluster.hosts.length > 0 && ' They ask '}
          {cluster.hosts.map((host, place) => (
            <span key={host}>
              {place > 0 && ', '}
              <Link href={paths.kmsHost(host)} className="link font-mono">
                {host}
              </Link>
            </span>
          ))}
          {cluster.hosts.length > 0 && '.'}
        </p>
        <p className="text-table">
          {sharing} of {machines.length} share it now, {cured} {cured === 1 ? 'has' : 'have'} a new CMID
          {gone > 0 && `, ${gone} silent for 30 days`}.
        </p>
        <span className="text-table">
          <Copyable text={cmid} label="Copy the CMID" />
        </span>
      </header>
      <DataTable
        label={`Machines with CMID ${cmid}`}
        columns={COLUMNS}
        rows={machines.slice(0, SHOWN)}
        rowId={({ name }) => name}
        maxHeight="20rem"
        frameless
      />
      {machines.length > SHOWN && (
        <p className="px-4 py-3 border-t text-table text-ink-soft">
          The first {SHOWN} of {formatCount(machines.length)} are shown.{' '}
          <Link href={paths.clients({ cmid })} className="link">
            Clients with this CMID
          </Link>
        </p>
      )}
    </Card>
  )
}

function title({ machines, prefix }: SharedCmid): string {
  return `${formatCountOf(machines.length, 'machine')}${prefix ? ` named ${prefix}…` : ''}`
}

function image({ prefix, product }: SharedCmid): string {
  const words = [product && `with ${product}`, prefix && `whose names begin with ${prefix}`].filter(Boolean)
  return words.length > 0 ? `Probably one image ${words.join(', ')}.` : 'The common image is not clear.'
}
