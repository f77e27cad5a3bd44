'use client'

import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { increaseAction } from './actions'

interface IncreaseDialogProps {
  keyId: string
  /** Nothing was granted so far: it is the first lot. */
  isFirst: boolean
  disabledReason: string | undefined
}

/** Enters activations that Microsoft granted. */
export function IncreaseDialog({ keyId, isFirst, disabledReason }: IncreaseDialogProps) {
  const { label, look, title, description, when } = isFirst ? FIRST : LATER
  return (
    <FormDialog
      trigger={<Button look={look}>{label}</Button>}
      title={title}
      description={description}
      confirmLabel="Enter the activations"
      disabledReason={disabledReason}
      action={increaseAction}
      input={({ text, number, moment, idempotencyKey }) => ({
        keyId,
        idempotencyKey,
        count: number('count'),
        reason: text('reason'),
        at: moment('at'),
      })}
    >
      <Field label="Activations">
        <Input name="count" inputMode="numeric" autoComplete="off" />
      </Field>
      <Field label="Why, or which agreement" optional>
        <Input name="reason" autoComplete="off" maxLength={300} />
      </Field>
      <Field label="When" hint={when} optional>
        <Input name="at" type="datetime-local" />
      </Field>
    </FormDialog>
  )
}

const FIRST = {
  label: 'Enter what was granted',
  look: 'primary',
  title: 'Activations granted with this key',
  description: 'The number the agreement came with; the licensing portal shows it as the maximum of the key.',
  when: 'Left empty: before everything else in the ledger.',
} as const

const LATER = {
  label: 'Enter an increase',
  look: 'secondary',
  title: 'More activations granted',
  description: 'Activations that Microsoft added to this key.',
  when: 'In your own time zone. Left empty: now.',
} as const
