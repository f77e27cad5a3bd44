'use client'

import { Archive, ArchiveRestore, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import type { FormValues } from '@/components/form/form-values'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { ReasonField } from '@/components/form/reason-field'
import { TickField } from '@/components/form/tick-field'
import { useGoInstead } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { NetworkUnit, NetworkZone } from '@/lib/data/networks/networks-page'
import { paths } from '@/lib/format/paths'
import { addZoneAction, changeZoneAction, removeZoneAction, retireZoneAction } from './actions'
import { KIND_WORD, NO_CHANGE } from './network-words'

interface AddZoneProps {
  /** A name to begin with. */
  name: string
  units: readonly NetworkUnit[]
  open: boolean
  onClose: () => void
}

/** Adds a DNS zone: its name, and whatever else is known of it. */
export function AddZoneDialog({ name, units, open, onClose }: AddZoneProps) {
  return (
    <FormDialog
      title="Add a DNS zone"
      open={open}
      onOpenChange={onClose}
      confirmLabel="Add the zone"
      action={addZoneAction}
      input={zoneOf}
    >
      <SearchFields name={name} servers={[]} />
      <MoreFields label="More about this zone">
        <OwnerFields units={units} />
      </MoreFields>
    </FormDialog>
  )
}

interface ZoneActionsProps {
  zone: NetworkZone
  units: readonly NetworkUnit[]
  mayChange: boolean
}

/** Remove, retire or restore, and change one zone. */
export function ZoneActions({ zone, units, mayChange }: ZoneActionsProps) {
  const go = useGoInstead()
  const { id: zoneId, name, servers } = zone
  const disabledReason = mayChange ? undefined : NO_CHANGE
  const isInUse = zone.retiredAt === null
  return (
    <>
      <FormDialog
        title={`Remove ${name}?`}
        description="It leaves the list permanently with its exceptions; the audit log keeps it. To keep it listed, retire it instead."
        confirmLabel="Remove the zone"
        danger
        disabledReason={disabledReason}
        trigger={
          <Button look="danger" icon={Trash2}>
            Remove
          </Button>
        }
        action={removeZoneAction}
        input={({ text }) => ({ zoneId, reason: text('reason') })}
        onDone={() => go(paths.networks())}
      >
        <ReasonField />
      </FormDialog>
      <FormDialog
        title={`${isInUse ? 'Retire' : 'Restore'} ${name}?`}
        description={
          isInUse
            ? 'The zone is no longer checked and no host is expected in it. It stays listed with what was found in it.'
            : 'The zone is checked again, and the KMS hosts are expected in it.'
        }
        confirmLabel={isInUse ? 'Retire the zone' : 'Restore the zone'}
        disabledReason={disabledReason}
        trigger={<Button icon={isInUse ? Archive : ArchiveRestore}>{isInUse ? 'Retire' : 'Restore'}</Button>}
        action={retireZoneAction}
        input={({ text }) => ({ zoneId, isRetired: isInUse, reason: text('reason') })}
      >
        <ReasonField />
      </FormDialog>
      <FormDialog
        title={`Change ${name}`}
        confirmLabel="Save the changes"
        disabledReason={disabledReason}
        trigger={<Button icon={Pencil}>Change</Button>}
        action={changeZoneAction}
        input={(form) => ({ zoneId, ...zoneOf(form) })}
        onDone={(newName) => newName !== name && go(paths.zone(newName))}
      >
        <SearchFields name={name} servers={servers} />
        <OwnerFields zone={zone} units={units} />
      </FormDialog>
    </>
  )
}

const zoneOf = ({ text, flag }: FormValues) => ({
  name: text('name'),
  servers: text('servers'),
  unitId: text('unitId'),
  isUntrusted: flag('isUntrusted'),
  note: text('note'),
})

function SearchFields({ name, servers }: { name: string; servers: readonly string[] }) {
  return (
    <>
      <Field label="Zone" hint="Clients look for _vlmcs._tcp in it: usually their DNS suffix.">
        <Input name="name" defaultValue={name} mono autoComplete="off" placeholder="corp.example" />
      </Field>
      <Field
        label="DNS servers"
        optional
        hint="Addresses, one on each line, with the port if it is not 53. Leave empty to check the zone’s own name servers."
      >
        <Textarea
          name="servers"
          defaultValue={servers.join('\n')}
          mono
          rows={2}
          spellCheck={false}
          placeholder="10.0.0.53"
        />
      </Field>
    </>
  )
}

function OwnerFields({ zone, units }: { zone?: NetworkZone; units: readonly NetworkUnit[] }) {
  const [isUntrusted, setUntrusted] = useState(zone?.isUntrusted ?? false)
  return (
    <>
      <Field label="Belongs to" optional>
        <Select
          name="unitId"
          options={[{ value: '', label: 'Not entered' }, ...units.map(unitOption)]}
          defaultValue={zone?.unitId ?? ''}
          onValueChange={(id) => id !== '' && setUntrusted(isInUntrusted(id, units))}
          className="w-full"
        />
      </Field>
      <TickField
        name="isUntrusted"
        label="Our KMS hosts cannot write here"
        hint="A zone of an untrusted forest or of another organisation: its administrators enter the records."
        checked={isUntrusted}
        onChange={(event) => setUntrusted(event.target.checked)}
      />
      <Field label="Note" optional>
        <Textarea name="note" defaultValue={zone?.note ?? ''} rows={2} />
      </Field>
    </>
  )
}

const unitOption = ({ id, name, kind }: NetworkUnit) => ({ value: id, label: name, hint: KIND_WORD[kind] })

function isInUntrusted(id: string, units: readonly NetworkUnit[]): boolean {
  const unit = units.find((one) => one.id === id)
  const forest = unit?.forestId ? units.find((one) => one.id === unit.forestId) : unit
  return forest?.trust === 'untrusted'
}
