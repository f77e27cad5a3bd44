'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { FormDialog } from '@/components/form/form-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { LiveSession } from '@/lib/data/people/sessions'
import { endOthersAction, endSessionAction } from './actions'

/** Where somebody is signed in. ownId: of the session that looks. */
export function SessionTable({
  sessions,
  ownId,
}: {
  sessions: readonly LiveSession[]
  ownId: string | undefined
}) {
  const columns: readonly Column<LiveSession>[] = [
    ...sessionColumns(ownId),
    {
      id: 'actions',
      header: 'Actions',
      headerHidden: true,
      end: true,
      cell: (session) => session.id !== ownId && <EndSession session={session} />,
    },
  ]
  return (
    <div className="grid gap-3 justify-items-start">
      <DataTable label="Sessions" columns={columns} rows={sessions} rowId={({ id }) => id} />
      {sessions.length > 1 && <EndOthers count={sessions.length - 1} />}
    </div>
  )
}

/** What a list of sessions shows, one's own and anybody's. */
export function sessionColumns(ownId: string | undefined): readonly Column<LiveSession>[] {
  return [
    {
      id: 'device',
      header: 'Device',
      rowHeader: true,
      cell: ({ id, device }) => (
        <span className="inline-flex items-center gap-2">
          {device}
          {id === ownId && <Badge tone="accent">This one</Badge>}
        </span>
      ),
    },
    { id: 'address', header: 'Address', cell: ({ address }) => address ?? 'unknown' },
    { id: 'method', header: 'Signed in with', cell: ({ method }) => method ?? 'password' },
    { id: 'started', header: 'Since', cell: ({ startedAt }) => <Time at={startedAt} /> },
    { id: 'used', header: 'Last used', cell: ({ usedAt }) => <Time at={usedAt} /> },
    { id: 'ends', header: 'Ends unless used', cell: ({ endsAt }) => <Time at={endsAt} /> },
  ]
}

function EndSession({ session }: { session: LiveSession }) {
  return (
    <FormDialog
      title="End this session?"
      description={`${session.device} at ${session.address ?? 'an unknown address'} is signed out at once.`}
      confirmLabel="End the session"
      danger
      trigger={
        <Button look="quiet" size="small">
          End
        </Button>
      }
      action={endSessionAction}
      input={() => ({ sessionId: session.id })}
    />
  )
}

function EndOthers({ count }: { count: number }) {
  return (
    <FormDialog
      title="End all other sessions?"
      description={
        count === 1 ? 'The other one is signed out at once.' : `The ${count} others are signed out at once.`
      }
      confirmLabel="End all others"
      danger
      trigger={<Button>End all others</Button>}
      action={endOthersAction}
    />
  )
}
