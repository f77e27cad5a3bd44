'use client'

import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { zodResolver } from '@/components/form/zod-resolver'
import { Button } from '@/components/ui/button'
import { signInInput } from '@/lib/auth/credentials'
import { signInAction } from './actions'

/** @param next path to go to afterwards. */
export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<string>()
  const form = useForm({
    resolver: zodResolver(signInInput),
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined)
    const result = await signInAction({ ...values, next })
    const refused = result?.data?.problem ?? result?.serverError
    if (!refused) return
    setProblem(refused)
    form.resetField('password')
    form.setFocus('password')
  })
  return (
    <FormShell
      onSubmit={submit}
      method="post"
      problem={problem}
      actions={
        <Button type="submit" look="primary" size="large" className="w-full" disabled={isSubmitting}>
          {isSubmitting ? 'Signing in' : 'Sign in'}
        </Button>
      }
    >
      <Field label="E-mail address" error={errors.email?.message}>
        <Input {...form.register('email')} type="email" autoComplete="username" autoFocus className="h-10" />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <Input
          {...form.register('password')}
          type="password"
          autoComplete="current-password"
          className="h-10"
        />
      </Field>
      <p className="text-table text-ink-soft">
        No account, or the password is gone? A licensing admin gives you a link.
      </p>
    </FormShell>
  )
}
