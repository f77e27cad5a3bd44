'use client'

import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { zodResolver } from '@/components/form/zod-resolver'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { type InvitationInput, invitationInput } from '@/lib/auth/credentials'
import { inviteAction } from './actions'
import { type OneTimeLink, OneTimeLinkField } from './one-time-link'
import { ROLE_OPTIONS } from './role-select'

/** Name, address, role; then the link to hand over. */
export function InviteDialog() {
  const [open, setOpen] = useState(false)
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
  const [problem, setProblem] = useState<string>()
  const form = useForm({
    resolver: zodResolver(invitationInput),
    defaultValues: { name: '', email: '', role: 'helpdesk' } satisfies InvitationInput as InvitationInput,
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined)
    const result = await inviteAction(values)
    if (result?.data?.link) return onInvited({ name: values.name, link: result.data.link })
    setProblem(actionProblem(result))
  })
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      actions={<DialogButtons busy={isSubmitting}>Make the invitation link</DialogButtons>}
    >
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} autoComplete="off" />
      </Field>
      <Field
        label="E-mail address"
        hint="They sign in with it. No mail is sent to it."
        error={errors.email?.message}
      >
        <Input {...form.register('email')} type="email" autoComplete="off" />
      </Field>
      <Field label="Role" error={errors.role?.message}>
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <Select
              options={ROLE_OPTIONS}
              value={field.value}
              onValueChange={field.onChange}
              aria-label="Role"
              className="w-full"
            />
          )}
        />
      </Field>
    </FormShell>
  )
}
