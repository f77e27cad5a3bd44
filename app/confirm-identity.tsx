'use client'

import type { ConfirmingProps } from '@/components/form/confirming'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { SignInAgain } from '@/components/form/sign-in-again'
import { Dialog } from '@/components/ui/dialog'
import { PASSKEY_PATIENCE_MS, withPasskey } from './passkey-ceremonies'
import { confirmAction } from './second-factor-actions'

/** Asks a person to show again who they are; the form behind it keeps what was typed and is sent once more. */
export function ConfirmIdentity({ ways, onEnd }: ConfirmingProps) {
  const isNoWay = !ways.password && !ways.code && !ways.passkey
  return (
    <Dialog
      title="Show that it is you"
      description="This is asked again ten minutes after you signed in or last showed it. What you typed stays."
      open
      onOpenChange={(open) => !open && onEnd(false)}
    >
      {ways.passkey && (
        <Form
          action={withPasskey(confirmAction)}
          confirmLabel="Use a passkey"
          patienceMs={PASSKEY_PATIENCE_MS}
          onDone={() => onEnd(true)}
          otherActions={false}
        />
      )}
      {(ways.code || ways.password) && (
        <Form
          action={confirmAction}
          input={({ verbatim, text }) =>
            ways.code ? { code: text('code') } : { password: verbatim('password') }
          }
          confirmLabel="Continue"
          onDone={() => onEnd(true)}
          leavesFreely
        >
          {ways.code ? (
            <Field label="Code" hint="Six digits from your authenticator app, or a recovery code.">
              <Input name="code" autoComplete="one-time-code" autoFocus />
            </Field>
          ) : (
            <Field label="Your password">
              <Input name="password" type="password" autoComplete="current-password" autoFocus />
            </Field>
          )}
        </Form>
      )}
      {isNoWay && (
        <p>
          This console has nothing it could ask you for, so only a new sign-in shows it.{' '}
          <SignInAgain evenIfSignedIn />, close this and press the button once more.
        </p>
      )}
    </Dialog>
  )
}
