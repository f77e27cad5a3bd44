'use client'

import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import type { Person } from '@/lib/data/people/people'
import { disableAction, enableAction, passwordLinkAction } from './actions'
import { type OneTimeLink, OneTimeLinkDialog } from './one-time-link'

/** What can be done about one person: a link for a new password, keep out, let in again. */
export function PersonActions({ person, isOnlyAdmin }: { person: Person; isOnlyAdmin: boolean }) {
  const [link, setLink] = useState<OneTimeLink>()
  const makeLink = async () => {
    const result = await passwordLinkAction({ personId: person.id })
    if (!result?.data?.link) return actionProblem(result) ?? 'There is no link.'
    setLink(result.data.link)
  }
  return (
    <span className="inline-flex gap-1">
      <ConfirmDialog
        title={`New password for ${person.name}`}
        confirmLabel="Make the link"
        trigger={
          <Button look="quiet" size="small">
            New password
          </Button>
        }
        onConfirm={makeLink}
      >
        You get a link to hand over. It works once, for 24 hours; the present password and sessions go on
        until it is used.
      </ConfirmDialog>
      {person.disabledAt ? <Enable person={person} /> : <Disable person={person} isOnlyAdmin={isOnlyAdmin} />}
      <OneTimeLinkDialog title={`Link for ${person.name}`} link={link} onClose={() => setLink(undefined)} />
    </span>
  )
}

function Disable({ person, isOnlyAdmin }: { person: Person; isOnlyAdmin: boolean }) {
  if (isOnlyAdmin) {
    return (
      <Button
        look="quiet"
        size="small"
        disabledReason="The only licensing admin who can sign in. Make someone else licensing admin first."
      >
        Disable
      </Button>
    )
  }
  return (
    <ConfirmDialog
      title={`Disable ${person.name}?`}
      confirmLabel="Disable"
      danger
      trigger={
        <Button look="quiet" size="small">
          Disable
        </Button>
      }
      onConfirm={async () => {
        const result = await disableAction({ personId: person.id })
        const problem = actionProblem(result)
        if (!problem) toast.done(`${person.name} can no longer sign in`)
        return problem
      }}
    >
      Every session ends at once and {person.name} cannot sign in. What they did stays in the audit log, and
      you can enable them again.
    </ConfirmDialog>
  )
}

function Enable({ person }: { person: Person }) {
  const [busy, setBusy] = useState(false)
  const enable = async () => {
    setBusy(true)
    const result = await enableAction({ personId: person.id })
    setBusy(false)
    const problem = actionProblem(result)
    if (problem) toast.failed('Nothing was changed', problem)
    else toast.done(`${person.name} can sign in again`)
  }
  return (
    <Button look="quiet" size="small" onClick={enable} disabled={busy}>
      Enable
    </Button>
  )
}
