'use client'

import { Printer } from 'lucide-react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { endPlanAction, takePlanIntoForceAction } from './actions'

const NOT_YOURS = 'Only a licensing admin can change the plan.'

interface InForceProps {
  /** undefined: nobody saved it yet */
  number: number | undefined
  isInForce: boolean
  mayChange: boolean
}

/** Takes the shown version into force, or ends it. */
export function InForceDialog({ number, isInForce, mayChange }: InForceProps) {
  if (number !== undefined && isInForce) {
    return (
      <FormDialog
        title="End the plan in force?"
        description="Nothing is watched against it from now on. Its versions stay."
        trigger={<Button>End it</Button>}
        disabledReason={mayChange ? undefined : NOT_YOURS}
        confirmLabel="End the plan"
        danger
        action={endPlanAction}
        input={({ text }) => ({ reason: text('reason') })}
      >
        <ReasonField />
      </FormDialog>
    )
  }
  const why = number === undefined ? 'Save the inputs as a version first.' : undefined
  return (
    <FormDialog
      title={`Take version ${number} into force?`}
      description="The console then watches how far the fleet is from it: here, under Networks and as alerts. Another version in force ends."
      trigger={<Button look="primary">Take into force</Button>}
      disabledReason={mayChange ? why : NOT_YOURS}
      confirmLabel="Take it into force"
      action={takePlanIntoForceAction}
      input={({ text }) => ({ number, dueOn: text('dueOn') || null })}
    >
      <Field label="To be reached by" optional>
        <Input name="dueOn" type="date" />
      </Field>
    </FormDialog>
  )
}

export function PrintPlan() {
  return (
    <Button icon={Printer} onClick={() => window.print()}>
      Print
    </Button>
  )
}
