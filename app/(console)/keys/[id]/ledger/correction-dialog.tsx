'use client'

import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { correctionAction } from './actions'

/** Puts the balance right, with the reason in the ledger. */
export function CorrectionDialog({
  keyId,
  disabledReason,
}: {
  keyId: string
  disabledReason: string | undefined
}) {
  return (
    <FormDialog
      trigger={<Button>Correct the balance</Button>}
      title="Correct the balance"
      description="Entries are never changed: a correction stands beside them. It is a fact and may take the balance below zero."
      confirmLabel="Enter the correction"
      disabledReason={disabledReason}
      action={correctionAction}
      input={({ text, number, idempotencyKey }) => ({
        keyId,
        idempotencyKey,
        change: number('change'),
        reason: text('reason'),
      })}
    >
      <Field label="Change" hint="−3 takes three activations away, 3 gives three back.">
        <Input name="change" inputMode="text" autoComplete="off" />
      </Field>
      <Field label="Reason" hint="Kept in the ledger and in the audit log with your name.">
        <Input name="reason" autoComplete="off" maxLength={300} />
      </Field>
    </FormDialog>
  )
}
