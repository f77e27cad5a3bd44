'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { MaskedKey } from '@/components/license/masked-key'
import { OWNER_WORD } from '@/components/license/reason-words'
import { Badge } from '@/components/ui/badge'
import { CopyButton } from '@/components/ui/copy-button'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import type { CloudHost } from '@/lib/activation/kms/cloud-host-table'
import type { KeyGroup } from '@/lib/activation/kms/key-groups'
import type { PublishedKey } from '@/lib/activation/product/gvlk-suffix'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import type { EventRow } from '@/lib/activation/reference/event-table'
import type { NamedProduct } from '@/lib/activation/reference/look-up'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import type { OwnMark } from '@/lib/activation/reference/own-mark'
import { paths } from '@/lib/format/paths'
import { ClientsWithReason, OwnMarkWords, SeverityMark } from './row-marks'

/** One table for each kind of what was found. Rows come from the server: the tables they are from stay there. */

interface FoundProps<Row> {
  rows: readonly Row[]
  /** Rows lead to where they can be corrected. */
  mayChange: boolean
}

export interface CodeRow
  extends Pick<ReasonExplanation, 'code' | 'meaning' | 'severity' | 'owner' | 'source'> {
  /** Clients that report it now. */
  clients: number
}

const CODE_COLUMNS: readonly Column<CodeRow>[] = [
  {
    id: 'code',
    header: 'Code',
    cell: ({ code }) => (
      <Link href={paths.reference({ q: code })} className="font-mono">
        {code}
      </Link>
    ),
  },
  { id: 'meaning', header: 'Meaning', minWidth: '16rem', cell: ({ meaning }) => meaning },
  { id: 'severity', header: 'Severity', cell: ({ severity }) => <SeverityMark severity={severity} /> },
  {
    id: 'owner',
    header: 'Who can help',
    nowrap: true,
    cell: ({ owner }) =>
      OWNER_WORD[owner] ? (
        <span className="inline-block first-letter:uppercase">{OWNER_WORD[owner]}</span>
      ) : (
        <span className="text-ink-faint">No action needed</span>
      ),
  },
  {
    id: 'clients',
    header: 'Clients',
    numeric: true,
    cell: ({ code, clients }) =>
      clients === 0 ? nothing : <ClientsWithReason inTable code={code} clients={clients} />,
  },
  { id: 'source', header: 'Source', soft: true, minWidth: '18rem', cell: ({ source }) => source },
]

/** Reason codes as a list; each leads to all that is known of it. */
export function FoundCodes({ label, rows }: { label: string; rows: readonly CodeRow[] }) {
  return <DataTable label={label} columns={CODE_COLUMNS} rows={rows} rowId={({ code }) => code} />
}

/** Products by activation ID. */
export function FoundProducts({ rows, mayChange }: FoundProps<NamedProduct>) {
  const columns: readonly Column<NamedProduct>[] = [
    { id: 'product', header: 'Product', minWidth: '14rem', cell: ({ label }) => <strong>{label}</strong> },
    {
      id: 'channel',
      header: 'Licensed through',
      nowrap: true,
      cell: ({ keyKind, channel, isAddon }) => (
        <>
          {keyKind} <span className="text-ink-soft">{channel}</span> {isAddon && <Badge>Add-on</Badge>}
        </>
      ),
    },
    {
      id: 'id',
      header: 'Activation ID',
      mono: true,
      nowrap: true,
      cell: ({ activationId }) => (
        <span className="flex items-center gap-1">
          {activationId}
          <CopyButton text={activationId} label="Copy the activation ID" />
        </span>
      ),
    },
    {
      id: 'edition',
      header: 'Edition in the tables',
      mono: true,
      minWidth: '10rem',
      cell: ({ edition }) => <span className="break-all">{edition}</span>,
    },
    sourceColumn('product', mayChange, ({ activationId, source, sourceDate }) => ({
      key: activationId,
      source: `${source}, ${sourceDate}`,
    })),
  ]
  return (
    <DataTable label="Products" columns={columns} rows={rows} rowId={({ activationId }) => activationId} />
  )
}

/** What a KMS host key activates. */
export function FoundKeyGroups({ rows, mayChange }: FoundProps<KeyGroup>) {
  const columns: readonly Column<KeyGroup>[] = [
    { id: 'key', header: 'KMS host key', nowrap: true, cell: ({ label }) => <strong>{label}</strong> },
    { id: 'activates', header: 'Activates', minWidth: '16rem', cell: activates },
    { id: 'installsOn', header: 'Can be installed on', minWidth: '14rem', cell: installsOn },
    {
      id: 'channel',
      header: 'Shown by the host as',
      mono: true,
      nowrap: true,
      cell: (group) => (group.application === 'windows' && group.descriptionChannel) || nothing,
    },
    sourceColumn('keyGroup', mayChange, ({ id, source, date, basis }) => ({
      key: id,
      source: `${source}, ${date}${basis === 'unverified' ? '; by rule, not listed there' : ''}`,
    })),
  ]
  return <DataTable label="KMS host keys" columns={columns} rows={rows} rowId={({ id }) => id} />
}

function activates(group: KeyGroup): string {
  if (group.application === 'office') return group.serves
  const { clientsUpTo, serversUpTo, editionGroup } = group
  if (serversUpTo === undefined) return `Clients up to ${clientsUpTo}`
  const upTo = editionGroup === undefined ? '' : `, editions of group ${editionGroup} and below`
  return `Clients up to ${clientsUpTo}, servers up to ${serversUpTo}${upTo}`
}

