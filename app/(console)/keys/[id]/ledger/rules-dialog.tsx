'use client'

import { actionProblem } from '@/components/form/action-problem'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import type { LowCountRules } from '@/lib/activation/mak/mak-forecast'
import { lowCountRulesAction } from './actions'
import { LedgerDialog, numberOf } from './ledger-dialog'

interface RulesDialogProps {
  keyId: string
  rules: LowCountRules
  disabledReason: string | undefined
}

/** When to warn that a MAK runs low. */
export function RulesDialog({ keyId, rules, disabledReason }: RulesDialogProps) {
  return (
    <LedgerDialog
      label="Set when to warn"
      title="When to warn that it runs low"
      description="Each rule stands for itself; an empty one never warns. Reckoned with the lower of our count and Microsoft’s."
      confirmLabel="Save the rules"
      done="The rules are saved"
      disabledReason={disabledReason}
      onSubmit={async ({ text }) => {
        const rule = (name: string) => (text(name) === '' ? null : numberOf(text(name)))
        return actionProblem(
          await lowCountRulesAction({
            keyId,
            absolute: rule('absolute'),
            percent: rule('percent'),
            days: rule('days'),
          }),
        )
      }}
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
    </LedgerDialog>
  )
}
