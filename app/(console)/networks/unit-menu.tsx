'use client'

import { Archive, ArchiveRestore, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ReasonDialog } from '@/components/feedback/reason-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { NetworkUnit } from '@/lib/data/networks/networks-page'
import { removeUnitAction, retireUnitAction } from './actions'
import { UnitForm } from './unit-form'

type Open = 'change' | 'retire' | 'remove'

/** What can be done about one forest, domain or workgroup. */
export function UnitMenu(props: { unit: NetworkUnit; units: readonly NetworkUnit[]; mayChange: boolean }) {
  const { unit, units, mayChange } = props
  const [open, setOpen] = useState<Open>()
  const label = `Actions for ${unit.name}`
  if (!mayChange) {
    return (
      <Button
        look="quiet"
        size="small"
        icon={Ellipsis}
        aria-label={label}
        disabledReason="Only a licensing admin can change the networks."
      />
    )
  }
  const close = () => setOpen(undefined)
  const isRetired = unit.retiredAt !== null
  return (
    <>
      <Menu trigger={<Button look="quiet" size="small" icon={Ellipsis} aria-label={label} />}>
        <MenuItem icon={Pencil} onSelect={() => setOpen('change')}>
          Change
        </MenuItem>
        <MenuItem icon={isRetired ? ArchiveRestore : Archive} onSelect={() => setOpen('retire')}>
          {isRetired ? 'Take up again' : 'Retire'}
        </MenuItem>
        <MenuItem icon={Trash2} danger onSelect={() => setOpen('remove')}>
          Remove
        </MenuItem>
      </Menu>
      <Dialog title={`Change ${unit.name}`} open={open === 'change'} onOpenChange={close}>
        <UnitForm
          kind={unit.kind}
          unit={unit}
          forests={units.filter(({ kind }) => kind === 'forest')}
          onDone={close}
        />
      </Dialog>
      <RetireUnit unit={unit} open={open === 'retire'} onClose={close} />
      <RemoveUnit unit={unit} open={open === 'remove'} onClose={close} />
    </>
  )
}

interface Asked {
  unit: NetworkUnit
  open: boolean
  onClose: () => void
}

function RetireUnit({ unit, open, onClose }: Asked) {
  const isRetired = unit.retiredAt === null
  return (
    <ReasonDialog
      title={isRetired ? `Retire ${unit.name}?` : `Take ${unit.name} up again?`}
      confirmLabel={isRetired ? `Retire ${unit.name}` : `Take ${unit.name} up again`}
      open={open}
      onOpenChange={onClose}
      onConfirm={async (reason) => {
        const result = await retireUnitAction({ unitId: unit.id, isRetired, reason })
        const problem = actionProblem(result)
        if (!problem) toast.done(isRetired ? `${unit.name} is retired` : `${unit.name} is in use again`)
        return problem
      }}
    >
      {isRetired
        ? 'It stays listed as retired, so that old names still say where they belonged. Its DNS zones are not changed.'
        : 'It counts again.'}
    </ReasonDialog>
  )
}

function RemoveUnit({ unit, open, onClose }: Asked) {
  return (
    <ReasonDialog
      title={`Remove ${unit.name}?`}
      confirmLabel={`Remove ${unit.name}`}
      danger
      open={open}
      onOpenChange={onClose}
      onConfirm={async (reason) => {
        const result = await removeUnitAction({ unitId: unit.id, reason })
        const problem = actionProblem(result)
        if (!problem) toast.done(`${unit.name} is removed`)
        return problem
      }}
    >
      It leaves the list for good; the audit log keeps it. To keep it in sight as given up, retire it instead.
    </ReasonDialog>
  )
}
