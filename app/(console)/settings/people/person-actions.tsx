'use client'

import { useState } from 'react'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { useSend } from '@/components/form/use-send'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/data/people/people'
import {
  allowLinkAction,
  disableAction,
  enableAction,
  endEmergencyAction,
  eraseAction,
  makeEmergencyAction,
  passwordLinkAction,
} from './actions'
import { type OneTimeLink, OneTimeLinkDialog } from './one-time-link'

interface PersonActionsProps {
  person: Person
  isOnlyAdmin: boolean
  /** there are other ways to sign in than a password of this console */
  hasProviders: boolean
}

/** What can be done about one person: a link for a new password, keep out, let in again, and how they sign in. */
export function PersonActions({ person, isOnlyAdmin, hasProviders }: PersonActionsProps) {
  const [link, setLink] = useState<OneTimeLink>()
  const hasPassword = person.provider === null
  const mayChoose = hasProviders && hasPassword && !person.disabledAt
  return (
    <span className="inline-flex gap-1">
      {mayChoose && person.role === 'licensingAdmin' && <Emergency person={person} />}
      {mayChoose && !person.isEmergency && <AllowLink person={person} />}
      {hasPassword && <NewPassword person={person} onLink={setLink} />}
      {person.disabledAt && <Erase person={person} />}
      {person.disabledAt ? <Enable person={person} /> : <Disable person={person} isOnlyAdmin={isOnlyAdmin} />}
      <OneTimeLinkDialog title={`Link for ${person.name}`} link={link} onClose={() => setLink(undefined)} />
    </span>
  )
}

function NewPassword({ person, onLink }: { person: Person; onLink: (link: OneTimeLink) => void }) {
  return (
    <FormDialog
      title={`New password for ${person.name}`}
      description="You get a link to hand over. It works once, for 24 hours; the current password and sessions stay valid until it is used."
      confirmLabel="Make the link"
      trigger={
        <Button look="quiet" size="small">
          New password
        </Button>
      }
      action={passwordLinkAction}
      input={() => ({ personId: person.id })}
      onDone={onLink}
    />
  )
}

/** Kept for when no provider answers, or one like the others. */
function Emergency({ person }: { person: Person }) {
  const { id: personId, name } = person
  const { send, busy } = useSend(endEmergencyAction, { failed: 'Nothing was changed' })
  if (person.isEmergency) {
    return (
      <Button look="quiet" size="small" onClick={() => void send({ personId })} disabled={busy}>
        Not for emergencies
      </Button>
    )
  }
  return (
    <FormDialog
      title={`Keep the account of ${name} for emergencies?`}
      description="No provider ever takes it over or changes its role. Each sign-in with it is in the audit log by itself and opens a critical alert."
      confirmLabel="Keep for emergencies"
      trigger={
        <Button look="quiet" size="small">
          For emergencies
        </Button>
      }
      action={makeEmergencyAction}
      input={() => ({ personId })}
    />
  )
}

function AllowLink({ person }: { person: Person }) {
  const { id: personId, name, email } = person
  return (
    <FormDialog
      title={`Let a provider take over the account of ${name}?`}
      description={`Whoever signs in through a provider within 3 days, with a group that has a role and the address ${email}, gets this account; its password and second factor are gone then. A provider that vouches for the address needs no permission.`}
      confirmLabel="Let it take over"
      trigger={
        <Button look="quiet" size="small">
          To a provider
        </Button>
      }
      action={allowLinkAction}
      input={() => ({ personId })}
    />
  )
}

function Disable({ person, isOnlyAdmin }: { person: Person; isOnlyAdmin: boolean }) {
  const { name } = person
  return (
    <FormDialog
      title={`Disable ${name}?`}
      description={`Every session ends at once and ${name} cannot sign in. What they did stays in the audit log, and you can enable them again.`}
      confirmLabel="Disable"
      danger
      trigger={
        <Button look="quiet" size="small">
          Disable
        </Button>
      }
      disabledReason={
        isOnlyAdmin
          ? 'The only licensing admin who can sign in. Make someone else licensing admin first.'
          : undefined
      }
      action={disableAction}
      input={() => ({ personId: person.id })}
    />
  )
}

function Erase({ person }: { person: Person }) {
  const { name } = person
  return (
    <FormDialog
      title={`Erase ${name}?`}
      description={`Name and address go from this list and from the audit log, and the account cannot come back. What was done, and when, stays there with “Erased person”.`}
      confirmLabel="Erase"
      danger
      trigger={
        <Button look="quiet" size="small">
          Erase
        </Button>
      }
      action={eraseAction}
      input={({ text }) => ({ personId: person.id, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}

function Enable({ person }: { person: Person }) {
  const { send, busy } = useSend(enableAction, { failed: 'Nothing was changed' })
  return (
    <Button look="quiet" size="small" onClick={() => void send({ personId: person.id })} disabled={busy}>
      Enable
    </Button>
  )
}
