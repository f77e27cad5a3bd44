'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { FormDialog } from '@/components/form/form-dialog'
import { useGo } from '@/components/layout/leaving'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { sayTiming } from '@/lib/activation/notice/route'
import { ROLE_LABELS } from '@/lib/auth/permissions'
import type { ChannelRow, RouteRow } from '@/lib/data/channels/channels-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { removeRouteAction, sendTestAction } from './actions'
import { RouteDialog } from './route-dialog'

interface RouteTableProps {
  routes: readonly RouteRow[]
  channels: readonly ChannelRow[]
  mayChange: boolean
}

/** The routes: what they take, whom they tell, when. */
export function RouteTable({ routes, channels, mayChange }: RouteTableProps) {
  const actions: Column<RouteRow> = {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: (route) => <RouteActions route={route} channels={channels} />,
  }
  return (
    <DataTable
      label="Routes"
      columns={mayChange ? [...COLUMNS, actions] : COLUMNS}
      rows={routes}
      rowId={({ id }) => id}
    />
  )
}

const COLUMNS: readonly Column<RouteRow>[] = [
  {
    id: 'name',
    header: 'Name',
    rowHeader: true,
    minWidth: '10rem',
    cell: ({ name, isDefault, isOff }) => (
      <>
        <strong>{name}</strong> {isOff && <Badge tone="silent">off</Badge>}
        {isDefault && <small>always on</small>}
      </>
    ),
  },
  { id: 'takes', header: 'Takes', minWidth: '12rem', cell: (route) => sayTaken(route) },
  { id: 'to', header: 'To', minWidth: '12rem', cell: (route) => <Receivers {...route} /> },
  { id: 'when', header: 'When', minWidth: '10rem', cell: (route) => <When {...route} /> },
  {
    id: 'told',
    header: 'Last message',
    cell: ({ toldAt, waiting }) => (
      <>
        {toldAt ? <Time at={toldAt} /> : 'never'}
        {waiting > 0 && <small>{formatCountOf(waiting, 'notice')} waiting</small>}
      </>
    ),
  },
]

function sayTaken({ severities, rules, sites, owners }: RouteRow): string {
  const parts = [
    severities.length > 0 ? severities.join(', ') : 'any severity',
    rules.join(', '),
    sites.length > 0 ? `at ${sites.join(', ')}` : '',
    owners.length > 0 ? `of ${owners.join(', ')}` : '',
  ]
  return parts.filter(Boolean).join('; ')
}

function Receivers({ roles, addresses, channelName, escalationName, escalateMinutes }: RouteRow) {
  const people = [
    ...roles.map((role) => `every ${ROLE_LABELS[role as keyof typeof ROLE_LABELS].toLowerCase()}`),
    ...addresses,
  ]
  return (
    <>
      {channelName ?? 'the first mail channel that works'}
      {people.length > 0 && <small>{people.join(', ')}</small>}
      {escalationName && (
        <small>
          then {escalationName}, after {escalateMinutes} minutes without an acknowledgement
        </small>
      )}
    </>
  )
}

function When(route: RouteRow) {
  return (
    <>
      {sayTiming(route)}
      {route.digestAt && (
        <small>
          next <Time at={route.digestAt} />
        </small>
      )}
    </>
  )
}

function RouteActions({ route, channels }: { route: RouteRow; channels: readonly ChannelRow[] }) {
  const go = useGo()
  const { id, name, isDefault } = route
  const quiet = (label: string) => (
    <Button look="quiet" size="small">
      {label}
    </Button>
  )
  return (
    <span className="inline-flex flex-wrap justify-end gap-1">
      <FormDialog
        title={`Test ${name} with today’s data?`}
        description="Sends the worst alert that is open now through this route, marked as a test, to everybody it goes to. You then see what each server answered."
        confirmLabel="Send the test"
        trigger={quiet('Test')}
        action={sendTestAction}
        input={() => ({ routeId: id })}
        onDone={({ messageId }) => go(paths.message(messageId))}
      />
      {!isDefault && (
        <>
          <RouteDialog channels={channels} route={route} />
          <FormDialog
            title={`Remove the route ${name}?`}
            description="What it sent stays in the ledger. Other routes are not touched."
            confirmLabel="Remove the route"
            danger
            trigger={quiet('Remove')}
            action={removeRouteAction}
            input={() => ({ routeId: id })}
          />
        </>
      )}
    </span>
  )
}
