'use client'

import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { setupAction } from './actions'

interface SetupFormProps {
  token: string
  kind: 'firstAdmin' | 'invitation' | 'password'
  name: string
  email: string
  emailIsGiven: boolean
}

const SUBMIT = {
  firstAdmin: 'Make me the first admin',
  invitation: 'Join and sign in',
  password: 'Set the password and sign in',
} as const

export function SetupForm({ token, kind, name, email, emailIsGiven }: SetupFormProps) {
  return (
    <Form
      action={setupAction}
      input={({ text, verbatim }) => ({
        token,
        name: kind === 'password' ? name : text('name'),
        email: text('email'),
        password: verbatim('password'),
        passwordAgain: verbatim('passwordAgain'),
      })}
      confirmLabel={SUBMIT[kind]}
      size="large"
    >
      {kind !== 'password' && (
        <Field label="Name">
          <Input name="name" defaultValue={name} autoComplete="name" autoFocus className="h-10" />
        </Field>
      )}
      <Field
        label="Email address"
        hint={emailIsGiven ? undefined : 'You sign in with it. No email is sent to it.'}
      >
        <Input
          name="email"
          defaultValue={email}
          type="email"
          autoComplete="username"
          readOnly={emailIsGiven}
          className="h-10 read-only:bg-sunken"
        />
      </Field>
      <Field label="Password" hint="At least 12 characters.">
        <Input name="password" type="password" autoComplete="new-password" className="h-10" />
      </Field>
      <Field label="Password again">
        <Input name="passwordAgain" type="password" autoComplete="new-password" className="h-10" />
      </Field>
    </Form>
  )
}
