'use client'

import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { zodResolver } from '@/components/form/zod-resolver'
import { Button } from '@/components/ui/button'
import { setupForm } from '@/lib/auth/credentials'
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
  const [problem, setProblem] = useState<string>()
  const form = useForm({
    resolver: zodResolver(setupForm),
    defaultValues: { token, name, email, password: '', passwordAgain: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ passwordAgain: _, ...values }) => {
    setProblem(undefined)
    const result = await setupAction(values)
    setProblem(result?.data?.problem ?? result?.serverError)
  })
  return (
    <FormShell
      onSubmit={submit}
      method="post"
      problem={problem}
      actions={
        <Button type="submit" look="primary" size="large" className="w-full" disabled={isSubmitting}>
          {isSubmitting ? 'One moment' : SUBMIT[kind]}
        </Button>
      }
    >
      {kind !== 'password' && (
        <Field label="Name" error={errors.name?.message}>
          <Input {...form.register('name')} autoComplete="name" autoFocus className="h-10" />
        </Field>
      )}
      <Field
        label="E-mail address"
        hint={emailIsGiven ? undefined : 'You sign in with it. No mail is sent to it.'}
        error={errors.email?.message}
      >
        <Input
          {...form.register('email')}
          type="email"
          autoComplete="username"
          readOnly={emailIsGiven}
          className="h-10 read-only:bg-sunken"
        />
      </Field>
      <Field label="Password" hint="At least 12 characters." error={errors.password?.message}>
        <Input {...form.register('password')} type="password" autoComplete="new-password" className="h-10" />
      </Field>
      <Field label="Password again" error={errors.passwordAgain?.message}>
        <Input
          {...form.register('passwordAgain')}
          type="password"
          autoComplete="new-password"
          className="h-10"
        />
      </Field>
    </FormShell>
  )
}
