'use client'

import { Plus } from 'lucide-react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import type { FormValues } from '@/components/form/form-values'
import { Input } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { useGo } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { ProviderRow } from '@/lib/data/people/sign-in-providers'
import {
  addDirectoryProviderAction,
  addOidcProviderAction,
  changeDirectoryProviderAction,
  changeOidcProviderAction,
} from './actions'

/** Sets up an OpenID Connect provider and goes to its page. */
export function AddOidcProvider() {
  const go = useGo()
  return (
    <FormDialog
      trigger={
        <Button look="primary" icon={Plus}>
          Add a provider
        </Button>
      }
      title="Add an OpenID Connect provider"
      description="It is offered on the sign-in page once a group has a role and you switch it on."
      confirmLabel="Add the provider"
      action={addOidcProviderAction}
      input={(form) => ({ issuer: form.text('issuer'), ...oidcOf(form) })}
      onDone={(path) => go(path)}
    >
      <Name />
      <Field
        label="Issuer"
        hint="Entra ID: https://login.microsoftonline.com/TENANT-ID/v2.0 with the tenant’s ID, never “common”. Keycloak: …/realms/NAME."
      >
        <Input name="issuer" mono autoComplete="off" placeholder="https://login.corp.example" />
      </Field>
      <OidcFields secretHint="Stored encrypted, never shown, sent to this issuer only." />
    </FormDialog>
  )
}

/** Changes a provider or a directory as a way to sign in. */
export function ChangeProvider({ provider }: { provider: ProviderRow }) {
  const isOidc = provider.kind === 'oidc'
  const facts = (form: FormValues) => ({ providerId: provider.id, ...oidcOf(form) })
  const dialog = {
    trigger: <Button>Change</Button>,
    title: `Change ${provider.name}`,
    confirmLabel: 'Save the changes',
  }
  if (isOidc) {
    return (
      <FormDialog {...dialog} action={changeOidcProviderAction} input={facts}>
        <Name provider={provider} />
        <OidcFields provider={provider} secretHint="Leave empty to keep the stored one." />
      </FormDialog>
    )
  }
  return (
    <FormDialog {...dialog} action={changeDirectoryProviderAction} input={facts}>
      <Name provider={provider} />
      <Domains provider={provider} />
    </FormDialog>
  )
}

/** Lets people sign in through a directory that is already read. */
export function AddDirectoryProvider({ directories }: { directories: { value: string; label: string }[] }) {
  const go = useGo()
  return (
    <FormDialog
      trigger={<Button>Add a directory</Button>}
      disabledReason={
        directories.length === 0
          ? 'There is no directory that is not used yet. Set one up under Networks, Directories.'
          : undefined
      }
      title="Sign in through a directory"
      description="Names and passwords are checked by the directory over LDAPS or StartTLS. People below its base can sign in."
      confirmLabel="Add the directory"
      action={addDirectoryProviderAction}
      input={({ text }) => ({
        name: text('name'),
        domains: text('domains'),
        directoryId: text('directoryId'),
      })}
      onDone={(path) => go(path)}
    >
      <Field label="Directory">
        <Select
          name="directoryId"
          options={directories}
          defaultValue={directories[0]?.value ?? ''}
          className="w-full"
        />
      </Field>
      <Name />
      <Domains />
    </FormDialog>
  )
}

const oidcOf = ({ text, verbatim }: FormValues) => ({
  name: text('name'),
  domains: text('domains'),
  clientId: text('clientId'),
  clientSecret: verbatim('clientSecret'),
  scopes: text('scopes'),
  groupClaim: text('groupClaim'),
})

function Name({ provider }: { provider?: ProviderRow }) {
  return (
    <Field label="Name" hint="As the sign-in page says it: “Sign in with …”.">
      <Input name="name" autoComplete="off" defaultValue={provider?.name ?? ''} placeholder="Entra ID" />
    </Field>
  )
}

function Domains({ provider }: { provider?: ProviderRow | undefined }) {
  return (
    <Field label="Address domains" optional hint="Whoever types an address of these domains is led here.">
      <Input
        name="domains"
        mono
        autoComplete="off"
        defaultValue={provider?.domains.join(', ') ?? ''}
        placeholder="corp.example"
      />
    </Field>
  )
}

function OidcFields({ provider, secretHint }: { provider?: ProviderRow; secretHint: string }) {
  const { scopes, groupClaim } = provider ?? {}
  const isUsual = !provider || (scopes === 'openid profile email' && groupClaim === 'groups')
  return (
    <>
      <Field label="Client ID">
        <Input name="clientId" mono autoComplete="off" defaultValue={provider?.clientId ?? ''} />
      </Field>
      <Field label="Client secret" hint={secretHint}>
        <Input name="clientSecret" type="password" autoComplete="new-password" />
      </Field>
      <Domains provider={provider} />
      <MoreFields label="More about groups" open={!isUsual}>
        <Field
          label="Group claim"
          hint="Where the ID token has the groups: groups, roles, or a path such as realm_access.roles."
        >
          <Input name="groupClaim" mono autoComplete="off" defaultValue={groupClaim ?? 'groups'} />
        </Field>
        <Field
          label="Scopes"
          hint="What the provider is asked for. Some send groups only with the scope groups."
        >
          <Input name="scopes" mono autoComplete="off" defaultValue={scopes ?? 'openid profile email'} />
        </Field>
      </MoreFields>
    </>
  )
}
