'use client'

import { sessionColumns } from '@/app/(console)/account/session-table'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import type { LiveSession } from '@/lib/data/people/sessions'
import { endPersonSessionsAction, limitAction, removeFactorsAction } from '../actions'
import { SitesField } from '../sites-field'

interface Named {
  id: string
  name: string
}

/** Where a person is signed in, each to be ended, or all. */
export function PersonSessions(props: {
  person: Named
  sessions: readonly LiveSession[]
  ownId: string | undefined
}) {
  const { person, sessions, ownId } = props
  const columns: readonly Column<LiveSession>[] = [
    ...sessionColumns(ownId),
    {
      id: 'actions',
      header: 'Actions',
      headerHidden: true,
      end: true,
      cell: ({ id, device }) => <End person={person} sessionId={id} what={`Session: ${device}`} word="End" />,
    },
  ]
  return (
    <div className="grid gap-3 justify-items-start">
      <DataTable
        label="Sessions"
        columns={columns}
        rows={sessions}
        rowId={({ id }) => id}
        empty={<EmptyState kind="noData" title={`${person.name} is not signed in`} />}
      />
      {sessions.length > 1 && <End person={person} what="All sessions" word="End all" />}
    </div>
  )
}

function End(props: { person: Named; sessionId?: string; what: string; word: string }) {
  const { person, sessionId, what, word } = props
  return (
    <FormDialog
      title={`${word} of ${person.name}?`}
      description={`${what}. They are signed out at once, and can sign in again.`}
      confirmLabel={word}
      danger
      trigger={
        <Button look={sessionId ? 'quiet' : 'secondary'} size="small">
          {word}
        </Button>
      }
      action={endPersonSessionsAction}
      input={() => ({ personId: person.id, sessionId })}
    />
  )
}

/** Whose machines they see. */
export function LimitPerson({ person }: { person: Named & { sites: readonly string[] } }) {
  return (
    <FormDialog
      title={`Whose machines does ${person.name} see?`}
      description="It holds from their next request on, in every session."
      confirmLabel="Set the sites"
      trigger={
        <Button look="quiet" size="small">
          Change
        </Button>
      }
      action={limitAction}
      input={({ text }) => ({ personId: person.id, sites: text('sites') })}
    >
      <SitesField sites={person.sites} />
    </FormDialog>
  )
}

/** For whoever lost the phone and the recovery codes. */
export function RemoveFactors({ person }: { person: Named }) {
  return (
    <FormDialog
      title={`Remove the second factor of ${person.name}?`}
      description="App, passkeys and recovery codes stop working and every session ends. Make sure that it is really they who ask: afterwards the password alone lets in, or, where the role needs a second factor, leads to setting up a new one."
      confirmLabel="Remove it"
      danger
      trigger={
        <Button look="quiet" size="small">
          Remove
        </Button>
      }
      action={removeFactorsAction}
      input={({ text }) => ({ personId: person.id, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}
