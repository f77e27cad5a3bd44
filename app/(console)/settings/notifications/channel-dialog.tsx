'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import type { FormValues } from '@/components/form/form-values'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { TickField } from '@/components/form/tick-field'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import {
  CHANNEL_KIND_WORDS,
  CHANNEL_KINDS,
  type ChannelKind,
  type MailSecurity,
} from '@/lib/activation/notice/channel-kinds'
import type { ChannelRow } from '@/lib/data/channels/channels-page'
import { addChannelAction, changeChannelAction } from './actions'
import { SecretDialog } from './secret-dialog'

const KIND_OPTIONS = CHANNEL_KINDS.map((value) => ({
  ...{ value, label: CHANNEL_KIND_WORDS[value].label, hint: CHANNEL_KIND_WORDS[value].about },
}))

/** Adds a way out; then what it signs with or where its feed is, once. */
export function AddChannelDialog() {
  const [kind, setKind] = useState<ChannelKind>('mail')
  const [made, setMade] = useState<{ kind: string; name: string; secret: string }>()
  return (
    <>
      <FormDialog
        trigger={
          <Button look="primary" icon={Plus}>
            Add a channel
          </Button>
        }
        title="Add a channel"
        confirmLabel="Add the channel"
        action={addChannelAction}
        input={(form) => ({ kind, ...typed(kind, form) })}
        onDone={({ secret, name }) => {
          if (secret) setMade({ kind, name: String(name), secret })
          setKind('mail')
        }}
      >
        <Field label="Kind">
          <Select
            name="kind"
            options={KIND_OPTIONS}
            value={kind}
            onValueChange={setKind}
            className="w-full"
          />
        </Field>
        <ChannelFields key={kind} kind={kind} />
      </FormDialog>
      <SecretDialog
        kind={made?.kind ?? ''}
        name={made?.name ?? ''}
        secret={made?.secret}
        onClose={() => setMade(undefined)}
      />
    </>
  )
}

/** Changes a channel; its kind stays. */
export function ChangeChannelDialog({ channel }: { channel: ChannelRow }) {
  return (
    <FormDialog
      trigger={
        <Button look="quiet" size="small">
          Change
        </Button>
      }
      title={`Change ${channel.name}`}
      confirmLabel="Save the changes"
      action={changeChannelAction}
      input={(form) => ({ channelId: channel.id, ...typed(channel.kind, form) })}
    >
      <ChannelFields kind={channel.kind} channel={channel} />
    </FormDialog>
  )
}

const typed = (kind: ChannelKind, { text, verbatim, flag }: FormValues) => ({
  name: text('name'),
  acceptsPlain: flag('acceptsPlain'),
  caCertificate: text('caCertificate'),
  ...(kind === 'mail' && {
    mail: {
      host: text('host'),
      port: text('port'),
      security: text('security'),
      user: text('user'),
      from: text('from'),
      replyTo: text('replyTo'),
    },
  }),
  password: verbatim('password'),
  url: text('url'),
  topic: text('topic'),
  token: text('token'),
  everyMinutes: text('everyMinutes') || undefined,
})

interface ChannelFieldsProps {
  kind: ChannelKind
  channel?: ChannelRow
}

function ChannelFields({ kind, channel }: ChannelFieldsProps) {
  return (
    <>
      <Field label="Name">
        <Input name="name" autoComplete="off" defaultValue={channel?.name ?? ''} placeholder={NAMES[kind]} />
      </Field>
      {kind === 'mail' && <MailFields channel={channel} />}
      {kind !== 'mail' && kind !== 'feed' && <PostFields kind={kind} channel={channel} />}
    </>
  )
}

const NAMES: Readonly<Record<ChannelKind, string>> = {
  mail: 'Company mail',
  webhook: 'Ticket system',
  slack: '#licensing',
  teams: 'Licensing team',
  ntfy: 'On call',
  feed: 'Feed of the team',
  heartbeat: 'Outside watcher',
}

const URLS: Readonly<Partial<Record<ChannelKind, string>>> = {
  webhook: 'https://tickets.corp.example/hooks/licensing',
  slack: 'https://hooks.slack.com/services/…',
  teams: 'https://….environment.api.powerplatform.com/…',
  ntfy: 'https://ntfy.corp.example',
  heartbeat: 'https://watcher.example/ping/…',
}

