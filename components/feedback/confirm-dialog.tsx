'use client'

import { type ReactElement, type ReactNode, useState } from 'react'
import { Button } from '../ui/button'
import { Dialog, DialogClose } from '../ui/dialog'
import { Notice } from './notice'

interface ConfirmDialogProps {
  title: string
  children: ReactNode
  /** What happens, as a verb with its object: 'Remove the sample fleet'. */
  confirmLabel: string
  trigger: ReactElement<Record<string, unknown>>
  danger?: true
  /** Does it; a returned text is the refusal, shown in the dialog, which then stays open. */
  onConfirm: () => Promise<string | undefined>
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  trigger,
  danger,
  onConfirm,
}: ConfirmDialogProps) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const confirm = async () => {
    setBusy(true)
    const refusal = await onConfirm()
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
      actions={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button look={danger ? 'danger' : 'primary'} onClick={confirm} disabled={busy}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="text-ink-soft">{children}</div>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </Dialog>
  )
}
