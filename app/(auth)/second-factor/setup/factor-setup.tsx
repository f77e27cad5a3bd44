'use client'

import { Fingerprint, Smartphone } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactElement, type ReactNode, useState } from 'react'
import { makePasskeyAction, PASSKEY_PATIENCE_MS } from '@/app/passkey-ceremonies'
import { beginAppAction, finishAppAction, renewCodesAction } from '@/app/second-factor-actions'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { QrCode } from './qr-code'

interface SetUpProps {
  /** It counts now, and recovery codes, if there were new ones, were shown. Absent: the page is drawn anew. */
  onSetUp?: (() => void) | undefined
  disabledReason?: string | undefined
}

/** Sets up an authenticator app: explains, shows the QR code, takes the first code, shows the recovery codes. */
export function SetUpApp({ onSetUp, disabledReason }: SetUpProps) {
  const [made, setMade] = useState<{ secret: string; address: string }>()
  return (
    <SetUpDialog
      title="Authenticator app"
      trigger={
        <Button icon={Smartphone} disabledReason={disabledReason}>
          Set up an authenticator app
        </Button>
      }
      onClose={() => setMade(undefined)}
      onSetUp={onSetUp}
    >
      {(onCodes) =>
        made ? (
          <Form
            action={finishAppAction}
            input={({ text }) => ({ code: text('code') })}
            confirmLabel="Set up"
            onDone={onCodes}
          >
            <div className="flex flex-wrap gap-4">
              <QrCode text={made.address} />
              <div className="grid content-start gap-2 min-w-0 max-w-60">
                <p>Scan this with the app. Or type the key into it:</p>
                <code className="font-mono text-table break-all">{made.secret}</code>
                <div>
                  <CopyButton text={made.secret} label="Copy the key" withText look="secondary" />
                </div>
              </div>
            </div>
            <Field label="Code that the app shows now">
              <Input name="code" inputMode="numeric" autoComplete="one-time-code" autoFocus />
            </Field>
          </Form>
        ) : (
          <Form action={beginAppAction} confirmLabel="Show the QR code" onDone={setMade} isStep>
            <p className="text-ink-soft">
              An app on your phone shows a new code every half minute. You enter one after your password. Any
              app does that knows TOTP: Microsoft Authenticator, Google Authenticator, 1Password, KeePassXC.
            </p>
          </Form>
        )
      }
    </SetUpDialog>
  )
}

/** Lets the browser make a passkey, and shows the recovery codes where there were none. */
export function SetUpPasskey({ onSetUp, disabledReason }: SetUpProps) {
  return (
    <SetUpDialog
      title="Passkey"
      trigger={
        <Button icon={Fingerprint} disabledReason={disabledReason}>
          Add a passkey
        </Button>
      }
      onSetUp={onSetUp}
    >
      {(onCodes) => (
        <Form
          action={makePasskeyAction}
          input={({ text }) => ({ name: text('name') })}
          confirmLabel="Make the passkey"
          patienceMs={PASSKEY_PATIENCE_MS}
          onDone={onCodes}
        >
          <p className="text-ink-soft">
            Your device or a security key keeps it and opens it with PIN, finger or face. You then sign in
            with it alone, without password or code.
          </p>
          <Field label="Name" hint="So that you know it again: laptop, blue security key.">
            <Input name="name" maxLength={60} autoComplete="off" autoFocus />
          </Field>
        </Form>
      )}
    </SetUpDialog>
  )
}

/** New recovery codes in place of those before. */
export function RenewRecoveryCodes() {
  return (
    <SetUpDialog title="New recovery codes" trigger={<Button>New recovery codes</Button>}>
      {(onCodes) => (
        <Form action={renewCodesAction} confirmLabel="Make new codes" onDone={onCodes}>
          <p className="text-ink-soft">The codes you have now stop working.</p>
        </Form>
      )}
    </SetUpDialog>
  )
}

interface SetUpDialogProps extends SetUpProps {
  title: string
  trigger: ReactElement<Record<string, unknown>>
  onClose?: () => void
  children: (onCodes: (codes: string[]) => void) => ReactNode
}

/** A dialog whose last step shows the recovery codes, if there are new ones. */
function SetUpDialog({ title, trigger, onClose, onSetUp, children }: SetUpDialogProps) {
  const router = useRouter()
  const leave = onSetUp ?? (() => router.refresh())
  const [open, setOpen] = useState(false)
  const [codes, setCodes] = useState<string[]>()
  const end = () => {
    setOpen(false)
    setCodes(undefined)
    onClose?.()
    if (codes) leave()
  }
  const onCodes = (made: string[]) => {
    if (made.length > 0) return setCodes(made)
    end()
    leave()
  }
  return (
    <Dialog
      title={codes ? 'Keep these recovery codes' : title}
      trigger={trigger}
      open={open}
      onOpenChange={(next) => (next ? setOpen(true) : end())}
      actions={
        codes && (
          <DialogClose>
            <Button look="primary">I have kept them</Button>
          </DialogClose>
        )
      }
    >
      {codes ? <RecoveryCodes codes={codes} /> : children(onCodes)}
    </Dialog>
  )
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft">
        Each lets you in once if you lose your second factor. They are not shown again: print them, or keep
        them where you keep passwords.
      </p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <CopyButton text={codes.join('\n')} label="Copy the codes" withText look="secondary" />
      </div>
    </div>
  )
}
