'use client'

import { type ReactElement, type ReactNode, useState } from 'react'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Dialog } from '@/components/ui/dialog'

interface ReasonDialogProps {
  title: string
  children: ReactNode
  confirmLabel: string
  danger?: true
  trigger?: ReactElement<Record<string, unknown>>
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Does it; a returned text is the refusal, shown in the dialog, which then stays open. */
  onConfirm: (reason: string) => Promise<string | undefined>
}

/** Asks why before something is retired or removed; the reason goes into the audit log. */
export function ReasonDialog(props: ReasonDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false)
  const open = props.open ?? ownOpen
  const setOpen = props.onOpenChange ?? setOwnOpen
  return (
    <Dialog
      title={props.title}
      {...(props.trigger && { trigger: props.trigger })}
      open={open}
      onOpenChange={setOpen}
    >
      <ReasonForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function ReasonForm({
  children,
  confirmLabel,
  danger,
  onConfirm,
  onDone,
}: ReasonDialogProps & { onDone: () => void }) {
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const confirm = async () => {
    if (reason.trim().length < 3) {
      setProblem('Say why in a few words; it goes into the audit log.')
      return
    }
    setBusy(true)
    const refusal = await onConfirm(reason)
    setBusy(false)
    setProblem(refusal)
    if (refusal === undefined) onDone()
  }
  return (
    <FormShell
      className="max-w-none"
      problem={problem}
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
      actions={
        <DialogButtons busy={busy} danger={danger}>
          {confirmLabel}
        </DialogButtons>
      }
    >
      <div className="text-ink-soft">{children}</div>
      <Field label="Reason" hint="Kept in the audit log.">
        <Input value={reason} onChange={(event) => setReason(event.target.value)} autoComplete="off" />
      </Field>
    </FormShell>
  )
}
