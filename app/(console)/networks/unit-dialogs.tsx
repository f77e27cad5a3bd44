'use client'

import { Archive, ArchiveRestore, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import type { FormValues } from '@/components/form/form-values'
import { Input, Textarea } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Select } from '@/components/ui/select'
import type { NetworkUnit } from '@/lib/data/networks/networks-page'
import type { Trust, UnitKind } from '@/lib/operations/networks/network-input'
import { addUnitAction, changeUnitAction, removeUnitAction, retireUnitAction } from './actions'
import { NO_CHANGE, TRUST_HINT, TRUST_WORD } from './network-words'

interface AddUnitProps {
  kind: UnitKind
  /** A name to begin with. */
  name: string
  units: readonly NetworkUnit[]
  open: boolean
  onClose: () => void
}

/** Adds a forest, domain or workgroup. */
export function AddUnitDialog({ kind, name, units, open, onClose }: AddUnitProps) {
  const forests = forestsOf(units)
  const onlyForest = forests.length === 1 ? forests[0]?.id : undefined
  return (
    <FormDialog
      title={`Add a ${kind}`}
      open={open}
      onOpenChange={onClose}
      confirmLabel={`Add the ${kind}`}
      action={addUnitAction}
      input={(form) => unitOf(kind, form)}
    >
      <UnitFields
        unit={{ kind, name, forestId: onlyForest ?? null, trust: null, note: null }}
        forests={forests}
      />
    </FormDialog>
  )
}

interface UnitMenuProps {
  unit: NetworkUnit
  units: readonly NetworkUnit[]
  mayChange: boolean
}

/** Change, retire or restore, and remove one forest, domain or workgroup. */
export function UnitMenu({ unit, units, mayChange }: UnitMenuProps) {
  const [open, setOpen] = useState<'change' | 'retire' | 'remove'>()
  const { id: unitId, kind, name } = unit
  const isInUse = unit.retiredAt === null
  const retire = isInUse ? 'Retire' : 'Restore'
  const close = () => setOpen(undefined)
  const button = (
    <Button
      look="quiet"
      size="small"
      icon={Ellipsis}
      aria-label={`Actions for ${name}`}
      disabledReason={mayChange ? undefined : NO_CHANGE}
    />
  )
  if (!mayChange) return button
  return (
    <>
      <Menu trigger={button}>
        <MenuItem icon={Pencil} onSelect={() => setOpen('change')}>
          Change
        </MenuItem>
        <MenuItem icon={isInUse ? Archive : ArchiveRestore} onSelect={() => setOpen('retire')}>
          {retire}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setOpen('remove')}>
          Remove
        </MenuItem>
      </Menu>
      <FormDialog
        title={`Change ${name}`}
        open={open === 'change'}
        onOpenChange={close}
        confirmLabel="Save the changes"
        action={changeUnitAction}
        input={(form) => ({ unitId, ...unitOf(kind, form) })}
      >
        <UnitFields unit={unit} forests={forestsOf(units)} />
      </FormDialog>
      <FormDialog
        title={`${retire} ${name}?`}
        description={
          isInUse
            ? 'It stays listed as retired, so that old names still say where they belonged. Its DNS zones do not change.'
            : 'It is in use again.'
        }
        open={open === 'retire'}
        onOpenChange={close}
        confirmLabel={`${retire} ${name}`}
        action={retireUnitAction}
        input={({ text }) => ({ unitId, isRetired: isInUse, reason: text('reason') })}
      >
        <ReasonField />
      </FormDialog>
      <FormDialog
        title={`Remove ${name}?`}
        description="It leaves the list permanently; the audit log keeps it. To keep it listed, retire it instead."
        open={open === 'remove'}
        onOpenChange={close}
        confirmLabel={`Remove ${name}`}
        danger
        action={removeUnitAction}
        input={({ text }) => ({ unitId, reason: text('reason') })}
      >
        <ReasonField />
      </FormDialog>
    </>
  )
}

const forestsOf = (units: readonly NetworkUnit[]) => units.filter(({ kind }) => kind === 'forest')

const unitOf = (kind: UnitKind, { text }: FormValues) => ({
  kind,
  name: text('name'),
  forestId: text('forestId'),
  trust: text('trust') || undefined,
  note: text('note'),
})

const EXAMPLE = { forest: 'corp.example', domain: 'emea.corp.example', workgroup: 'workshop' } as const
const TRUST_OPTIONS = (Object.keys(TRUST_WORD) as Trust[]).map((value) => ({
  value,
  label: TRUST_WORD[value],
  hint: TRUST_HINT[value],
}))

interface UnitFieldsProps {
  unit: Pick<NetworkUnit, 'kind' | 'name' | 'forestId' | 'trust' | 'note'>
  forests: readonly NetworkUnit[]
}

function UnitFields({ unit, forests }: UnitFieldsProps) {
  return (
    <>
      <Field label="Name">
        <Input
          name="name"
          defaultValue={unit.name}
          mono
          autoComplete="off"
          placeholder={EXAMPLE[unit.kind]}
        />
      </Field>
      {unit.kind === 'domain' && (
        <Field label="Forest" optional hint={forests.length === 0 && 'No forest is listed yet.'}>
          <Select
            name="forestId"
            options={[
              { value: '', label: 'Not entered' },
              ...forests.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            defaultValue={unit.forestId ?? ''}
            className="w-full"
          />
        </Field>
      )}
      {unit.kind === 'forest' && (
        <Field label="Trust" hint="Seen from the forest that the KMS hosts are in.">
          <Select
            name="trust"
            options={TRUST_OPTIONS}
            defaultValue={unit.trust ?? 'own'}
            className="w-full"
          />
        </Field>
      )}
      <Field label="Note" optional>
        <Textarea name="note" defaultValue={unit.note ?? ''} rows={2} />
      </Field>
    </>
  )
}
