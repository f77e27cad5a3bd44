'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { FormShell } from '@/components/form/form-shell'
import { Button, type ButtonLook } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

/** What a form sends, as text; the key under which a second sending of the same form enters nothing. */
export interface LedgerForm {
  text(name: string): string
  idempotencyKey: string
}

interface LedgerDialogProps {
  /** On the button that opens it. */
  label: string
  title: string
  description: ReactNode
  confirmLabel: string
  /** Said when it is done. */
  done: string
  look?: ButtonLook
  disabledReason: string | undefined
  children: ReactNode
  /** Enters it; a returned text is the refusal, and the dialog stays open. */
  onSubmit: (form: LedgerForm) => Promise<string | undefined>
}

/** A form about a ledger behind a button. */
export function LedgerDialog(props: LedgerDialogProps) {
  const { label, title, description, look, disabledReason } = props
  const [open, setOpen] = useState(false)
  if (disabledReason !== undefined) return <Button disabledReason={disabledReason}>{label}</Button>
  return (
    <Dialog
      title={title}
      description={description}
      trigger={<Button look={look ?? 'secondary'}>{label}</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <FormBody {...props} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function FormBody({
  children,
  confirmLabel,
  done,
  onSubmit,
  onDone,
}: LedgerDialogProps & { onDone: () => void }) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    setBusy(true)
    const refusal = await onSubmit({ text, idempotencyKey })
    setBusy(false)
    if (refusal !== undefined) return setProblem(refusal)
    toast.done(done)
    onDone()
  }
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      actions={<DialogButtons busy={busy}>{confirmLabel}</DialogButtons>}
    >
      {children}
    </FormShell>
  )
}

/** The text of a number field as a number; anything else becomes NaN, which the schema refuses in words. */
export function numberOf(text: string): number {
  const plain = text.replace(/[\s,]/g, '').replace(/^[−–]/, '-')
  return plain === '' ? Number.NaN : Number(plain)
}

/** The text of a time field as ISO 8601 UTC; absent when empty: now. */
export function momentOf(text: string): string | undefined {
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
