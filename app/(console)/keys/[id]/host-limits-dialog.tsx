'use client'

import { type FormEvent, useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { HostKeyLimits } from '@/lib/activation/kms/host-key-budget'
import { hostLimitsAction } from './actions'

interface HostLimitsDialogProps {
  keyId: string
  limits: HostKeyLimits
  disabledReason: string | undefined
}

/** Enters the limits that Microsoft granted for one key. */
export function HostLimitsDialog({ keyId, limits, disabledReason }: HostLimitsDialogProps) {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  if (disabledReason !== undefined) return <Button disabledReason={disabledReason}>Raise the limit</Button>
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    const result = await hostLimitsAction({
      keyId,
      hosts: text('hosts'),
      reactivationsPerHost: text('reactivations'),
      reason: text('reason'),
    })
    const refusal = actionProblem(result)
    setProblem(refusal)
    if (refusal) return
    toast.done('The limit is changed')
    setOpen(false)
  }
  return (
    <Dialog
      title="Limits as Microsoft granted them"
      description="The Activation Center can raise both. Enter what it granted; the change is kept in the audit log."
      trigger={<Button>Raise the limit</Button>}
      open={open}
      onOpenChange={(next) => {
        setProblem(undefined)
        setOpen(next)
      }}
    >
      <FormShell onSubmit={submit} problem={problem} actions={<DialogButtons>Save the limits</DialogButtons>}>
        <Field label="Hosts">
          <Input name="hosts" type="number" min={6} max={1000} defaultValue={limits.hosts} />
        </Field>
        <Field label="Reactivations of each host">
          <Input
            name="reactivations"
            type="number"
            min={9}
            max={1000}
            defaultValue={limits.reactivationsPerHost}
          />
        </Field>
        <Field label="Reason" hint="The case number of the Activation Center, for instance.">
          <Input name="reason" autoComplete="off" maxLength={500} />
        </Field>
      </FormShell>
    </Dialog>
  )
}
