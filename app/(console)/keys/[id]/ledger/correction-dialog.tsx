'use client'

import { actionProblem } from '@/components/form/action-problem'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { correctionAction } from './actions'
import { LedgerDialog, numberOf } from './ledger-dialog'

/** Puts the balance right, with the reason in the ledger. */
export function CorrectionDialog({
  keyId,
  disabledReason,
}: {
  keyId: string
  disabledReason: string | undefined
}) {
  return (
    <LedgerDialog
      label="Correct the balance"
      title="Correct the balance"
      description="Entries are never changed: a correction stands beside them. It is a fact and may take the balance below zero."
      confirmLabel="Enter the correction"
      done="The correction is in the ledger"
      disabledReason={disabledReason}
      onSubmit={async ({ text, idempotencyKey }) =>
        actionProblem(
          await correctionAction({
            keyId,
            idempotencyKey,
            change: numberOf(text('change')),
            reason: text('reason'),
          }),
        )
      }
    >
      <Field label="Change" hint="−3 takes three activations away, 3 gives three back.">
        <Input name="change" inputMode="text" autoComplete="off" />
      </Field>
      <Field label="Reason" hint="Kept in the ledger and in the audit log with your name.">
        <Input name="reason" autoComplete="off" maxLength={300} />
      </Field>
    </LedgerDialog>
  )
}
