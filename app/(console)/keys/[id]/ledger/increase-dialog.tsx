'use client'

import { actionProblem } from '@/components/form/action-problem'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { increaseAction } from './actions'
import { LedgerDialog, momentOf, numberOf } from './ledger-dialog'

interface IncreaseDialogProps {
  keyId: string
  /** Nothing was granted so far: it is the first lot. */
  isFirst: boolean
  disabledReason: string | undefined
}

/** Enters activations that Microsoft granted. */
export function IncreaseDialog({ keyId, isFirst, disabledReason }: IncreaseDialogProps) {
  return (
    <LedgerDialog
      label={isFirst ? 'Enter what was granted' : 'Enter an increase'}
      title={isFirst ? 'Activations granted with this key' : 'More activations granted'}
      description={
        isFirst
          ? 'The number the agreement came with; the licensing portal shows it as the maximum of the key.'
          : 'Activations that Microsoft added to this key.'
      }
      confirmLabel="Enter the activations"
      done="The activations are in the ledger"
      look={isFirst ? 'primary' : 'secondary'}
      disabledReason={disabledReason}
      onSubmit={async ({ text, idempotencyKey }) =>
        actionProblem(
          await increaseAction({
            keyId,
            idempotencyKey,
            count: numberOf(text('count')),
            reason: text('reason'),
            at: momentOf(text('at')),
          }),
        )
      }
    >
      <Field label="Activations">
        <Input name="count" inputMode="numeric" autoComplete="off" />
      </Field>
      <Field label="Why, or which agreement" optional>
        <Input name="reason" autoComplete="off" maxLength={300} />
      </Field>
      <Field
        label="When"
        hint={
          isFirst
            ? 'Left empty: before everything else in the ledger.'
            : 'In your own time zone. Left empty: now.'
        }
        optional
      >
        <Input name="at" type="datetime-local" />
      </Field>
    </LedgerDialog>
  )
}
