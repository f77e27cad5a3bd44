import { CircleCheck, CircleDashed, Copy, type LucideIcon } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { SharedCmid, SharingMachine } from '@/lib/data/kms-hosts/shared-cmids'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const STATE: Readonly<Record<SharingMachine['state'], { icon: LucideIcon; colour: string; word: string }>> = {
  sharing: { icon: Copy, colour: 'text-warn', word: 'Shares it' },
  cured: { icon: CircleCheck, colour: 'text-ok', word: 'Has its own' },
  gone: { icon: CircleDashed, colour: 'text-silent', word: 'Silent' },
}

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
          {sharing} of {machines.length} share it now, {cured} {cured === 1 ? 'has' : 'have'} a CMID of{' '}
          {cured === 1 ? 'its' : 'their'} own{gone > 0 && `, ${gone} silent for 30 days`}.
        </p>
        <span className="text-table">
          <Copyable text={cmid} label="Copy the CMID" />
        </span>
      </header>
      <div className="max-h-80 overflow-y-auto [&>div]:rounded-none [&>div]:border-0">
        <Table label={`Machines with CMID ${cmid}`}>
          <TableHead>
            <tr>
              <HeaderCell>Machine</HeaderCell>
              <HeaderCell>Now</HeaderCell>
              <HeaderCell>With the shared CMID</HeaderCell>
              <HeaderCell>Its own since</HeaderCell>
            </tr>
          </TableHead>
          <TableBody>
            {machines.map((machine) => (
              <Machine key={machine.name} machine={machine} />
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  )
}

function Machine({ machine: { name, state, firstAt, lastAt, ownSince } }: { machine: SharingMachine }) {
  const { icon: Icon, colour, word } = STATE[state]
  return (
    <TableRow>
      <Cell>
        <Link href={paths.client(name)} className="link font-mono">
          {name}
        </Link>
      </Cell>
      <Cell>
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <Icon aria-hidden className={`size-4 ${colour}`} />
          {word}
        </span>
      </Cell>
      <Cell className="whitespace-nowrap">
        <Time at={firstAt} as="date" inList /> to <Time at={lastAt} as="date" inList />
      </Cell>
      <Cell>
        {ownSince ? <Time at={ownSince} as="date" inList /> : <span className="text-ink-faint">not yet</span>}
      </Cell>
    </TableRow>
  )
}

function title({ machines, prefix }: SharedCmid): string {
  return `${formatCountOf(machines.length, 'machine')}${prefix ? ` named ${prefix}…` : ''}`
}

function image({ prefix, product }: SharedCmid): string {
  const words = [product && `with ${product}`, prefix && `whose names begin with ${prefix}`].filter(Boolean)
  return words.length > 0 ? `Probably one image ${words.join(', ')}.` : 'No common image can be told.'
}
