'use client'

import { UsersRound } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { formatDateTime } from '@/lib/format/dates'
import { inviteSeveralAction } from './actions'
import type { OneTimeLink } from './one-time-link'
import { ROLE_OPTIONS } from './role-select'
import { SitesField } from './sites-field'

type Invited = OneTimeLink & { name: string; email: string }

/** A list of people of one role; then their links, to be handed over. */
export function InviteSeveralDialog() {
  const [open, setOpen] = useState(false)
  const [invited, setInvited] = useState<Invited[]>()
  return (
    <Dialog
      title={invited ? 'Links to hand over' : 'Invite several people'}
      trigger={<Button icon={UsersRound}>Invite several</Button>}
      open={open}
      onOpenChange={(next) => {
        setInvited(undefined)
        setOpen(next)
      }}
      width="wide"
      actions={
        invited && (
          <DialogClose>
            <Button look="primary">Done</Button>
          </DialogClose>
        )
      }
    >
      {invited ? (
        <Links invited={invited} />
      ) : (
        <Form
          action={inviteSeveralAction}
          input={({ text }) => ({ people: text('people'), role: text('role'), sites: text('sites') })}
          confirmLabel="Make the links"
          onDone={setInvited}
        >
          <Field
            label="People"
            hint="A person a line: Ada Berg <ada@corp.example>. All are invited, or none."
          >
            <Textarea name="people" rows={8} mono />
          </Field>
          <Field label="Role of all of them">
            <Select name="role" options={ROLE_OPTIONS} defaultValue="helpdesk" className="w-full" />
          </Field>
          <SitesField />
        </Form>
      )}
    </Dialog>
  )
}

function Links({ invited }: { invited: readonly Invited[] }) {
  const lines = invited.map(({ name, email, path }) => `${name}\t${email}\t${window.location.origin}${path}`)
  const [first] = invited
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft">
        Give each person their own link. They are not shown again, work once, and expire on{' '}
        {first && formatDateTime(new Date(first.expiresAt))}.
      </p>
      <Textarea
        readOnly
        mono
        rows={Math.min(12, lines.length + 1)}
        value={lines.join('\n')}
        aria-label="Links"
      />
      <div>
        <CopyButton text={lines.join('\n')} label="Copy all" withText look="secondary" />
      </div>
    </div>
  )
}
