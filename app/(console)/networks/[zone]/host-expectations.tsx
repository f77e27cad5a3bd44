'use client'

import { useState } from 'react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { Badge } from '@/components/ui/badge'
import { Button, LinkButton } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Select } from '@/components/ui/select'
import type { NetworkZone } from '@/lib/data/networks/networks-page'
import type { ZoneHost } from '@/lib/data/networks/zone-page'
import { paths } from '@/lib/format/paths'
import { setExpectationAction } from '../actions'
import { NO_CHANGE } from '../network-words'

interface HostExpectationsProps {
  zone: NetworkZone
  hosts: readonly ZoneHost[]
  mayChange: boolean
}

/** Each registered host: whether this zone should hold its record, and with which numbers. */
export function HostExpectations({ zone, hosts, mayChange }: HostExpectationsProps) {
  const actions: Column<ZoneHost> = {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: (host) => <ExceptionDialog zone={zone} host={host} mayChange={mayChange} />,
  }
  return (
    <DataTable
      label="Hosts expected in this zone"
      columns={[...COLUMNS, actions]}
      rows={hosts}
      rowId={({ hostId }) => hostId}
      empty={
        <EmptyState
          bare
          kind="noData"
          title="No KMS host is registered yet"
          actions={<LinkButton href={paths.kmsHosts()}>KMS hosts</LinkButton>}
        >
          Register your KMS hosts first; each is then expected in this zone.
        </EmptyState>
      }
    />
  )
}

const COLUMNS: readonly Column<ZoneHost>[] = [
  {
    id: 'host',
    header: 'KMS host',
    nowrap: true,
    cell: ({ host, isRetired }) => (
      <>
        <Link href={paths.kmsHost(host)} className="font-mono pr-2">
          {host}
        </Link>
        {isRetired && <Badge tone="silent">Retired</Badge>}
      </>
    ),
  },
  { id: 'expected', header: 'Expected', cell: expectedWord },
  {
    id: 'priority',
    header: 'Priority',
    numeric: true,
    cell: (host) => numberCell(host, numbersOf(host).priority),
  },
  { id: 'weight', header: 'Weight', numeric: true, cell: (host) => numberCell(host, numbersOf(host).weight) },
  { id: 'port', header: 'Port', numeric: true, cell: (host) => numberCell(host, host.port) },
]

function expectedWord({ exception, isRetired }: ZoneHost) {
  if (isRetired) return 'no, the host is retired'
  if (!exception) return 'yes, by the rule'
  return <Badge tone="watch">{exception.isExpected ? 'yes, by exception' : 'no, by exception'}</Badge>
}

function numberCell({ exception, isRetired }: ZoneHost, value: number) {
  return isRetired || exception?.isExpected === false ? nothing : value
}

const numbersOf = ({ exception, ownPriority, ownWeight }: ZoneHost) => ({
  priority: exception?.priority ?? ownPriority,
  weight: exception?.weight ?? ownWeight,
})

const CHOICES = [
  { value: 'rule', label: 'By the rule', hint: 'Expected, with the host’s own priority and weight.' },
  { value: 'yes', label: 'Expected, with other numbers', hint: 'Priority and weight differ in this zone.' },
  { value: 'no', label: 'Not expected', hint: 'A record of this host is then unexpected here.' },
] as const

interface ExceptionProps {
  zone: NetworkZone
  host: ZoneHost
  mayChange: boolean
}

/** Sets what is expected of one host in one zone. */
function ExceptionDialog({ zone, host, mayChange }: ExceptionProps) {
  return (
    <FormDialog
      title={`${host.host} in ${zone.name}`}
      confirmLabel="Save"
      disabledReason={mayChange ? undefined : NO_CHANGE}
      trigger={
        <Button look="quiet" size="small" aria-label={`What is expected of ${host.host}`}>
          Change
        </Button>
      }
      action={setExpectationAction}
      input={({ text, number }) => ({
        zoneId: zone.id,
        hostId: host.hostId,
        expected: text('expected'),
        priority: number('priority'),
        weight: number('weight'),
      })}
    >
      <ExceptionFields host={host} />
    </FormDialog>
  )
}

function ExceptionFields({ host }: { host: ZoneHost }) {
  const [expected, setExpected] = useState(choiceOf(host))
  const { priority, weight } = numbersOf(host)
  return (
    <>
      <Field label="Its record in this zone">
        <Select
          name="expected"
          options={CHOICES}
          value={expected}
          onValueChange={setExpected}
          className="w-full"
        />
      </Field>
      {expected === 'yes' && (
        <div className="grid grid-cols-2 gap-4 items-start">
          <Field label="Priority" hint="The lowest is asked first.">
            <Input name="priority" inputMode="numeric" defaultValue={String(priority)} />
          </Field>
          <Field label="Weight" hint="Its share among hosts of one priority.">
            <Input name="weight" inputMode="numeric" defaultValue={String(weight)} />
          </Field>
        </div>
      )}
    </>
  )
}

function choiceOf({ exception }: ZoneHost): (typeof CHOICES)[number]['value'] {
  if (!exception) return 'rule'
  return exception.isExpected ? 'yes' : 'no'
}
