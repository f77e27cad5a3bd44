'use client'

import { useState } from 'react'
import { FormDialog } from '@/components/form/form-dialog'
import { useSend } from '@/components/form/use-send'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/data/people/people'
import { disableAction, enableAction, passwordLinkAction } from './actions'
import { type OneTimeLink, OneTimeLinkDialog } from './one-time-link'

/** What can be done about one person: a link for a new password, keep out, let in again. */
export function PersonActions({ person, isOnlyAdmin }: { person: Person; isOnlyAdmin: boolean }) {
  const [link, setLink] = useState<OneTimeLink>()
  return (
    <span className="inline-flex gap-1">
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
        onDone={setLink}
      />
      {person.disabledAt ? <Enable person={person} /> : <Disable person={person} isOnlyAdmin={isOnlyAdmin} />}
      <OneTimeLinkDialog title={`Link for ${person.name}`} link={link} onClose={() => setLink(undefined)} />
    </span>
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

function Enable({ person }: { person: Person }) {
  const { send, busy } = useSend(enableAction, { failed: 'Nothing was changed' })
  return (
    <Button look="quiet" size="small" onClick={() => void send({ personId: person.id })} disabled={busy}>
      Enable
    </Button>
  )
}
