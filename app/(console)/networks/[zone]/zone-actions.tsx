'use client'

import { Archive, ArchiveRestore, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ReasonDialog } from '@/components/feedback/reason-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { NetworkUnit, NetworkZone } from '@/lib/data/networks/networks-page'
import { paths } from '@/lib/format/paths'
import { removeZoneAction, retireZoneAction } from '../actions'
import { ZoneForm } from '../zone-form'

interface ZoneActionsProps {
  zone: NetworkZone
  units: readonly NetworkUnit[]
  mayChange: boolean
}

const NOT_YOURS = 'Only a licensing admin can change the networks.'

/** What can be done about one zone. */
export function ZoneActions({ zone, units, mayChange }: ZoneActionsProps) {
  const reinstates = zone.retiredAt !== null
  if (!mayChange) {
    return (
      <>
        <Button icon={Trash2} disabledReason={NOT_YOURS}>
          Remove
        </Button>
        <Button icon={Archive} disabledReason={NOT_YOURS}>
          Retire
        </Button>
        <Button icon={Pencil} disabledReason={NOT_YOURS}>
          Change
        </Button>
      </>
    )
  }
  return (
    <>
      <RemoveZone zone={zone} />
      <RetireZone zone={zone} isRetired={!reinstates} />
      <ChangeZone zone={zone} units={units} />
    </>
  )
}

function ChangeZone({ zone, units }: Omit<ZoneActionsProps, 'mayChange'>) {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  const done = (name: string) => {
    setOpen(false)
    if (name !== zone.name) router.replace(paths.zone(name))
  }
  return (
    <Dialog
      title={`Change ${zone.name}`}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon={Pencil}>Change</Button>}
    >
      <ZoneForm zone={zone} units={units} onDone={done} />
    </Dialog>
  )
}

function RetireZone({ zone, isRetired }: { zone: NetworkZone; isRetired: boolean }) {
  return (
    <ReasonDialog
      title={isRetired ? `Retire ${zone.name}?` : `Take ${zone.name} up again?`}
      confirmLabel={isRetired ? 'Retire the zone' : 'Take the zone up again'}
      trigger={
        <Button icon={isRetired ? Archive : ArchiveRestore}>{isRetired ? 'Retire' : 'Take up again'}</Button>
      }
      onConfirm={async (reason) => {
        const result = await retireZoneAction({ zoneId: zone.id, isRetired, reason })
        const problem = actionProblem(result)
        if (!problem) toast.done(isRetired ? `${zone.name} is retired` : `${zone.name} is checked again`)
        return problem
      }}
    >
      {isRetired
        ? 'The zone is no longer checked and no host is expected in it. It stays listed, and what was found in it stays.'
        : 'The zone is checked again, and the KMS hosts are expected in it.'}
    </ReasonDialog>
  )
}

function RemoveZone({ zone }: { zone: NetworkZone }) {
  const router = useRouter()
  return (
    <ReasonDialog
      title={`Remove ${zone.name}?`}
      confirmLabel="Remove the zone"
      danger
      trigger={
        <Button look="danger" icon={Trash2}>
          Remove
        </Button>
      }
      onConfirm={async (reason) => {
        const result = await removeZoneAction({ zoneId: zone.id, reason })
        const problem = actionProblem(result)
        if (problem) return problem
        toast.done(`${zone.name} is removed`)
        router.replace(paths.networks())
        return undefined
      }}
    >
      It leaves the list for good with its exceptions; the audit log keeps it. To keep it in sight as given
      up, retire it instead.
    </ReasonDialog>
  )
}
