'use client'

import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react'
import { DialogButtons } from '../form/dialog-buttons'
import { Field } from '../form/field'
import { FormShell } from '../form/form-shell'
import { Input } from '../form/input'
import { Dialog } from '../ui/dialog'

interface ReasonDialogProps {
  title: string
  children: ReactNode
  confirmLabel: string
  danger?: true
  /** The element that opens it; leave out when `open` is controlled. */
  trigger?: ReactElement<Record<string, unknown>>
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Does it; a returned text is the refusal, shown in the dialog, which then stays open. */
  onConfirm: (reason: string) => Promise<string | undefined>
}

/** Asks why before something that the audit log keeps with its reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false)
  const setOpen = props.onOpenChange ?? setOwnOpen
  return (
    <Dialog title={props.title} trigger={props.trigger} open={props.open ?? ownOpen} onOpenChange={setOpen}>
      <ReasonForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

/** Mounted while the dialog is open, so that each time begins without the words and refusals of the last. */
function ReasonForm(props: ReasonDialogProps & { onDone: () => void }) {
  const { children, confirmLabel, danger, onConfirm, onDone } = props
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    setBusy(true)
    const refusal = await onConfirm(String(new FormData(event.currentTarget).get('reason') ?? ''))
    setBusy(false)
    setProblem(refusal)
    if (refusal === undefined) onDone()
  }
  return (
    <FormShell
      className="max-w-none"
      problem={problem}
      onSubmit={submit}
      actions={
        <DialogButtons busy={busy} danger={danger}>
          {confirmLabel}
        </DialogButtons>
      }
    >
      <div className="text-ink-soft">{children}</div>
      <Field label="Reason" hint="Kept in the audit log with your name.">
        <Input name="reason" autoComplete="off" maxLength={500} />
      </Field>
    </FormShell>
  )
}
