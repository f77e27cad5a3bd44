'use client'

import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Dialog } from '@/components/ui/dialog'

interface ReasonDialogProps {
  title: string
  children: ReactNode
  trigger: ReactElement<Record<string, unknown>>
  confirmLabel: string
  danger?: true
  /** Does it; a returned text is the refusal, shown in the dialog, which then stays open. */
  onConfirm: (reason: string) => Promise<string | undefined>
}

/** Asks for the reason before something that the audit log keeps with it. */
export function ReasonDialog({
  title,
  children,
  trigger,
  confirmLabel,
  danger,
  onConfirm,
}: ReasonDialogProps) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    const refusal = await onConfirm(String(new FormData(event.currentTarget).get('reason') ?? ''))
    setBusy(false)
    setProblem(refusal)
    if (refusal === undefined) setOpen(false)
  }
  return (
    <Dialog
      title={title}
      trigger={trigger}
      open={open}
      onOpenChange={(next) => {
        setProblem(undefined)
        setOpen(next)
      }}
    >
      <div className="text-ink-soft">{children}</div>
      <FormShell
        onSubmit={submit}
        problem={problem}
        actions={
          <DialogButtons busy={busy} danger={danger}>
            {confirmLabel}
          </DialogButtons>
        }
      >
        <Field label="Reason" hint="Kept in the audit log with your name.">
          <Input name="reason" autoComplete="off" maxLength={500} />
        </Field>
      </FormShell>
    </Dialog>
  )
}
