import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ClientCmidView, ClientView } from '@/lib/data/clients/client-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { KeepApart } from './keep-apart'

/** The names and CMIDs the machine was seen with, and who else was seen with them. */
export function ClientNames({ client, mayPart }: { client: ClientView; mayPart: boolean }) {
  const shared = client.cmids.filter((cmid) => cmid.sharedCount > 0)
  return (
    <Section
      id="names"
      title="Names and CMIDs"
      hint="A name is the identity; a CMID is evidence. Cloned images can share one."
    >
      {shared.map((cmid) => (
        <SharedCmid key={`${cmid.cmid} ${cmid.application}`} cmid={cmid} />
      ))}
      <div className="grid gap-4 xl:grid-cols-2 items-start">
        <NamesTable client={client} mayPart={mayPart} />
        {client.cmids.length > 0 && <CmidTable cmids={client.cmids} />}
      </div>
    </Section>
  )
}

function SharedCmid({ cmid }: { cmid: ClientCmidView }) {
  return (
    <Notice
      tone="watch"
      title={`${formatCountOf(cmid.sharedCount, 'other machine')} ${cmid.sharedCount === 1 ? 'was' : 'were'} seen with the same CMID`}
    >
      A KMS host counts them as one. On cloned machines run slmgr.vbs /rearm and restart. Seen with it:{' '}
      {cmid.sharedWith.map((name, position) => (
        <span key={name}>
          {position > 0 && ', '}
          <Link href={paths.client(name)} className="link font-mono text-table">
            {name}
          </Link>
        </span>
      ))}
      {cmid.sharedCount > cmid.sharedWith.length && (
        <>
          {', '}
          <Link href={paths.clients({ cmid: cmid.cmid })} className="link">
            all of them
          </Link>
        </>
      )}
      .
    </Notice>
  )
}

function NamesTable({ client, mayPart }: { client: ClientView; mayPart: boolean }) {
  const columns: readonly Column<ClientView['names'][number]>[] = [
    { id: 'name', header: 'Name', mono: true, cell: ({ name }) => name },
    {
      id: 'why',
      header: 'How it belongs here',
      cell: ({ id, name, joinedAt, joinedCmid }) =>
        joinedAt ? (
          <span className="flex items-center justify-between gap-3">
            <span>
              joined <Time at={joinedAt} />
              {joinedCmid && <span className="text-ink-soft"> by the same CMID</span>}
            </span>
            <KeepApart nameId={id} name={name} client={client.name} mayChange={mayPart} />
          </span>
        ) : (
          'its own name'
        ),
    },
  ]
  return <DataTable label="Names" columns={columns} rows={client.names} rowId={({ name }) => name} />
}

const CMID_COLUMNS: readonly Column<ClientCmidView>[] = [
  { id: 'cmid', header: 'CMID', mono: true, nowrap: true, cell: ({ cmid }) => cmid },
  { id: 'of', header: 'Of', cell: ({ application }) => (application === 'office' ? 'Office' : 'Windows') },
  { id: 'first', header: 'First seen', cell: ({ firstSeenAt }) => <Time at={firstSeenAt} as="short" /> },
  { id: 'last', header: 'Last seen', cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="short" /> },
]

function CmidTable({ cmids }: { cmids: ClientCmidView[] }) {
  return (
    <DataTable
      label="CMIDs"
      columns={CMID_COLUMNS}
      rows={cmids}
      rowId={({ cmid, application }) => `${cmid} ${application}`}
    />
  )
}
