'use client'

import type { ReactElement } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import type { FormValues } from '@/components/form/form-values'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { Select, type SelectOption } from '@/components/ui/select'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import type { HostForm } from '@/lib/operations/kms-hosts/host-input'
import { changeHostAction, registerHostAction } from './actions'
import type { HostChoices } from './host-choices'

interface RegisterHostProps {
  trigger: ReactElement<Record<string, unknown>>
  choices: HostChoices
  /** A name to begin with, of a host that was seen. */
  name?: string
}

/** Registers a KMS host: its name, and whatever else is known of it. */
export function RegisterHostDialog({ trigger, choices, name }: RegisterHostProps) {
  return (
    <FormDialog
      trigger={trigger}
      title="Register a KMS host"
      description="A registered host is one of yours: it is expected in DNS, its set-up is followed, and hosts that nobody registered stand out."
      width="wide"
      confirmLabel="Register the host"
      action={registerHostAction}
      input={(form) => ({ name: form.text('name'), ...detailsOf(form) })}
    >
      <Field label="Name" hint="By which clients reach it, as in its SRV record.">
        <Input name="name" defaultValue={name} mono autoComplete="off" placeholder="kms01.corp.example" />
      </Field>
      <MoreFields label="More about this host">
        <DetailFields choices={choices} values={EMPTY} />
      </MoreFields>
    </FormDialog>
  )
}

interface ChangeHostProps {
  trigger: ReactElement<Record<string, unknown>>
  choices: HostChoices
  id: string
  /** What is registered. */
  values: HostForm
}

/** Changes what is registered of a host. */
export function ChangeHostDialog({ trigger, choices, id, values }: ChangeHostProps) {
  return (
    <FormDialog
      trigger={trigger}
      title={`Change ${values.name}`}
      width="wide"
      confirmLabel="Save the changes"
      action={changeHostAction}
      input={(form) => ({ id, ...detailsOf(form) })}
    >
      <DetailFields choices={choices} values={values} />
    </FormDialog>
  )
}

const EMPTY: Omit<HostForm, 'name'> = { port: KMS_PORT, priority: 0, weight: 0 }

const detailsOf = ({ text, flag }: FormValues) => ({
  platform: text('platform'),
  isVirtual: text('isVirtual'),
  keyGroup: text('keyGroup'),
  keyId: text('keyId'),
  addresses: text('addresses'),
  port: text('port'),
  priority: text('priority'),
  weight: text('weight'),
  site: text('site'),
  owner: text('owner'),
  spareFor: text('spareFor'),
  updates: text('updates'),
  updatesKnown: flag('updatesKnown'),
  note: text('note'),
})

const VIRTUAL: SelectOption[] = [
  { value: 'unknown', label: 'Not known' },
  { value: 'physical', label: 'Physical' },
  { value: 'virtual', label: 'Virtual' },
]

function DetailFields({ choices, values }: { choices: HostChoices; values: Omit<HostForm, 'name'> }) {
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2 items-start">
        <Field label="Platform">
          <Select
            name="platform"
            options={choices.platforms}
            defaultValue={values.platform ?? ''}
            className="w-full"
          />
        </Field>
        <Field label="Machine">
          <Select
            name="isVirtual"
            options={VIRTUAL}
            defaultValue={values.isVirtual ?? 'unknown'}
            className="w-full"
          />
        </Field>
        <Field label="Key group">
          <Select
            name="keyGroup"
            options={choices.keyGroups}
            defaultValue={values.keyGroup ?? ''}
            className="w-full"
          />
        </Field>
        {choices.keys.length > 1 && (
          <Field label="Host key">
            <Select
              name="keyId"
              options={choices.keys}
              defaultValue={values.keyId ?? ''}
              className="w-full"
            />
          </Field>
        )}
        <Field label="Addresses" optional hint="With blanks between them.">
          <Input name="addresses" defaultValue={values.addresses} mono autoComplete="off" />
        </Field>
        <Field label="Port">
          <Input name="port" defaultValue={String(values.port)} inputMode="numeric" />
        </Field>
        <Field label="SRV priority" hint="The lowest is asked first.">
          <Input name="priority" defaultValue={String(values.priority)} inputMode="numeric" />
        </Field>
        <Field label="SRV weight" hint="Its share among hosts of one priority.">
          <Input name="weight" defaultValue={String(values.weight)} inputMode="numeric" />
        </Field>
        <Field label="Site" optional>
          <Input name="site" defaultValue={values.site} />
        </Field>
        <Field label="Owner" optional>
          <Input name="owner" defaultValue={values.owner} />
        </Field>
        <Field label="Stands in for" optional hint="The registered host it is the hot spare of.">
          <Input name="spareFor" defaultValue={values.spareFor} mono autoComplete="off" />
        </Field>
        <Field label="Installed updates" optional hint="As KB5003646 KB5005030.">
          <Input name="updates" defaultValue={values.updates} mono autoComplete="off" />
        </Field>
      </div>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          name="updatesKnown"
          defaultChecked={values.updatesKnown}
          className="tick-box"
        />
        These are all updates that matter: what is not named is missing
      </label>
      <Field label="Note" optional>
        <Textarea name="note" rows={2} defaultValue={values.note} />
      </Field>
    </>
  )
}
