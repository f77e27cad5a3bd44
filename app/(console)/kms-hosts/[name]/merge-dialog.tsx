'use client'

import { type ReactElement, useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { mergeHostNamesAction } from '../actions'

interface MergeDialogProps {
  name: string
  others: string[]
  trigger: ReactElement<Record<string, unknown>>
}

/** Says that another host of the list is this one under another name. */
export function MergeDialog({ name, others, trigger }: MergeDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      title={`Which other host is ${name}?`}
      description="Both names are one host from then on: clients, requests and readings are put together. Nothing recorded changes, so it can be undone."
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
    >
      {others.length === 0 ? (
        <p className="text-ink-soft">No other KMS host is known.</p>
      ) : (
        <MergeForm name={name} others={others} onDone={() => setOpen(false)} />
      )}
    </Dialog>
  )
}

function MergeForm({ name, others, onDone }: { name: string; others: string[]; onDone: () => void }) {
  const [other, setOther] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const merge = async () => {
    if (other === null) return setProblem('Choose the other name.')
    setBusy(true)
    const result = await mergeHostNamesAction({ name: other, into: name, reason })
    setBusy(false)
    const refused = actionProblem(result)
    if (refused) return setProblem(refused)
    toast.done(`${other} is ${name} from now on`)
    onDone()
  }
  return (
    <FormShell
      className="max-w-none"
      problem={problem}
      onSubmit={merge}
      actions={<DialogButtons busy={busy}>Merge the names</DialogButtons>}
    >
      <Field label="Other name">
        <Select
          options={others.map((value) => ({ value, label: value }))}
          value={other}
          onValueChange={setOther}
          aria-label="Other name"
          className="w-full"
        />
      </Field>
      <Field label="Reason" hint="Kept in the audit log.">
        <Input value={reason} onChange={(event) => setReason(event.target.value)} autoComplete="off" />
      </Field>
    </FormShell>
  )
}
