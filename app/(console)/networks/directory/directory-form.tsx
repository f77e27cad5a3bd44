'use client'

import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input, Textarea } from '@/components/form/input'
import { zodResolver } from '@/components/form/zod-resolver'
import { Select } from '@/components/ui/select'
import type { DirectoryView } from '@/lib/data/networks/directories'
import {
  DEFAULT_PORT,
  type DirectorySecurity,
  directoryForm,
} from '@/lib/operations/networks/directory-input'
import { addDirectoryAction, changeDirectoryAction } from './actions'

const SECURITY_OPTIONS = [
  { value: 'ldaps', label: 'LDAPS', hint: 'TLS from the start, port 636.' },
  { value: 'startTls', label: 'StartTLS', hint: 'TLS before the password is sent, port 389.' },
  { value: 'plain', label: 'No TLS', hint: 'The password crosses the network in the clear.' },
] as const

interface DirectoryFormProps {
  /** The one to change; without it one is added. */
  directory?: DirectoryView
  onDone: () => void
}

/** Server, base and the account to read with. */
export function DirectoryForm({ directory, onDone }: DirectoryFormProps) {
  const [problem, setProblem] = useState<string>()
  const form = useForm({
    resolver: zodResolver(directoryForm),
    defaultValues: {
      sourceId: directory?.id,
      server: directory?.server ?? '',
      port: String(directory?.port ?? DEFAULT_PORT.ldaps),
      security: directory?.security ?? ('ldaps' as DirectorySecurity),
      acceptsPlain: directory?.security === 'plain',
      baseDn: directory?.baseDn ?? '',
      bindDn: directory?.bindDn ?? '',
      password: '',
      caCertificate: directory?.caCertificate ?? '',
    },
  })
  const { errors, isSubmitting } = form.formState
  const security = form.watch('security')
  const submit = form.handleSubmit(async ({ sourceId, ...values }) => {
    const result = sourceId
      ? await changeDirectoryAction({ ...values, sourceId })
      : await addDirectoryAction(values)
    const refused = actionProblem(result)
    setProblem(refused)
    if (refused !== undefined) return
    toast.done(
      directory ? 'The directory is changed' : 'The directory is set up',
      'Test the connection next.',
    )
    onDone()
  })
  const chooseSecurity = (value: DirectorySecurity) => {
    const usual = form.getValues('port') === String(DEFAULT_PORT[security])
    form.setValue('security', value)
    if (usual) form.setValue('port', String(DEFAULT_PORT[value]))
  }
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      className="max-w-none"
      autoComplete="off"
      actions={
        <DialogButtons busy={isSubmitting}>
          {directory ? 'Save the changes' : 'Set the directory up'}
        </DialogButtons>
      }
    >
      <div className="grid items-start gap-5 sm:grid-cols-[1fr_10rem]">
        <Field
          label="Directory server"
          hint="A domain controller, by the name in its certificate."
          error={errors.server?.message}
        >
          <Input {...form.register('server')} mono autoComplete="off" placeholder="dc01.corp.example" />
        </Field>
        <Field label="Port" error={errors.port?.message}>
          <Input {...form.register('port')} inputMode="numeric" />
        </Field>
      </div>
      <Field label="Connection">
        <Controller
          control={form.control}
          name="security"
          render={({ field }) => (
            <Select
              options={SECURITY_OPTIONS}
              value={field.value}
              onValueChange={chooseSecurity}
              aria-label="Connection"
              className="w-full"
            />
          )}
        />
      </Field>
      {security === 'plain' && (
        <div className="grid gap-1.5">
          <label className="flex items-start gap-2.5">
            <input type="checkbox" {...form.register('acceptsPlain')} className="tick-box mt-0.5" />
            <span>I accept that the password crosses the network in the clear.</span>
          </label>
          {errors.acceptsPlain && (
            <p role="alert" className="text-table text-bad">
              {errors.acceptsPlain.message}
            </p>
          )}
        </div>
      )}
      <Field
        label="Base"
        hint="Computers are read below it; forest, trusts and zones from the forest it is in."
        error={errors.baseDn?.message}
      >
        <Input {...form.register('baseDn')} mono autoComplete="off" placeholder="DC=corp,DC=example" />
      </Field>
      <Field
        label="Account"
        hint="Any account that may read is enough; the console never writes to the directory."
        error={errors.bindDn?.message}
      >
        <Input
          {...form.register('bindDn')}
          mono
          autoComplete="off"
          placeholder="console-reader@corp.example"
        />
      </Field>
      <Field
        label="Password"
        hint={
          directory
            ? 'Leave empty to keep the one that is stored.'
            : 'Stored encrypted, shown to nobody, sent to this server only.'
        }
        error={errors.password?.message}
      >
        <Input {...form.register('password')} type="password" autoComplete="new-password" />
      </Field>
      <Field
        label="Certificate of your own authority"
        optional
        hint="PEM text. Empty: the authorities this machine trusts."
        error={errors.caCertificate?.message}
      >
        <Textarea {...form.register('caCertificate')} mono rows={3} spellCheck={false} />
      </Field>
    </FormShell>
  )
}
