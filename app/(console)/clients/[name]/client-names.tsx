'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ClientCmidView, ClientView } from '@/lib/data/clients/client-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { separateNameAction } from './actions'

interface ClientNamesProps {
  client: Pick<ClientView, 'name' | 'names' | 'cmids'>
  maySeparate: boolean
}

/** The names and CMIDs the machine was seen with, and who else was seen with them. */
export function ClientNames({ client: { name, names, cmids }, maySeparate }: ClientNamesProps) {
  const shared = cmids.filter((cmid) => cmid.sharedCount > 0)
  return (
    <Section
      id="names"
      title="Names and CMIDs"
      hint="A machine is known by its name. A CMID is only evidence: cloned machines can share one."
    >
      {shared.map((cmid) => (
        <SharedCmid key={`${cmid.cmid} ${cmid.application}`} cmid={cmid} />
      ))}
      <div className="grid gap-4 xl:grid-cols-2 items-start">
        <DataTable
          label="Names"
          columns={nameColumns(name, maySeparate)}
          rows={names}
          rowId={(row) => row.name}
        />
        {cmids.length > 0 && (
          <DataTable
            label="CMIDs"
            columns={CMID_COLUMNS}
            rows={cmids}
            rowId={({ cmid, application }) => `${cmid} ${application}`}
          />
        )}
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

type NameRow = ClientView['names'][number]

const nameColumns = (client: string, maySeparate: boolean): readonly Column<NameRow>[] => [
  { id: 'name', header: 'Name', mono: true, cell: ({ name }) => name },
  {
    id: 'why',
    header: 'Why it belongs here',
    cell: (row) => <WhyHere {...row} />,
  },
  {
    id: 'separate',
    header: 'Separate',
    headerHidden: true,
    end: true,
    cell: (row) =>
      (row.mergedFrom || row.joinedCmid) && (
        <SeparateDialog joined={row} client={client} maySeparate={maySeparate} />
      ),
  },
]

function WhyHere({ joinedAt, joinedCmid, placedAt, mergedFrom, renamedFrom }: NameRow) {
  if (placedAt && mergedFrom)
    return (
      <>
        merged by hand <Time at={placedAt} />
        <small>a name of {mergedFrom}</small>
      </>
    )
  if (joinedAt && joinedCmid)
    return (
      <>
        joined <Time at={joinedAt} /> <small>by the same CMID</small>
      </>
    )
  if (joinedAt) return 'its former name'
  if (placedAt && renamedFrom)
    return (
      <>
        given by hand <Time at={placedAt} />
        <small>before: {renamedFrom}</small>
      </>
    )
  return 'its own name'
}

interface SeparateDialogProps {
  joined: NameRow
  client: string
  maySeparate: boolean
}

/** Undoes a merge or a join: the names become a separate machine again. */
function SeparateDialog({ joined: { id, name, mergedFrom }, client, maySeparate }: SeparateDialogProps) {
  const apart = mergedFrom ?? name
  return (
    <FormDialog
      trigger={<Button size="small">Separate</Button>}
      disabledReason={maySeparate ? undefined : 'Only a licensing admin can separate names.'}
      title={`Separate ${apart} from ${client}?`}
      description={
        mergedFrom
          ? `${apart} is a separate machine again, with all names that were merged with it and what was observed under them.`
          : `What was observed under ${name} moves to a separate machine. The two are not joined again, even if they are seen with the same CMID.`
      }
      action={separateNameAction}
      input={({ text }) => ({ nameId: id, reason: text('reason') ?? '' })}
      confirmLabel="Separate the names"
    >
      <ReasonField />
    </FormDialog>
  )
}

const CMID_COLUMNS: readonly Column<ClientCmidView>[] = [
  { id: 'cmid', header: 'CMID', mono: true, nowrap: true, cell: ({ cmid }) => cmid },
  { id: 'of', header: 'Of', cell: ({ application }) => (application === 'office' ? 'Office' : 'Windows') },
  { id: 'first', header: 'First seen', cell: ({ firstSeenAt }) => <Time at={firstSeenAt} as="short" /> },
  { id: 'last', header: 'Last seen', cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="short" /> },
]
