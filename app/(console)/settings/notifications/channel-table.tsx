'use client'

import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { FormDialog } from '@/components/form/form-dialog'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { CHANNEL_KIND_WORDS } from '@/lib/activation/notice/channel-kinds'
import type { ChannelRow } from '@/lib/data/channels/channels-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import {
  endPreviousAction,
  removeChannelAction,
  renewSecretAction,
  switchOffAction,
  switchOnAction,
} from './actions'
import { ChangeChannelDialog } from './channel-dialog'
import { SecretDialog } from './secret-dialog'

interface ChannelTableProps {
  channels: readonly ChannelRow[]
  mayChange: boolean
}

/** The channels, with how each fares and what can be done about it. */
export function ChannelTable({ channels, mayChange }: ChannelTableProps) {
  return (
    <DataTable
      label="Channels"
      columns={mayChange ? [...COLUMNS, ACTIONS] : COLUMNS}
      rows={channels}
      rowId={({ id }) => id}
    />
  )
}

const COLUMNS: readonly Column<ChannelRow>[] = [
  {
    id: 'name',
    header: 'Name',
    rowHeader: true,
    minWidth: '10rem',
    cell: ({ name, kind }) => (
      <>
        <strong>{name}</strong>
        <small>{CHANNEL_KIND_WORDS[kind].label}</small>
      </>
    ),
  },
  { id: 'target', header: 'Leads to', minWidth: '12rem', cell: ({ target }) => target },
  { id: 'state', header: 'State', minWidth: '12rem', cell: (channel) => <State {...channel} /> },
  {
    id: 'sent',
    header: 'Last delivery',
    cell: ({ lastSentAt, nextDueAt }) => (
      <>
        {lastSentAt ? <Time at={lastSentAt} /> : 'never'}
        {nextDueAt && (
          <small>
            next due <Time at={nextDueAt} />
          </small>
        )}
      </>
    ),
  },
  {
    id: 'waiting',
    header: 'Deliveries',
    cell: ({ waiting, dead, name }) => (
      <span className="grid">
        <Counted
          count={waiting}
          words="on their way"
          href={paths.deliveries({ state: 'waiting', channel: name })}
        />
        <Counted
          count={dead}
          words="not delivered"
          href={paths.deliveries({ state: 'dead', channel: name })}
        />
        {waiting + dead === 0 && nothing}
      </span>
    ),
  },
]

function Counted({ count, words, href }: { count: number; words: string; href: string }) {
  if (count === 0) return null
  return (
    <Link href={href}>
      {formatCount(count)} {words}
    </Link>
  )
}

function State({ offAt, offWhy, isFailing, failures, failingSince, lastProblem, lastSentAt }: ChannelRow) {
  if (offAt) {
    return (
      <>
        <Badge tone="silent">off</Badge>
        <small>{offWhy}</small>
      </>
    )
  }
  if (failures === 0) return lastSentAt ? <Badge tone="ok">works</Badge> : <Badge>not tried yet</Badge>
  return (
    <>
      <Badge tone={isFailing ? 'bad' : 'watch'}>{isFailing ? 'fails' : 'failed last'}</Badge>
      <small>
        {failingSince && (
          <>
            since <Time at={failingSince} />:{' '}
          </>
        )}
        {lastProblem}
      </small>
    </>
  )
}

const ACTIONS: Column<ChannelRow> = {
  id: 'actions',
  header: 'Actions',
  headerHidden: true,
  end: true,
  cell: (channel) => <ChannelActions channel={channel} />,
}

const quiet = (label: string) => (
  <Button look="quiet" size="small">
    {label}
  </Button>
)

function ChannelActions({ channel }: { channel: ChannelRow }) {
  const { id, name, kind, offAt, hasPreviousSecret } = channel
  const [secret, setSecret] = useState<string>()
  const input = () => ({ channelId: id })
  return (
    <span className="inline-flex flex-wrap justify-end gap-1">
      <ChangeChannelDialog channel={channel} />
      {(kind === 'webhook' || kind === 'feed') && (
        <FormDialog
          title={`New ${kind === 'feed' ? 'address' : 'secret'} for ${name}?`}
          description={
            kind === 'feed'
              ? 'The address in use now stops working at once.'
              : 'Messages are signed with both secrets until you end the one in use now, so that receivers can be changed over.'
          }
          confirmLabel={kind === 'feed' ? 'Make a new address' : 'Make a new secret'}
          trigger={quiet(kind === 'feed' ? 'New address' : 'New secret')}
          action={renewSecretAction}
          input={input}
          onDone={(made) => setSecret(made.secret)}
        />
      )}
      {hasPreviousSecret && (
        <FormDialog
          title={`End the previous secret of ${name}?`}
          description="Receivers that still have it no longer believe what is sent."
          confirmLabel="End the previous secret"
          trigger={quiet('End previous secret')}
          action={endPreviousAction}
          input={input}
        />
      )}
      {offAt ? (
        <FormDialog
          title={`Switch on ${name}?`}
          description="Messages go through it again."
          confirmLabel="Switch on"
          trigger={quiet('Switch on')}
          action={switchOnAction}
          input={input}
        />
      ) : (
        <FormDialog
          title={`Switch off ${name}?`}
          description="Nothing is sent through it until it is on again. What waits on it now is given up and can be sent again."
          confirmLabel="Switch off"
          trigger={quiet('Switch off')}
          action={switchOffAction}
          input={input}
        />
      )}
      <FormDialog
        title={`Remove ${name}?`}
        description="Its deliveries stay in the ledger."
        confirmLabel="Remove the channel"
        danger
        trigger={quiet('Remove')}
        action={removeChannelAction}
        input={input}
      />
      <SecretDialog kind={kind} name={name} secret={secret} onClose={() => setSecret(undefined)} />
    </span>
  )
}
