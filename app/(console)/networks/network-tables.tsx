'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { ListView } from '@/components/data-table/list-view'
import { useSend } from '@/components/form/use-send'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Tooltip } from '@/components/ui/tooltip'
import type { NetworkUnit, NetworkZone, ZoneProposal } from '@/lib/data/networks/networks-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { addZoneAction } from './actions'
import { NO_CHANGE, ORIGIN_WORD, TRUST_HINT, TRUST_WORD } from './network-words'
import { UnitMenu } from './unit-dialogs'

const ZONE_COLUMNS: readonly Column<NetworkZone>[] = [
  {
    id: 'zone',
    header: 'Zone',
    sortKey: 'zone',
    always: true,
    nowrap: true,
    cell: (zone) => (
      <>
        <Link href={paths.zone(zone.name)} className="font-mono">
          {zone.name}
        </Link>
        <Marks of={zone} />
      </>
    ),
  },
  {
    id: 'clients',
    header: 'Clients',
    sortKey: 'clients',
    startsDescending: true,
    numeric: true,
    cell: (zone) => <Clients in={zone} />,
  },
  {
    id: 'unit',
    header: 'Belongs to',
    sortKey: 'unit',
    mono: true,
    cell: ({ unitName }) => unitName ?? nothing,
  },
  {
    id: 'servers',
    header: 'DNS servers',
    cell: ({ servers }) =>
      servers.length > 0 ? (
        <span className="font-mono">{servers.join(', ')}</span>
      ) : (
        <span className="text-ink-soft">its own name servers</span>
      ),
  },
  {
    id: 'records',
    header: 'Records made by',
    cell: ({ isUntrusted }) => (isUntrusted ? 'its administrators' : 'the KMS hosts'),
  },
  {
    id: 'exceptions',
    header: 'Exceptions',
    sortKey: 'exceptions',
    startsDescending: true,
    cell: ({ name, exceptions }) =>
      exceptions > 0 ? <Link href={paths.zone(name)}>{formatCountOf(exceptions, 'host')}</Link> : nothing,
  },
]

/** The zones in which clients look for KMS hosts. */
export function ZonesTable({ shown }: { shown: ShownList<NetworkZone> }) {
  return (
    <ListView label="DNS zones" shown={shown} columns={ZONE_COLUMNS} rowId={({ id }) => id} density="roomy" />
  )
}

interface ProposalsTableProps {
  proposals: readonly ZoneProposal[]
  mayChange: boolean
}

/** Zones that the names of clients point to, each with one button that lists it. */
export function ProposalsTable({ proposals, mayChange }: ProposalsTableProps) {
  const columns: readonly Column<ZoneProposal>[] = [
    { id: 'zone', header: 'Zone', mono: true, grow: true, cell: ({ name }) => name },
    { id: 'clients', header: 'Clients', numeric: true, cell: (zone) => <Clients in={zone} /> },
    {
      id: 'add',
      header: 'Add',
      headerHidden: true,
      end: true,
      cell: ({ name }) => <AddProposed name={name} mayChange={mayChange} />,
    },
  ]
  return (
    <DataTable
      label="Zones that are not listed"
      columns={columns}
      rows={proposals}
      rowId={({ name }) => name}
      maxHeight="20rem"
    />
  )
}

function AddProposed({ name, mayChange }: { name: string; mayChange: boolean }) {
  const { send, busy } = useSend(addZoneAction, { failed: `${name} was not added` })
  return (
    <Button
      size="small"
      onClick={() => void send({ name, fromFleet: true })}
      disabled={busy}
      disabledReason={mayChange ? undefined : NO_CHANGE}
      aria-label={`Add ${name}`}
    >
      Add
    </Button>
  )
}

interface UnitsTableProps {
  units: readonly NetworkUnit[]
  zones: readonly { name: string; unitId: string | null }[]
  mayChange: boolean
}

/** Forests with their domains beneath them, domains without a forest, then workgroups. */
export function UnitsTable({ units, zones, mayChange }: UnitsTableProps) {
  const columns: readonly Column<NetworkUnit>[] = [
    { id: 'name', header: 'Name', nowrap: true, cell: (unit) => <UnitName unit={unit} /> },
    { id: 'kind', header: 'Kind', cell: ({ kind }) => kind },
    {
      id: 'trust',
      header: 'Trust',
      explanation: 'Seen from the forest that the KMS hosts are in.',
      cell: (unit) => <Trust unit={unit} forest={units.find(({ id }) => id === unit.forestId)} />,
    },
    {
      id: 'zones',
      header: 'DNS zones',
      cell: ({ id }) => <Zones names={zones.filter(({ unitId }) => unitId === id).map(({ name }) => name)} />,
    },
    {
      id: 'note',
      header: 'Note',
      soft: true,
      minWidth: '10rem',
      cell: ({ note, origin }) => note ?? `Added ${ORIGIN_WORD[origin]}`,
    },
    {
      id: 'actions',
      header: 'Actions',
      headerHidden: true,
      end: true,
      cell: (unit) => <UnitMenu unit={unit} units={units} mayChange={mayChange} />,
    },
  ]
  return (
    <DataTable
      label="Forests, domains and workgroups"
      columns={columns}
      rows={inOrder(units)}
      rowId={({ id }) => id}
    />
  )
}

function UnitName({ unit }: { unit: NetworkUnit }) {
  return (
    <>
      {unit.forestId && (
        <span aria-hidden className="pl-5 pr-2 text-ink-faint">
          └
        </span>
      )}
      <span className="font-mono">{unit.name}</span>
      <Marks of={unit} />
    </>
  )
}

/** A forest's own, a domain's by its forest; workgroups trust nobody. */
function Trust({ unit: { trust }, forest }: { unit: NetworkUnit; forest: NetworkUnit | undefined }) {
  if (trust) {
    return (
      <Tooltip text={TRUST_HINT[trust]}>
        <span>{TRUST_WORD[trust]}</span>
      </Tooltip>
    )
  }
  return forest?.trust ? (
    <span className="text-ink-soft">{TRUST_WORD[forest.trust]}, by its forest</span>
  ) : (
    nothing
  )
}

function Zones({ names }: { names: readonly string[] }) {
  if (names.length === 0) return nothing
  return (
    <span className="grid gap-0.5">
      {names.map((name) => (
        <Link key={name} href={paths.zone(name)} className="font-mono">
          {name}
        </Link>
      ))}
    </span>
  )
}

function Clients({ in: { clients } }: { in: { clients: number } }) {
  if (clients === 0) return nothing
  return formatCount(clients)
}

function Marks({ of }: { of: { retiredAt: string | null; isSample: boolean } }) {
  return (
    <span className="inline-flex gap-2 pl-2 empty:hidden">
      {of.retiredAt && <Badge tone="silent">Retired</Badge>}
      {of.isSample && <Badge>Sample</Badge>}
    </span>
  )
}

function inOrder(units: readonly NetworkUnit[]): NetworkUnit[] {
  const of = (kind: NetworkUnit['kind']) => units.filter((unit) => unit.kind === kind)
  return [
    ...of('forest').flatMap((forest) => [
      forest,
      ...of('domain').filter(({ forestId }) => forestId === forest.id),
    ]),
    ...of('domain').filter(({ forestId }) => forestId === null),
    ...of('workgroup'),
  ]
}
