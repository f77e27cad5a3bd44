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
import { Select, type SelectOption } from '@/components/ui/select'
import { recordHostAction } from './actions'

type Method = 'online' | 'phone'

const METHODS: readonly SelectOption<Method>[] = [
  { value: 'online', label: 'Online', hint: 'slmgr.vbs /ato on the host' },
  { value: 'phone', label: 'Phone or portal', hint: 'With a confirmation ID' },
]

/** Enters one activation of a KMS host with this key. */
export function RecordHostDialog({
  keyId,
  disabledReason,
}: {
  keyId: string
  disabledReason: string | undefined
}) {
  const [open, setOpen] = useState(false)
  if (disabledReason !== undefined)
    return <Button disabledReason={disabledReason}>Enter an activation</Button>
  return (
    <Dialog
      title="Enter an activation of a KMS host"
      description="A host that is in the register already counts as a reactivation, a new name as a new host."
      trigger={<Button>Enter an activation</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <RecordHostForm keyId={keyId} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function RecordHostForm({ keyId, onDone }: { keyId: string; onDone: () => void }) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [method, setMethod] = useState<Method>('online')
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const at = new Date(text('at'))
    if (Number.isNaN(at.getTime())) return setProblem('Enter when the host was activated.')
    setBusy(true)
    const result = await recordHostAction({
      keyId,
      host: text('host'),
      at: at.toISOString(),
      method,
      note: text('note'),
      idempotencyKey,
    })
    setBusy(false)
    const refusal = actionProblem(result)
    if (refusal) return setProblem(refusal)
    toast.done('The activation is in the register')
    onDone()
  }
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      actions={<DialogButtons busy={busy}>Enter it</DialogButtons>}
    >
      <Field label="Machine">
        <Input name="host" mono autoComplete="off" placeholder="kms01.corp.example" />
      </Field>
      <Field label="When" hint="In your own time zone.">
        <Input name="at" type="datetime-local" />
      </Field>
      <Field label="How">
        <Select options={METHODS} value={method} onValueChange={setMethod} className="w-full" />
      </Field>
      <Field label="Note" optional>
        <Input name="note" autoComplete="off" maxLength={500} />
      </Field>
    </FormShell>
  )
}
