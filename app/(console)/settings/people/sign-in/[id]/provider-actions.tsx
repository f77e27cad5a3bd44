'use client'

import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { useSend } from '@/components/form/use-send'
import { useGo } from '@/components/layout/leaving'
import { Button, LeavingButton } from '@/components/ui/button'
import type { ProviderRow } from '@/lib/data/people/sign-in-providers'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import {
  removeProviderAction,
  switchProviderOffAction,
  switchProviderOnAction,
  tryDirectoryProviderAction,
} from '../actions'

interface ProviderProps {
  provider: ProviderRow
}

/** Offers it on the sign-in page, or no more. */
export function SwitchProvider({ provider }: ProviderProps) {
  const { send, busy, question } = useSend(switchProviderOnAction, { failed: 'It was not switched on' })
  const input = { providerId: provider.id }
  if (!provider.isOn) {
    return (
      <>
        <Button look="primary" onClick={() => void send(input)} disabled={busy}>
          Switch on
        </Button>
        {question}
      </>
    )
  }
  return (
    <FormDialog
      title={`Switch off ${provider.name}?`}
      description="It is no longer on the sign-in page, and every session that began with it ends at once."
      confirmLabel="Switch off"
      danger
      trigger={<Button>Switch off</Button>}
      action={switchProviderOffAction}
      input={() => input}
    />
  )
}

export function RemoveProvider({ provider }: ProviderProps) {
  const go = useGo()
  const { id, name, people } = provider
  return (
    <FormDialog
      title={`Remove ${name}?`}
      description={`Every session that began with it ends at once. ${formatCountOf(people, 'person')} signed in through it; their accounts stay, without a way in.`}
      confirmLabel="Remove"
      danger
      trigger={<Button look="danger">Remove</Button>}
      action={removeProviderAction}
      input={() => ({ providerId: id })}
      onDone={() => go(paths.providers())}
    />
  )
}

/** To an OpenID Connect provider and back; of a directory somebody is looked up. */
export function TryProvider({ provider }: ProviderProps) {
  const { id, kind } = provider
  if (kind === 'oidc') {
    return <LeavingButton href={paths.api.startSignIn({ provider: id, test: 'yes' })}>Test now</LeavingButton>
  }
  return (
    <FormDialog
      trigger={<Button>Test now</Button>}
      title="Look somebody up"
      confirmLabel="Look up"
      action={tryDirectoryProviderAction}
      input={({ text }) => ({ providerId: id, name: text('name') })}
    >
      <Field label="Account" hint="Account name, user principal name or email address.">
        <Input name="name" mono autoComplete="off" />
      </Field>
    </FormDialog>
  )
}
