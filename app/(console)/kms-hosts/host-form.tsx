'use client'

import { type ReactElement, useState } from 'react'
import { type Control, Controller, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input, Textarea } from '@/components/form/input'
import { zodResolver } from '@/components/form/zod-resolver'
import { Dialog } from '@/components/ui/dialog'
import { Select, type SelectOption } from '@/components/ui/select'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import { type HostForm, registerInput } from '@/lib/operations/kms-hosts/host-input'
import { changeHostAction, registerHostAction } from './actions'
import type { HostChoices } from './host-choices'

interface HostDialogProps {
  trigger: ReactElement<Record<string, unknown>>
  choices: HostChoices
  /** What is registered; absent to register a host. */
  registered?: { id: string; values: HostForm }
  /** A name to begin with, of a host that was seen. */
  name?: string
}

const EMPTY: HostForm = {
  name: '',
  platform: '',
  keyGroup: '',
  keyId: '',
  isVirtual: 'unknown',
  updatesKnown: false,
  updates: '',
  port: KMS_PORT,
  priority: 0,
  weight: 0,
  addresses: '',
  owner: '',
  site: '',
  note: '',
  spareFor: '',
}

/** Registers a KMS host, or changes what is registered. */
export function HostDialog({ trigger, choices, registered, name = '' }: HostDialogProps) {
  const [open, setOpen] = useState(false)
  const title = registered ? `Change ${registered.values.name}` : 'Register a KMS host'
  return (
    <Dialog
      title={title}
      description={
        registered
          ? undefined
          : 'A registered host is one of yours: it is expected in DNS, its set-up is followed, and hosts that nobody registered stand out.'
      }
      width="wide"
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
    >
      <HostFields
        choices={choices}
        values={registered?.values ?? { ...EMPTY, name }}
        id={registered?.id}
        onDone={() => setOpen(false)}
      />
    </Dialog>
  )
}

interface HostFieldsProps {
  choices: HostChoices
  values: HostForm
  id: string | undefined
  onDone: () => void
}

function HostFields({ choices, values, id, onDone }: HostFieldsProps) {
  const [problem, setProblem] = useState<string>()
  const form = useForm<HostForm, unknown, z.output<typeof registerInput>>({
    resolver: zodResolver(registerInput),
    defaultValues: values,
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async () => {
    setProblem(undefined)
    const { name, ...details } = form.getValues()
    const result = id
      ? await changeHostAction({ id, ...details })
      : await registerHostAction({ name, ...details })
    const refused = actionProblem(result)
    if (refused) return setProblem(refused)
    toast.done(id ? `${name} is changed` : `${result?.data?.name ?? name} is registered`)
    onDone()
  })
  const choose = (
    field: 'platform' | 'keyGroup' | 'keyId' | 'isVirtual',
    label: string,
    options: SelectOption[],
  ) => <Choice control={form.control} field={field} label={label} options={options} />
  return (
    <FormShell
      className="max-w-none"
      onSubmit={submit}
      problem={problem}
      actions={
        <DialogButtons busy={isSubmitting}>{id ? 'Save the changes' : 'Register the host'}</DialogButtons>
      }
    >
      {!id && (
        <Field
          label="Name"
          hint="By which clients reach it, as in its SRV record."
          error={errors.name?.message}
        >
          <Input {...form.register('name')} mono autoComplete="off" placeholder="kms01.corp.example" />
        </Field>
      )}
      <div className="grid gap-5 sm:grid-cols-2 items-start">
        {choose('platform', 'Platform', choices.platforms)}
        {choose('isVirtual', 'Machine', VIRTUAL)}
        {choose('keyGroup', 'Key group', choices.keyGroups)}
        {choices.keys.length > 1 && choose('keyId', 'Host key', choices.keys)}
        <Field label="Addresses" optional hint="With blanks between them." error={errors.addresses?.message}>
          <Input {...form.register('addresses')} mono autoComplete="off" />
        </Field>
        <Field label="Port" error={errors.port?.message}>
          <Input {...form.register('port')} inputMode="numeric" />
        </Field>
        <Field label="SRV priority" hint="The lowest is asked first." error={errors.priority?.message}>
          <Input {...form.register('priority')} inputMode="numeric" />
        </Field>
        <Field
          label="SRV weight"
          hint="Its share among hosts of one priority."
          error={errors.weight?.message}
        >
          <Input {...form.register('weight')} inputMode="numeric" />
        </Field>
        <Field label="Site" optional>
          <Input {...form.register('site')} />
        </Field>
        <Field label="Owner" optional>
          <Input {...form.register('owner')} />
        </Field>
        <Field label="Stands in for" optional hint="The registered host it is the hot spare of.">
          <Input {...form.register('spareFor')} mono autoComplete="off" />
        </Field>
        <Field
          label="Installed updates"
          optional
          hint="As KB5003646 KB5005030."
          error={errors.updates?.message}
        >
          <Input {...form.register('updates')} mono autoComplete="off" />
        </Field>
      </div>
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" className="tick-box" {...form.register('updatesKnown')} />
        These are all updates that matter: what is not named is missing
      </label>
      <Field label="Note" optional>
        <Textarea rows={2} {...form.register('note')} />
      </Field>
    </FormShell>
  )
}

const VIRTUAL: SelectOption[] = [
  { value: 'unknown', label: 'Not known' },
  { value: 'physical', label: 'Physical' },
  { value: 'virtual', label: 'Virtual' },
]

interface ChoiceProps {
  control: Control<HostForm, unknown, z.output<typeof registerInput>>
  field: 'platform' | 'keyGroup' | 'keyId' | 'isVirtual'
  label: string
  options: SelectOption[]
}

function Choice({ control, field, label, options }: ChoiceProps) {
  return (
    <Field label={label}>
      <Controller
        control={control}
        name={field}
        render={({ field: { value, onChange } }) => (
          <Select
            options={options}
            value={value ?? ''}
            onValueChange={onChange}
            aria-label={label}
            className="w-full"
          />
        )}
      />
    </Field>
  )
}
