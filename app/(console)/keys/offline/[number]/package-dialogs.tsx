'use client'

import { Truck } from 'lucide-react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { formatCountOf } from '@/lib/format/counts'
import { cancelAction, carryOutAction } from '../actions'

interface PackageDialogProps {
  found: PackageView
  disabledReason: string | undefined
}

/** Records who carried the package, and where to. */
export function HandoverDialog({ found: { number }, disabledReason }: PackageDialogProps) {
  return (
    <FormDialog
      trigger={
        <Button look="primary" icon={Truck}>
          Record the handover
        </Button>
      }
      title={`Handover of package ${number}`}
      description="Who took the file out of the isolated network, and where to. Kept in the audit log."
      confirmLabel="Record the handover"
      disabledReason={disabledReason}
      action={carryOutAction}
      input={({ text }) => ({ number, carrier: text('carrier'), carriedTo: text('carriedTo') })}
    >
      <Field label="Carried by">
        <Input name="carrier" autoComplete="off" maxLength={120} />
      </Field>
      <Field label="To" hint="The workstation or the person: VAMT in room 4.12, J. Ortega.">
        <Input name="carriedTo" autoComplete="off" maxLength={200} />
      </Field>
    </FormDialog>
  )
}

/** Gives up what has no answer. */
export function CancelDialog({ found, disabledReason }: PackageDialogProps) {
  const { number, counts, reserved } = found
  const open = counts.prepared + counts.carriedOut + counts.expired
  const released =
    reserved > 0
      ? ` ${formatCountOf(reserved, 'reserved activation')} of the MAK ${reserved === 1 ? 'is' : 'are'} released.`
      : ''
  return (
    <FormDialog
      trigger={<Button>Cancel open requests</Button>}
      title={`Cancel ${formatCountOf(open, 'open request')} of package ${number}?`}
      description={`Later answers to ${open === 1 ? 'it' : 'them'} are refused.${released} Answers already entered stay.`}
      confirmLabel="Cancel the open requests"
      danger
      disabledReason={disabledReason}
      action={cancelAction}
      input={({ text }) => ({ number, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}
