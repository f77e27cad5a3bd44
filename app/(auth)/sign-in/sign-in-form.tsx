'use client'

import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { PasskeySignIn } from '../second-factor/second-factor-form'
import { signInAction } from './actions'

interface SignInFormProps {
  /** path to go to afterwards */
  next: string
  /** as typed before */
  email: string
  /** whether this console and browser may know any */
  hasPasskeys: boolean
}

/** Address and password of this console. */
export function SignInForm({ next, email, hasPasskeys }: SignInFormProps) {
  return (
    <>
      <Form
        action={signInAction}
        input={({ text, verbatim }) => ({ email: text('email'), password: verbatim('password'), next })}
        confirmLabel="Sign in"
        size="large"
        leavesFreely
      >
        <Field label="Email address">
          <Input
            name="email"
            type="email"
            autoComplete="username"
            autoFocus
            defaultValue={email}
            className="h-10"
          />
        </Field>
        <Field label="Password">
          <Input name="password" type="password" autoComplete="current-password" className="h-10" />
        </Field>
        <p className="text-table text-ink-soft">
          No account, or forgot your password? A licensing admin can give you a link.
        </p>
      </Form>
      {hasPasskeys && <PasskeySignIn next={next} />}
    </>
  )
}
