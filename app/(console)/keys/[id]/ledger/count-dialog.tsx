'use client'

import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Select, type SelectOption } from '@/components/ui/select'
import type { REPORT_SOURCES } from '@/lib/operations/mak/ledger-input'
import { microsoftCountAction } from './actions'

const SOURCES: readonly SelectOption<(typeof REPORT_SOURCES)[number]>[] = [
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
  return (
    <FormDialog
      trigger={<Button>Enter Microsoft’s count</Button>}
      title="What Microsoft reports to be left"
      description="It stands beside what we saw; neither number changes the other."
      confirmLabel="Enter the count"
      disabledReason={disabledReason}
      action={microsoftCountAction}
      input={({ text, number, moment, idempotencyKey }) => ({
        keyId,
        idempotencyKey,
        source: text('source'),
        remaining: number('remaining'),
        at: moment('at'),
      })}
    >
      <Field label="Activations left">
        <Input name="remaining" inputMode="numeric" autoComplete="off" />
      </Field>
      <Field label="Read from">
        <Select name="source" options={SOURCES} defaultValue="portal" className="w-full" />
      </Field>
      <Field label="When" hint="In your own time zone. Left empty: now." optional>
        <Input name="at" type="datetime-local" />
      </Field>
    </FormDialog>
  )
}