function installsOn(group: KeyGroup): string {
  if (group.application === 'windows') return group.installsOn.join(', ')
  if (group.installsFrom === undefined) return 'No longer documented'
  const also = (group.alsoOn ?? []).map((one) => `; also ${one}`).join('')
  return `${group.installsFrom.server} or ${group.installsFrom.client}, and later${also}`
}

/** Updates of which a host on one version needs one before it accepts the key of another. */
export interface UpdatePair {
  key: string
  host: string
  target: string
  updates: readonly string[]
  source: string
  own: OwnMark | undefined
}

/** Updates that hosts need before they accept the key of a newer version, one row for each pair of versions. */
export function FoundHostUpdates({ rows, mayChange }: FoundProps<UpdatePair>) {
  const columns: readonly Column<UpdatePair>[] = [
    { id: 'host', header: 'KMS host on', nowrap: true, cell: ({ host }) => host },
    { id: 'target', header: 'To accept the key of', nowrap: true, cell: ({ target }) => target },
    {
      id: 'updates',
      header: 'Needs one of',
      mono: true,
      minWidth: '10rem',
      cell: ({ updates }) => updates.join(', '),
    },
    sourceColumn('hostUpdate', mayChange, (pair) => pair),
  ]
  return <DataTable label="Host updates" columns={columns} rows={rows} rowId={({ key }) => key} />
}

const PUBLISHED_AS = {
  gvlk: 'KMS client setup key (GVLK)',
  avma: 'Key of a virtual machine (AVMA)',
} as const

/** Published keys, by their last five alone. */
export function FoundKeys({ rows, mayChange }: FoundProps<PublishedKey>) {
  const columns: readonly Column<PublishedKey>[] = [
    { id: 'lastFive', header: 'Last five', cell: ({ lastFive }) => <MaskedKey lastFive={lastFive} /> },
    {
      id: 'product',
      header: 'Product',
      minWidth: '14rem',
      cell: ({ family, name, generation }) => (family === 'office' ? name : `${generation} ${name}`),
    },
    { id: 'kind', header: 'Kind', nowrap: true, cell: ({ kind }) => PUBLISHED_AS[kind] },
    {
      id: 'clients',
      header: 'In this fleet',
      nowrap: true,
      cell: ({ lastFive }) => <Link href={paths.clients({ key: lastFive })}>Clients with {lastFive}</Link>,
    },
    sourceColumn('key', mayChange, ({ lastFive, source, date }) => ({
      key: lastFive,
      source: `${source}, ${date}`,
    })),
  ]
  return (
    <DataTable
      label="Published keys"
      columns={columns}
      rows={rows}
      rowId={({ kind, lastFive }) => `${kind} ${lastFive}`}
    />
  )
}

/** Event numbers of the licensing service. source: of the published rows. */
export function FoundEvents({ rows, source, mayChange }: FoundProps<EventRow> & { source: string }) {
  const columns: readonly Column<EventRow>[] = [
    { id: 'event', header: 'Event', mono: true, minWidth: '5rem', cell: ({ ids }) => ids.join(', ') },
    {
      id: 'meaning',
      header: 'Meaning',
      minWidth: '16rem',
      cell: ({ meaning, isNoise }) => (
        <>
          {meaning} {isNoise && <Badge>Routine</Badge>}
        </>
      ),
    },
    {
      id: 'side',
      header: 'Written by',
      nowrap: true,
      cell: ({ side }) => (side === 'both' ? 'clients and hosts' : side),
    },
    {
      id: 'log',
      header: 'Log and provider',
      minWidth: '12rem',
      cell: ({ log, provider }) => (
        <>
          {log}
          <small>{provider}</small>
        </>
      ),
    },
    {
      id: 'payload',
      header: 'Data, in order',
      soft: true,
      minWidth: '16rem',
      cell: ({ payload }) => payload ?? nothing,
    },
    sourceColumn('event', mayChange, ({ ids }) => ({ key: String(ids[0]), source })),
  ]
  return <DataTable label="Events" columns={columns} rows={rows} rowId={({ ids }) => String(ids[0])} />
}

/** KMS hosts that clouds run for the machines they rent out. */
export function FoundCloudHosts({ rows, mayChange }: FoundProps<CloudHost>) {
  const columns: readonly Column<CloudHost>[] = [
    { id: 'host', header: 'Name or address', mono: true, minWidth: '14rem', cell: ({ host }) => host },
    { id: 'cloud', header: 'Cloud', nowrap: true, cell: ({ cloud }) => cloud },
    sourceColumn('cloudHost', mayChange, ({ host, source }) => ({ key: host, source })),
  ]
  return <DataTable label="KMS hosts of clouds" columns={columns} rows={rows} rowId={({ host }) => host} />
}

/** Where a row comes from, and for those who may the way to correct it. of: its key, and the published source. */
function sourceColumn<Row extends { own?: OwnMark | undefined }>(
  kind: OwnKind,
  mayChange: boolean,
  of: (row: Row) => { key: string; source: string },
): Column<Row> {
  return {
    id: 'source',
    header: 'Source',
    soft: true,
    minWidth: '14rem',
    cell: (row) => {
      const { key, source } = of(row)
      return (
        <>
          {row.own ? <OwnMarkWords mark={row.own} /> : source}{' '}
          {mayChange && (
            <Link href={paths.referenceEntry({ kind, key })}>
              Correct<span className="sr-only"> {key}</span>
            </Link>
          )}
        </>
      )
    },
  }
}
