'use client'

import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import type { SignInChoice } from '@/lib/data/people/sign-in-providers'
import { directorySignInAction } from './actions'

interface DirectoryFormProps {
  provider: SignInChoice
  /** path to go to afterwards */
  next: string
  name: string
}

/** Name and password of a directory. */
export function DirectoryForm({ provider, next, name }: DirectoryFormProps) {
  return (
    <Form
      action={directorySignInAction}
      input={({ text, verbatim }) => ({
        ...{ providerId: provider.id, name: text('name'), password: verbatim('password'), next },
      })}
      confirmLabel={`Sign in with ${provider.name}`}
      size="large"
      leavesFreely
    >
      <Field label="Account" hint="Account name, user principal name or email address.">
        <Input name="name" autoComplete="username" autoFocus defaultValue={name} className="h-10" />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" className="h-10" />
      </Field>
    </Form>
  )
}
