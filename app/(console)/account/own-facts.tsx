'use client'

import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { changePasswordAction, renameAction } from './actions'

/** The name, changed in a dialog: the audit log knows the person by it. */
export function NameForm({ name }: { name: string }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {name}
      <FormDialog
        title="Your name"
        description="The audit log says it from now on; entries before keep the name you had."
        confirmLabel="Change the name"
        trigger={
          <Button look="quiet" size="small">
            Change name
          </Button>
        }
        action={renameAction}
        input={({ text }) => ({ name: text('name') })}
      >
        <Field label="Name">
          <Input name="name" defaultValue={name} autoComplete="name" />
        </Field>
      </FormDialog>
    </span>
  )
}

export function ChangePassword() {
  return (
    <FormDialog
      title="Change your password"
      description="Every other session of yours ends."
      confirmLabel="Change the password"
      trigger={<Button size="small">Change password</Button>}
      action={changePasswordAction}
      input={({ verbatim }) => ({
        oldPassword: verbatim('oldPassword'),
        password: verbatim('password'),
        passwordAgain: verbatim('passwordAgain'),
      })}
    >
      <Field label="Present password">
        <Input name="oldPassword" type="password" autoComplete="current-password" />
      </Field>
      <Field label="New password" hint="At least 12 characters.">
        <Input name="password" type="password" autoComplete="new-password" />
      </Field>
      <Field label="New password again">
        <Input name="passwordAgain" type="password" autoComplete="new-password" />
      </Field>
    </FormDialog>
  )
}
