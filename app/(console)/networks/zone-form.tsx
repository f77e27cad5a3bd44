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
import type { NetworkUnit, NetworkZone } from '@/lib/data/networks/networks-page'
import { zoneInput } from '@/lib/operations/networks/network-input'
import { addZoneAction, changeZoneAction } from './actions'
import { KIND_WORD } from './network-words'

interface ZoneFormProps {
  /** The one to change; without it one is added. */
  zone?: NetworkZone | undefined
  name?: string | undefined
  units: readonly NetworkUnit[]
  onDone: (name: string) => void
}

/** Name, servers and owner of a DNS zone. */
export function ZoneForm({ zone, name, units, onDone }: ZoneFormProps) {
  const [problem, setProblem] = useState<string>()
  const form = useForm({
    resolver: zodResolver(zoneInput),
    defaultValues: {
      name: zone?.name ?? name ?? '',
      unitId: zone?.unitId ?? '',
      servers: (zone?.servers ?? []).join('\n'),
      isUntrusted: zone?.isUntrusted ?? false,
      note: zone?.note ?? '',
    },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (values) => {
    const result = zone
      ? await changeZoneAction({ zoneId: zone.id, zone: values })
      : await addZoneAction(values)
    const refused = actionProblem(result)
    setProblem(refused)
    if (refused !== undefined) return
    toast.done(zone ? `${values.name} is changed` : `${values.name} is listed`)
    onDone(values.name)
  })
  const chooseUnit = (id: string) => {
    form.setValue('unitId', id)
    if (id !== '') form.setValue('isUntrusted', isInUntrusted(id, units))
  }
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      className="max-w-none"
      actions={
        <DialogButtons busy={isSubmitting}>{zone ? 'Save the changes' : 'Add the zone'}</DialogButtons>
      }
    >
      <Field
        label="Zone"
        hint="Clients look for _vlmcs._tcp in it: usually their DNS suffix."
        error={errors.name?.message}
      >
        <Input {...form.register('name')} mono autoComplete="off" placeholder="corp.example" />
      </Field>
      <Field
        label="DNS servers to ask"
        optional
        hint="Addresses, one on a line, with the port if it is not 53. Empty: the zone’s own name servers are found through this machine’s resolver."
        error={errors.servers?.message}
      >
        <Textarea {...form.register('servers')} mono rows={2} spellCheck={false} placeholder="10.0.0.53" />
      </Field>
      <Field label="Belongs to" optional>
        <Controller
          control={form.control}
          name="unitId"
          render={({ field }) => (
            <Select
              options={[{ value: '', label: 'None' }, ...units.map(unitOption)]}
              value={field.value ?? ''}
              onValueChange={chooseUnit}
              aria-label="Belongs to"
              className="w-full"
            />
          )}
        />
      </Field>
      <label className="flex items-start gap-2.5">
        <input type="checkbox" {...form.register('isUntrusted')} className="tick-box mt-0.5" />
        <span className="grid">
          <span className="font-medium">Our KMS hosts may not write here</span>
          <span className="text-table text-ink-soft">
            A zone of an untrusted forest or of somebody else: its own administrators enter the records.
          </span>
        </span>
      </label>
      <Field label="Note" optional error={errors.note?.message}>
        <Textarea {...form.register('note')} rows={2} />
      </Field>
    </FormShell>
  )
}

const unitOption = ({ id, name, kind }: NetworkUnit) => ({ value: id, label: name, hint: KIND_WORD[kind] })

function isInUntrusted(id: string, units: readonly NetworkUnit[]): boolean {
  const unit = units.find((one) => one.id === id)
  const forest = unit?.forestId ? units.find((one) => one.id === unit.forestId) : unit
  return forest?.trust === 'untrusted'
}