const kept = (channel: ChannelRow | undefined, words: string) =>
  channel ? 'Leave empty to keep the stored one.' : words

function PostFields({ kind, channel }: ChannelFieldsProps) {
  const { settings, isPlain = false } = channel ?? {}
  return (
    <>
      <Field label="Address" hint={kept(channel, 'Stored encrypted, as whoever has it can post there.')}>
        <Input name="url" mono autoComplete="off" placeholder={channel ? settings?.host : URLS[kind]} />
      </Field>
      {kind === 'ntfy' && (
        <>
          <Field label="Topic">
            <Input name="topic" mono autoComplete="off" defaultValue={settings?.topic ?? ''} />
          </Field>
          <Field label="Access token" optional hint={kept(channel, 'Where the server asks for one.')}>
            <Input name="token" type="password" autoComplete="new-password" />
          </Field>
        </>
      )}
      {kind === 'heartbeat' && (
        <Field
          label="Minutes between calls"
          hint="The watcher should wait for twice as long before it speaks up."
        >
          <Input
            name="everyMinutes"
            type="number"
            min={1}
            max={1440}
            defaultValue={settings?.everyMinutes ?? 5}
          />
        </Field>
      )}
      <MoreFields label="More about the connection" open={isPlain || settings?.caCertificate !== undefined}>
        <Authority channel={channel} />
        <TickField
          name="acceptsPlain"
          label="I accept http://, without TLS"
          hint="Anybody on the way can read what is sent."
          defaultChecked={isPlain}
        />
      </MoreFields>
    </>
  )
}

const SECURITIES = [
  { value: 'startTls', label: 'STARTTLS', hint: 'TLS before anything is sent, port 587 or 25.' },
  { value: 'tls', label: 'TLS', hint: 'From the first byte, port 465.' },
  { value: 'plain', label: 'No TLS', hint: 'Anybody on the way can read mail and password.' },
] as const

function MailFields({ channel }: { channel: ChannelRow | undefined }) {
  const settings = channel?.settings
  const [security, setSecurity] = useState<MailSecurity>(settings?.security ?? 'startTls')
  return (
    <>
      <div className="grid items-start gap-5 sm:grid-cols-[1fr_8rem]">
        <Field label="Mail server">
          <Input
            name="host"
            mono
            autoComplete="off"
            defaultValue={settings?.host ?? ''}
            placeholder="smtp.corp.example"
          />
        </Field>
        <Field label="Port">
          <Input name="port" inputMode="numeric" defaultValue={settings?.port ?? 587} />
        </Field>
      </div>
      <Field label="Connection">
        <Select
          name="security"
          options={SECURITIES}
          value={security}
          onValueChange={setSecurity}
          className="w-full"
        />
      </Field>
      {security === 'plain' && (
        <TickField
          name="acceptsPlain"
          label="I accept that anybody on the way can read it"
          defaultChecked={channel?.isPlain ?? false}
        />
      )}
      <Field label="Sender" hint="The address that messages come from.">
        <Input
          name="from"
          mono
          autoComplete="off"
          defaultValue={settings?.from ?? ''}
          placeholder="activation@corp.example"
        />
      </Field>
      <Field label="Account" optional hint="Where the server asks for a sign-in.">
        <Input name="user" mono autoComplete="off" defaultValue={settings?.user ?? ''} />
      </Field>
      <Field
        label="Password"
        optional
        hint={kept(channel, 'Stored encrypted, never shown, sent to this server only.')}
      >
        <Input name="password" type="password" autoComplete="new-password" />
      </Field>
      <MoreFields label="More about the mail" open={Boolean(settings?.replyTo ?? settings?.caCertificate)}>
        <Field label="Answers go to" optional>
          <Input name="replyTo" mono autoComplete="off" defaultValue={settings?.replyTo ?? ''} />
        </Field>
        <Authority channel={channel} />
      </MoreFields>
    </>
  )
}

function Authority({ channel }: { channel: ChannelRow | undefined }) {
  return (
    <Field
      label="Certificate of your own authority"
      optional
      hint="PEM text. Leave empty to use the authorities this machine trusts."
    >
      <Textarea
        name="caCertificate"
        mono
        rows={3}
        spellCheck={false}
        defaultValue={channel?.settings.caCertificate ?? ''}
      />
    </Field>
  )
}
