'use client'

import { useState } from 'react'
import { actionProblem } from '@/components/form/action-problem'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { Select, type SelectOption } from '@/components/ui/select'
import type { REPORT_SOURCES } from '@/lib/operations/mak/ledger-inputs'
import { microsoftCountAction } from './actions'
import { LedgerDialog, momentOf, numberOf } from './ledger-dialog'

type ReportSource = (typeof REPORT_SOURCES)[number]

const SOURCES: readonly SelectOption<ReportSource>[] = [
  { value: 'portal', label: 'Licensing portal', hint: 'Microsoft 365 admin centre, Volume licensing' },
  { value: 'VAMT', label: 'VAMT', hint: 'After it refreshed the count' },
  { value: 'phone', label: 'Phone', hint: 'Told by the Activation Centre' },
]

/** Enters what Microsoft reported to be left; our own count stays as it is. */
export function CountDialog({
  keyId,
  disabledReason,
}: {
  keyId: string
  disabledReason: string | undefined
}) {
  const [source, setSource] = useState<ReportSource>('portal')
  return (
    <LedgerDialog
      label="Enter Microsoft’s count"
      title="What Microsoft reports to be left"
      description="It stands beside what we saw; neither number changes the other."
      confirmLabel="Enter the count"
      done="Microsoft’s count is in the ledger"
      disabledReason={disabledReason}
      onSubmit={async ({ text, idempotencyKey }) =>
        actionProblem(
          await microsoftCountAction({
            keyId,
            idempotencyKey,
            source,
            remaining: numberOf(text('remaining')),
            at: momentOf(text('at')),
          }),
        )
      }
    >
      <Field label="Activations left">
        <Input name="remaining" inputMode="numeric" autoComplete="off" />
      </Field>
      <Field label="Read from">
        <Select options={SOURCES} value={source} onValueChange={setSource} className="w-full" />
      </Field>
      <Field label="When" hint="In your own time zone. Left empty: now." optional>
        <Input name="at" type="datetime-local" />
      </Field>
    </LedgerDialog>
  )
}
