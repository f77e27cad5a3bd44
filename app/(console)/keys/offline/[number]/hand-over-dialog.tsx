'use client'

import { Truck } from 'lucide-react'
import { useState } from 'react'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { carryOutAction } from '../actions'

/** Records who carried the package, and where to. */
export function HandOverDialog({
  number,
  disabledReason,
}: {
  number: number
  disabledReason: string | undefined
}) {
  const [open, setOpen] = useState(false)
  if (disabledReason !== undefined) {
    return (
      <Button look="primary" icon={Truck} disabledReason={disabledReason}>
        Record the hand-over
      </Button>
    )
  }
  return (
    <Dialog
      title={`Hand-over of package ${number}`}
      description="Who took the file out of the isolated network, and where to. It stays in the audit log."
      trigger={
        <Button look="primary" icon={Truck}>
          Record the hand-over
        </Button>
      }
      open={open}
      onOpenChange={setOpen}
    >
      <HandOverForm number={number} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function HandOverForm({ number, onDone }: { number: number; onDone: () => void }) {
  const [carrier, setCarrier] = useState('')
  const [carriedTo, setCarriedTo] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    const result = await carryOutAction({ number, carrier, carriedTo })
    setBusy(false)
    const refusal = actionProblem(result)
    if (refusal) setProblem(refusal)
    else onDone()
  }
  return (
    <FormShell
      problem={problem}
      onSubmit={submit}
      actions={<DialogButtons busy={busy}>Record the hand-over</DialogButtons>}
    >
      <Field label="Carried by">
        <Input
          value={carrier}
          onChange={(event) => setCarrier(event.currentTarget.value)}
          autoComplete="off"
        />
      </Field>
      <Field label="To" hint="The workstation or the person: VAMT in room 4.12, J. Ortega.">
        <Input
          value={carriedTo}
          onChange={(event) => setCarriedTo(event.currentTarget.value)}
          autoComplete="off"
        />
      </Field>
    </FormShell>
  )
}
