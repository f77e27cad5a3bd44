'use client'

import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Time } from '@/components/ui/time'
import type { MaintenanceTargets, MaintenanceWindow } from '@/lib/data/alerts/maintenance'
import { addMaintenanceAction, endMaintenanceAction } from '../actions'

const SCOPES = [
  { value: 'host', label: 'A KMS host' },
  { value: 'site', label: 'A site' },
  { value: 'all', label: 'Everything' },
] as const

type Scope = (typeof SCOPES)[number]['value']

/** Plans a window; it begins now where no beginning is given. */
export function AddMaintenance({ targets }: { targets: MaintenanceTargets }) {
  const [scope, setScope] = useState<Scope>('host')
  return (
    <FormDialog
      trigger={<Button look="primary">Plan maintenance</Button>}
      title="Plan maintenance"
      description="Times are those of this computer; the list shows UTC too."
      confirmLabel="Plan it"
      action={addMaintenanceAction}
      input={({ text, moment }) => ({
        scope,
        target: text('target') || undefined,
        from: moment('from'),
        until: moment('until'),
        reason: text('reason'),
      })}
    >
      <Field label="Of">
        <Select options={SCOPES} value={scope} onValueChange={setScope} />
      </Field>
      {scope !== 'all' && (
        <Field label={scope === 'host' ? 'Host' : 'Site'}>
          <Select
            key={scope}
            name="target"
            options={targets[scope].map((name) => ({ value: name, label: name }))}
          />
        </Field>
      )}
      <Field label="From" hint="Now, if you leave it empty." optional>
        <Input name="from" type="datetime-local" />
      </Field>
      <Field label="Until">
        <Input name="until" type="datetime-local" />
      </Field>
      <ReasonField />
    </FormDialog>
  )
}

const endOf = ({ endsAt, endedAt }: MaintenanceWindow) =>
  endedAt !== null && endedAt < endsAt ? endedAt : endsAt

function Standing({ window, now }: { window: MaintenanceWindow; now: string }) {
  if (endOf(window) <= now) return <Badge>Ended</Badge>
  return window.startsAt <= now ? <Badge tone="watch">Open</Badge> : <Badge tone="accent">Planned</Badge>
}

interface MaintenanceTableProps {
  windows: readonly MaintenanceWindow[]
  now: string
  mayChange: boolean
}

/** The windows, the next to end first. */
export function MaintenanceTable({ windows, now, mayChange }: MaintenanceTableProps) {
  const columns: readonly Column<MaintenanceWindow>[] = [
    { id: 'of', header: 'Of', rowHeader: true, cell: ({ target }) => target ?? 'Everything' },
    { id: 'state', header: 'State', cell: (window) => <Standing window={window} now={now} /> },
    {
      id: 'from',
      header: 'From',
      nowrap: true,
      cell: ({ startsAt }) => <Time at={startsAt} as="dateTime" />,
    },
    {
      id: 'until',
      header: 'Until',
      nowrap: true,
      cell: (window) => <Time at={endOf(window)} as="dateTime" />,
    },
    { id: 'reason', header: 'Reason', minWidth: '14rem', cell: ({ reason }) => reason },
    { id: 'by', header: 'By', nowrap: true, cell: ({ createdBy }) => createdBy },
    {
      id: 'end',
      header: 'End it',
      headerHidden: true,
      end: true,
      cell: (window) => mayChange && endOf(window) > now && <EndMaintenance window={window} />,
    },
  ]
  return <DataTable label="Maintenance" columns={columns} rows={windows} rowId={({ id }) => String(id)} />
}

function EndMaintenance({ window }: { window: MaintenanceWindow }) {
  return (
    <FormDialog
      trigger={<Button size="small">End it now</Button>}
      title="End this maintenance now?"
      description="What still holds is open from the next round on."
      confirmLabel="End it now"
      action={endMaintenanceAction}
      input={() => ({ windowId: window.id })}
    />
  )
}
