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
import type { NetworkUnit } from '@/lib/data/networks/networks-page'
import { TRUSTS, type UnitKind, unitInput } from '@/lib/operations/networks/network-input'
import { addUnitAction, changeUnitAction } from './actions'
import { TRUST_HINT, TRUST_WORD } from './network-words'

interface UnitFormProps {
  kind: UnitKind
  /** The one to change; without it one is added. */
  unit?: NetworkUnit | undefined
  name?: string | undefined
  forests: readonly NetworkUnit[]
  onDone: () => void
}

const EXAMPLE = { forest: 'corp.example', domain: 'emea.corp.example', workgroup: 'workshop' } as const
const WORD = { forest: 'forest', domain: 'domain', workgroup: 'workgroup' } as const
const TRUST_OPTIONS = TRUSTS.map((value) => ({ value, label: TRUST_WORD[value], hint: TRUST_HINT[value] }))

/** Name, place and note of a forest, domain or workgroup. */
export function UnitForm({ kind, unit, name, forests, onDone }: UnitFormProps) {
  const [problem, setProblem] = useState<string>()
  const form = useForm({
    resolver: zodResolver(unitInput),
    defaultValues: {
      kind,
      name: unit?.name ?? name ?? '',
      forestId: unit?.forestId ?? (forests.length === 1 && !unit ? (forests[0]?.id ?? '') : ''),
      trust: unit?.trust ?? 'own',
      note: unit?.note ?? '',
    },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (values) => {
    const result = unit
      ? await changeUnitAction({ unitId: unit.id, unit: values })
      : await addUnitAction(values)
    const refused = actionProblem(result)
    setProblem(refused)
    if (refused !== undefined) return
    toast.done(unit ? `${values.name} is changed` : `${values.name} is listed`)
    onDone()
  })
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      className="max-w-none"
      actions={
        <DialogButtons busy={isSubmitting}>
          {unit ? 'Save the changes' : `Add the ${WORD[kind]}`}
        </DialogButtons>
      }
    >
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} mono autoComplete="off" placeholder={EXAMPLE[kind]} />
      </Field>
      {kind === 'domain' && (
        <Field label="Forest" optional hint={forests.length === 0 && 'No forest is listed yet.'}>
          <Controller
            control={form.control}
            name="forestId"
            render={({ field }) => (
              <Select
                options={[
                  { value: '', label: 'None' },
                  ...forests.map(({ id, name: label }) => ({ value: id, label })),
                ]}
                value={field.value ?? ''}
                onValueChange={field.onChange}
                aria-label="Forest"
                className="w-full"
              />
            )}
          />
        </Field>
      )}
      {kind === 'forest' && (
        <Field label="Trust" hint="Seen from the forest that the KMS hosts are in.">
          <Controller
            control={form.control}
            name="trust"
            render={({ field }) => (
              <Select
                options={TRUST_OPTIONS}
                value={field.value ?? 'own'}
                onValueChange={field.onChange}
                aria-label="Trust"
                className="w-full"
              />
            )}
          />
        </Field>
      )}
      <Field label="Note" optional error={errors.note?.message}>
        <Textarea {...form.register('note')} rows={2} />
      </Field>
    </FormShell>
  )
}
