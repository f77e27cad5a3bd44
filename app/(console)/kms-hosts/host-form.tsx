'use client'

import type { ReactElement } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import type { FormValues } from '@/components/form/form-values'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { TickField } from '@/components/form/tick-field'
import { Select, type SelectOption } from '@/components/ui/select'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import type { HostRegistration } from '@/lib/data/kms-hosts/host-shapes'
import { changeHostAction, registerHostAction } from './actions'
import type { HostChoices } from './host-choices'

interface RegisterHostProps {
  trigger: ReactElement<Record<string, unknown>>
  choices: HostChoices
  /** The word in the address that opens it. */
  opensFor?: string
  /** A name to begin with, of a host that was seen. */
  name?: string
}

/** Registers a KMS host: its name, and whatever else is known of it. */
export function RegisterHostDialog({ trigger, choices, opensFor, name }: RegisterHostProps) {
  return (
    <FormDialog
      trigger={trigger}
      {...(opensFor && { opensFor })}
      title="Register a KMS host"
      description="A registered host is one of yours: the console follows its setup and expects it in DNS. Hosts that are not registered stand out as unknown."
      width="wide"
      confirmLabel="Register the host"
      action={registerHostAction}
      input={(form) => ({ name: form.text('name'), ...detailsOf(form) })}
    >
      <Field label="Name" hint="The name that clients use, as in its SRV record.">
        <Input name="name" defaultValue={name} mono autoComplete="off" placeholder="kms01.corp.example" />
      </Field>
      <MoreFields label="More about this host">
        <MainFields choices={choices} />
        <FurtherFields />
      </MoreFields>
    </FormDialog>
  )
}

interface ChangeHostProps {
  trigger: ReactElement<Record<string, unknown>>
  choices: HostChoices
  host: HostRegistration
}

/** Changes what is registered of a host. */
export function ChangeHostDialog({ trigger, choices, host }: ChangeHostProps) {
  return (
    <FormDialog
      trigger={trigger}
      title={`Change ${host.name}`}
      width="wide"
      confirmLabel="Save the changes"
      action={changeHostAction}
      input={(form) => ({ id: host.id, ...detailsOf(form) })}
    >
      <MainFields choices={choices} host={host} />
      <MoreFields label="More about this host">
        <FurtherFields host={host} />
      </MoreFields>
    </FormDialog>
  )
}

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

const MACHINES: SelectOption[] = [
  { value: 'unknown', label: 'Not known' },
  { value: 'physical', label: 'Physical' },
  { value: 'virtual', label: 'Virtual' },
]

interface DetailFieldsProps {
  /** What is registered; absent for a new one. */
  host?: HostRegistration
}

/** What the host runs on and which key it has. */
function MainFields({ choices, host }: DetailFieldsProps & { choices: HostChoices }) {
  const { platform, keyGroup, keyId, isVirtual = null } = host ?? {}
  return (
    <div className="grid gap-5 sm:grid-cols-2 items-start">
      <Field label="Platform">
        <Select
          name="platform"
          options={choices.platforms}
          defaultValue={platform ?? ''}
          className="w-full"
        />
      </Field>
      <Field label="Machine">
        <Select name="isVirtual" options={MACHINES} defaultValue={machineOf(isVirtual)} className="w-full" />
      </Field>
      <Field label="Key group">
        <Select
          name="keyGroup"
          options={choices.keyGroups}
          defaultValue={keyGroup ?? ''}
          className="w-full"
        />
      </Field>
      {choices.keys.length > 1 && (
        <Field label="Host key">
          <Select name="keyId" options={choices.keys} defaultValue={keyId ?? ''} className="w-full" />
        </Field>
      )}
    </div>
  )
}

/** Where it is, whose it is, how it stands in DNS and what is installed. */
function FurtherFields({ host }: DetailFieldsProps) {
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2 items-start">
        <Field label="Addresses" optional hint="Separated by spaces.">
          <Input name="addresses" defaultValue={host?.addresses.join(' ')} mono autoComplete="off" />
        </Field>
        <Field label="Port">
          <Input name="port" defaultValue={host?.port ?? KMS_PORT} inputMode="numeric" />
        </Field>
        <Field label="SRV priority" hint="Clients ask the lowest first.">
          <Input name="priority" defaultValue={host?.priority ?? 0} inputMode="numeric" />
        </Field>
        <Field label="SRV weight" hint="Its share among hosts of the same priority.">
          <Input name="weight" defaultValue={host?.weight ?? 0} inputMode="numeric" />
        </Field>
        <Field label="Site" optional>
          <Input name="site" defaultValue={host?.site ?? ''} />
        </Field>
        <Field label="Owner" optional>
          <Input name="owner" defaultValue={host?.owner ?? ''} />
        </Field>
        <Field label="Standby for" optional hint="The registered host that it can replace.">
          <Input name="spareFor" defaultValue={host?.spareFor ?? ''} mono autoComplete="off" />
        </Field>
        <Field label="Installed updates" optional hint="For example KB5003646 KB5005030.">
          <Input name="updates" defaultValue={host?.updates.join(' ')} mono autoComplete="off" />
        </Field>
      </div>
      <TickField
        name="updatesKnown"
        defaultChecked={host?.updatesKnown}
        label="The list is complete: updates that are not in it are not installed"
      />
      <Field label="Note" optional>
        <Textarea name="note" rows={2} defaultValue={host?.note ?? ''} />
      </Field>
    </>
  )
}

function machineOf(isVirtual: boolean | null): string {
  if (isVirtual === null) return 'unknown'
  return isVirtual ? 'virtual' : 'physical'
}
