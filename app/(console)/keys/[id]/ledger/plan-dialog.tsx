'use client'

import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { namesOf } from '../../offline/new/choice-query'
import { planAction } from './actions'

interface PlanDialogProps {
  keyId: string
  disabledReason: string | undefined
}

/** Sets activations aside for machines that are to be activated. */
export function PlanDialog({ keyId, disabledReason }: PlanDialogProps) {
  return (
    <FormDialog
      trigger={<Button>Plan activations</Button>}
      title="Plan activations"
      description="One for each machine, taken from the balance now. When a machine is seen licensed later, it counts no second time."
      confirmLabel="Take them from the balance"
      disabledReason={disabledReason}
      action={planAction}
      input={({ text, idempotencyKey }) => ({
        keyId,
        idempotencyKey,
        machines: namesOf(text('machines')).map((name) => ({ name })),
        reason: text('reason'),
      })}
    >
      <Field label="Machines" hint="One name a line.">
        <Textarea name="machines" mono rows={4} placeholder="ws-0412.corp.example" />
      </Field>
      <Field label="What for">
        <Input name="reason" autoComplete="off" maxLength={300} />
      </Field>
    </FormDialog>
  )
}
