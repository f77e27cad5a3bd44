'use client'

import { PASSKEY_PATIENCE_MS, withPasskey } from '@/app/passkey-ceremonies'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/format/paths'
import { codeSignInAction, passkeySignInAction } from './actions'

/** @param next path to go to afterwards. */
export function SecondFactorForm(props: { next: string; hasApp: boolean; hasPasskey: boolean }) {
  const { next, hasApp, hasPasskey } = props
  return (
    <>
      {hasPasskey && <PasskeySignIn next={next} />}
      <Form
        action={codeSignInAction}
        input={({ text }) => ({ code: text('code'), next })}
        confirmLabel="Sign in"
        size="large"
        leavesFreely
      >
        <Field
          label={hasApp ? 'Code' : 'Recovery code'}
          hint={hasApp ? 'Six digits from your authenticator app, or a recovery code.' : undefined}
        >
          <Input name="code" autoComplete="one-time-code" autoFocus={!hasPasskey} className="h-10" />
        </Field>
        <p className="text-table text-ink-soft">
          Lost it, and no recovery code left? A licensing admin can remove your second factor.{' '}
          <Link href={paths.signIn({ next })} className="link">
            Sign in as someone else
          </Link>
        </p>
      </Form>
    </>
  )
}

/** Signs in with a passkey of this console, whoever's it is. */
export function PasskeySignIn({ next }: { next: string }) {
  return (
    <Form
      action={withPasskey(({ passkey }) => passkeySignInAction({ passkey, next }))}
      confirmLabel="Sign in with a passkey"
      patienceMs={PASSKEY_PATIENCE_MS}
      size="large"
    />
  )
}
