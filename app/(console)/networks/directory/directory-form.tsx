'use client'

import { type ReactElement, useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import type { FormValues } from '@/components/form/form-values'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { TickField } from '@/components/form/tick-field'
import { Select } from '@/components/ui/select'
import type { DirectoryView } from '@/lib/data/networks/directories'
import type { DirectorySecurity } from '@/lib/operations/networks/directory-input'
import { addDirectoryAction, changeDirectoryAction } from './actions'

const DEFAULT_PORT: Readonly<Record<DirectorySecurity, number>> = {
  ldaps: 636,
  startTls: 389,
  plain: 389,
}

interface AddDirectoryProps {
  trigger: ReactElement<Record<string, unknown>>
  disabledReason: string | undefined
}

/** Sets up a directory to read. */
export function AddDirectoryDialog({ trigger, disabledReason }: AddDirectoryProps) {
  return (
    <FormDialog
      trigger={trigger}
      disabledReason={disabledReason}
      title="Set up a directory"
      description="Active Directory or another LDAP directory, read with its own account."
      confirmLabel="Set up the directory"
      action={addDirectoryAction}
      input={directoryOf}
    >
      <DirectoryFields
        directory={EMPTY}
        passwordHint="Stored encrypted, never shown, sent to this server only."
      />
    </FormDialog>
  )
}

interface ChangeDirectoryProps {
  trigger: ReactElement<Record<string, unknown>>
  directory: DirectoryView
}

/** Changes how a directory is read. */
export function ChangeDirectoryDialog({ trigger, directory }: ChangeDirectoryProps) {
  return (
    <FormDialog
      trigger={trigger}
      title={`Change ${directory.server}`}
      confirmLabel="Save the changes"
      action={changeDirectoryAction}
      input={(form) => ({ sourceId: directory.id, ...directoryOf(form) })}
    >
      <DirectoryFields directory={directory} passwordHint="Leave empty to keep the stored one." />
    </FormDialog>
  )
}

const directoryOf = ({ text, flag, list }: FormValues) => ({
  server: text('server'),
  baseDn: text('baseDn'),
  bindDn: text('bindDn'),
  // As typed: a blank at its end belongs to it.
  password: list('password').join(''),
  security: text('security'),
  port: text('port'),
  acceptsPlain: flag('acceptsPlain'),
  caCertificate: text('caCertificate'),
})

type DirectoryFacts = Pick<
  DirectoryView,
  'server' | 'port' | 'security' | 'baseDn' | 'bindDn' | 'caCertificate'
>

const EMPTY: DirectoryFacts = {
  server: '',
  port: DEFAULT_PORT.ldaps,
  security: 'ldaps',
  baseDn: '',
  bindDn: '',
  caCertificate: null,
}

function DirectoryFields({ directory, passwordHint }: { directory: DirectoryFacts; passwordHint: string }) {
  const { server, port, security, baseDn, bindDn, caCertificate } = directory
  const isUsual = port === EMPTY.port && security === EMPTY.security && caCertificate === null
  return (
    <>
      <Field label="Directory server" hint="A domain controller, by the name in its certificate.">
        <Input name="server" defaultValue={server} mono autoComplete="off" placeholder="dc01.corp.example" />
      </Field>
      <Field
        label="Base"
        hint="Computers are read below it; domains, trusts and zones from the forest it is in."
      >
        <Input name="baseDn" defaultValue={baseDn} mono autoComplete="off" placeholder="DC=corp,DC=example" />
      </Field>
      <Field
        label="Account"
        hint="Any account that can read is enough; the console never writes to the directory."
      >
        <Input
          name="bindDn"
          defaultValue={bindDn}
          mono
          autoComplete="off"
          placeholder="console-reader@corp.example"
        />
      </Field>
      <Field label="Password" hint={passwordHint}>
        <Input name="password" type="password" autoComplete="new-password" />
      </Field>
      <MoreFields label="More about the connection" open={!isUsual}>
        <ConnectionFields directory={directory} />
        <Field
          label="Certificate of your own authority"
          optional
          hint="PEM text. Leave empty to use the authorities this machine trusts."
        >
          <Textarea
            name="caCertificate"
            defaultValue={caCertificate ?? ''}
            mono
            rows={3}
            spellCheck={false}
          />
        </Field>
      </MoreFields>
    </>
  )
}

const SECURITY_OPTIONS = [
  { value: 'ldaps', label: 'LDAPS', hint: 'TLS from the start, port 636.' },
  { value: 'startTls', label: 'StartTLS', hint: 'TLS before the password is sent, port 389.' },
  { value: 'plain', label: 'No TLS', hint: 'The password crosses the network in the clear.' },
] as const

function ConnectionFields({ directory }: { directory: DirectoryFacts }) {
  const [security, setSecurity] = useState(directory.security)
  const [port, setPort] = useState(String(directory.port))
  const choose = (next: typeof security) => {
    if (port === String(DEFAULT_PORT[security])) setPort(String(DEFAULT_PORT[next]))
    setSecurity(next)
  }
  return (
    <>
      <div className="grid items-start gap-5 sm:grid-cols-[1fr_10rem]">
        <Field label="Connection">
          <Select
            name="security"
            options={SECURITY_OPTIONS}
            value={security}
            onValueChange={choose}
            className="w-full"
          />
        </Field>
        <Field label="Port">
          <Input
            name="port"
            value={port}
            onChange={(event) => setPort(event.target.value)}
            inputMode="numeric"
          />
        </Field>
      </div>
      {security === 'plain' && (
        <TickField
          name="acceptsPlain"
          label="I accept that the password crosses the network in the clear"
          defaultChecked={directory.security === 'plain'}
        />
      )}
    </>
  )
}
