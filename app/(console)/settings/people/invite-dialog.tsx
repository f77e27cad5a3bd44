'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { useOpenInAddress } from '@/components/form/open-in-address'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { inviteAction } from './actions'
import { type OneTimeLink, OneTimeLinkField } from './one-time-link'
import { ROLE_OPTIONS } from './role-select'
import { SitesField } from './sites-field'

/** Name, address, role; then the link to hand over. */
export function InviteDialog() {
  const [open, setOpen] = useOpenInAddress('invite')
  const [invited, setInvited] = useState<{ name: string; link: OneTimeLink }>()
  return (
    <Dialog
      title={invited ? `Link for ${invited.name}` : 'Invite a person'}
      trigger={
        <Button look="primary" icon={UserPlus}>
          Invite a person
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setInvited(undefined)
        setOpen(next)
      }}
      actions={
        invited && (
          <DialogClose>
            <Button look="primary">Done</Button>
          </DialogClose>
        )
      }
    >
      {invited ? <OneTimeLinkField link={invited.link} /> : <InviteForm onInvited={setInvited} />}
    </Dialog>
  )
}

function InviteForm({ onInvited }: { onInvited: (invited: { name: string; link: OneTimeLink }) => void }) {
  return (
    <Form
      action={inviteAction}
      input={({ text }) => ({
        name: text('name'),
        email: text('email'),
        role: text('role'),
        sites: text('sites'),
      })}
      confirmLabel="Make the invitation link"
      onDone={(link, { text }) => onInvited({ name: text('name'), link })}
    >
      <Field label="Name">
        <Input name="name" autoComplete="off" />
      </Field>
      <Field label="Email address" hint="They sign in with it. No email is sent to it.">
        <Input name="email" type="email" autoComplete="off" />
      </Field>
      <Field label="Role">
        <Select name="role" options={ROLE_OPTIONS} defaultValue="helpdesk" className="w-full" />
      </Field>
      <SitesField />
    </Form>
  )
}
