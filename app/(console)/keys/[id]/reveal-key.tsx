'use client'

import { Eye } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { revealKeyAction } from './actions'

const SHOWN_SECONDS = 60

interface RevealKeyProps {
  keyId: string
  label: string
  /** Why it cannot be revealed. */
  disabledReason?: string | undefined
}

/** Shows the whole key for a minute, after a reason was given. */
export function RevealKey({ keyId, label, disabledReason }: RevealKeyProps) {
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState<string>()
  if (disabledReason !== undefined) {
    return (
      <Button icon={Eye} disabledReason={disabledReason}>
        Reveal
      </Button>
    )
  }
  return (
    <Dialog
      title={shown ? label : `Reveal the whole key of ${label}?`}
      trigger={<Button icon={Eye}>Reveal</Button>}
      open={open}
      onOpenChange={(next) => {
        setShown(undefined)
        setOpen(next)
      }}
      actions={
        shown && (
          <DialogClose>
            <Button look="primary">Hide</Button>
          </DialogClose>
        )
      }
    >
      {shown ? (
        <ShownKey text={shown} onHide={() => setOpen(false)} />
      ) : (
        <AskReason keyId={keyId} onShown={setShown} />
      )}
    </Dialog>
  )
}

function AskReason({ keyId, onShown }: { keyId: string; onShown: (key: string) => void }) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim()
    if (reason.length < 3) return setProblem('Give a reason; it is kept in the audit log.')
    setBusy(true)
    const result = await revealKeyAction({ keyId, reason })
    setBusy(false)
    if (result?.data?.key) return onShown(result.data.key)
    setProblem(actionProblem(result) ?? 'The key was not revealed.')
  }
  return (
    <>
      <p className="text-ink-soft">
        Your name, the time and the reason go to the audit log before the key is shown. It is hidden again
        after a minute.
      </p>
      <FormShell
        onSubmit={submit}
        problem={problem}
        actions={<DialogButtons busy={busy}>Reveal the key</DialogButtons>}
      >
        <Field label="Reason">
          <Input name="reason" autoComplete="off" maxLength={500} />
        </Field>
      </FormShell>
    </>
  )
}

function ShownKey({ text, onHide }: { text: string; onHide: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onHide, SHOWN_SECONDS * 1000)
    return () => clearTimeout(timer)
  }, [onHide])
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <span
          data-testid="revealed-key"
          className="font-mono text-base font-medium tracking-wide break-all sm:text-title"
        >
          {text}
        </span>
        <CopyButton text={text} label="Copy the key" />
      </p>
      <p className="text-table text-ink-soft">Hidden again after {SHOWN_SECONDS} seconds.</p>
    </div>
  )
}
