'use client'

import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import type { LowCountRules } from '@/lib/activation/mak/mak-forecast'
import { lowCountRulesAction } from './actions'

interface RulesDialogProps {
  keyId: string
  rules: LowCountRules
  disabledReason: string | undefined
}

/** When to warn that a MAK runs low. */
export function RulesDialog({ keyId, rules, disabledReason }: RulesDialogProps) {
  return (
    <FormDialog
      trigger={<Button>Set when to warn</Button>}
      title="When to warn that it runs low"
      description="Each rule stands for itself; an empty one never warns. Reckoned with the lower of our count and Microsoft’s."
      confirmLabel="Save the rules"
      disabledReason={disabledReason}
      action={lowCountRulesAction}
      input={({ number }) => ({
        keyId,
        absolute: number('absolute') ?? null,
        percent: number('percent') ?? null,
        days: number('days') ?? null,
      })}
    >
      <Field label="Activations left" optional>
        <Input name="absolute" inputMode="numeric" autoComplete="off" defaultValue={rules.absolute ?? ''} />
      </Field>
      <Field label="Per cent of what was granted" hint="20: act when 80 % are used." optional>
        <Input name="percent" inputMode="numeric" autoComplete="off" defaultValue={rules.percent ?? ''} />
      </Field>
      <Field label="Days until it may run out" hint="By the early end of the forecast." optional>
        <Input name="days" inputMode="numeric" autoComplete="off" defaultValue={rules.days ?? ''} />
      </Field>
    </FormDialog>
  )
}
