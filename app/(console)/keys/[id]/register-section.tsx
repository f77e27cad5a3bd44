'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Select, type SelectOption } from '@/components/ui/select'
import { Time } from '@/components/ui/time'
import type { HostKeyBudget, HostKeyLimits } from '@/lib/activation/kms/host-key-budget'
import type { HostEntry, HostMethod } from '@/lib/data/keys/host-register'
import type { KeyView } from '@/lib/data/keys/key-page'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { hostLimitsAction, recordHostAction, withdrawHostAction } from './actions'

interface RegisterSectionProps {
  keyId: string
  register: NonNullable<KeyView['register']>
  isRetired: boolean
  mayChange: boolean
}

/** The register of a host key: what each of its hosts used, and every activation behind it. */
export function RegisterSection({ keyId, register, isRetired, mayChange }: RegisterSectionProps) {
  const { budget, limits, entries } = register
  const disabledReason = reasonAgainst(mayChange, isRetired)
  return (
    <Section
      id="register"
      title="Register of host activations"
      hint={`${limits.hosts} hosts, each activated once and reactivated up to ${limits.reactivationsPerHost} times. No host reports these numbers, so they are kept here.`}
      actions={
        <>
          <HostLimits keyId={keyId} limits={limits} disabledReason={disabledReason} />
          <RecordHost keyId={keyId} disabledReason={disabledReason} />
        </>
      }
    >
      {budget.uses.length === 0 ? (
        <p className="text-ink-soft max-w-[72ch]">
          No activations yet. Readings of a KMS host licensed with this key are entered automatically.
        </p>
      ) : (
        <>
          <DataTable label="Hosts of this key" columns={USES} rows={budget.uses} rowId={({ host }) => host} />
          <DataTable
            label="Activations"
            columns={mayChange ? [...ENTRIES, WITHDRAW] : ENTRIES}
            rows={entries.toReversed()}
            rowId={({ id }) => id}
          />
        </>
      )}
    </Section>
  )
}

function reasonAgainst(mayChange: boolean, isRetired: boolean): string | undefined {
  if (!mayChange) return 'Only a licensing admin can change the register.'
  return isRetired ? 'The key is retired. Restore it first.' : undefined
}

const USES: readonly Column<HostKeyBudget['uses'][number]>[] = [
  {
    id: 'host',
    header: 'Host',
    mono: true,
    nowrap: true,
    cell: ({ host }) => <Link href={paths.kmsHost(host)}>{host}</Link>,
  },
  {
    id: 'reactivations',
    header: 'Reactivated',
    numeric: true,
    cell: ({ reactivations }) => formatCountOf(reactivations, 'time'),
  },
  { id: 'left', header: 'Left', numeric: true, cell: ({ reactivationsLeft }) => reactivationsLeft },
  { id: 'last', header: 'Last activation', cell: ({ lastAt }) => <Time at={lastAt} as="date" inList /> },
]

const METHOD_WORDS: Readonly<Record<HostMethod, string>> = {
  online: 'online',
  phone: 'phone or portal',
  unknown: 'not reported',
}

const ENTRIES: readonly Column<HostEntry>[] = [
  {
    id: 'at',
    header: 'When',
    nowrap: true,
    cell: ({ source, at, isOverLimit }) => (
      <span className="inline-flex items-center gap-2">
        {source === 'observed' && <span className="text-ink-soft">by</span>}
        <Time at={at} as="date" inList />
        {isOverLimit && <Badge tone="bad">Over the limit</Badge>}
      </span>
    ),
  },
  { id: 'host', header: 'Host', mono: true, nowrap: true, cell: ({ host }) => host },
  { id: 'method', header: 'How', nowrap: true, cell: ({ method }) => METHOD_WORDS[method] },
  { id: 'origin', header: 'Known from', minWidth: '12rem', cell: (entry) => originOf(entry) },
]

const WITHDRAW: Column<HostEntry> = {
  id: 'actions',
  header: 'Actions',
  headerHidden: true,
  end: true,
  cell: (entry) => entry.source === 'person' && <WithdrawHost entry={entry} />,
}

function originOf({ source, recordedBy, note, importId, line }: HostEntry) {
  if (source === 'person') {
    return (
      <>
        {recordedBy}
        {note && <span className="text-ink-soft">: {note}</span>}
      </>
    )
  }
  if (importId === null) return <span className="text-ink-soft">a reading of the host</span>
  return <Link href={paths.import(importId, line ?? undefined)}>a reading of the host</Link>
}

interface RegisterDialogProps {
  keyId: string
  disabledReason: string | undefined
}

/** Enters the limits that Microsoft granted for one key. */
function HostLimits({ keyId, limits, disabledReason }: RegisterDialogProps & { limits: HostKeyLimits }) {
  return (
    <FormDialog
      trigger={<Button>Raise the limit</Button>}
      title="Limits granted by Microsoft"
      description="The Microsoft Activation Center can raise both. Enter what it granted."
      confirmLabel="Save the limits"
      disabledReason={disabledReason}
      action={hostLimitsAction}
      input={({ text, number }) => ({
        keyId,
        hosts: number('hosts'),
        reactivationsPerHost: number('reactivationsPerHost'),
        reason: text('reason'),
      })}
    >
      <Field label="Hosts">
        <Input name="hosts" inputMode="numeric" autoComplete="off" defaultValue={limits.hosts} />
      </Field>
      <Field label="Reactivations of each host">
        <Input
          name="reactivationsPerHost"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={limits.reactivationsPerHost}
        />
      </Field>
      <Field
        label="Reason"
        hint="For example the case number of the Activation Center. Kept in the audit log."
      >
        <Input name="reason" autoComplete="off" maxLength={500} />
      </Field>
    </FormDialog>
  )
}

const METHODS: readonly SelectOption<Exclude<HostMethod, 'unknown'>>[] = [
  { value: 'online', label: 'Online', hint: 'slmgr.vbs /ato on the host' },
  { value: 'phone', label: 'Phone or portal', hint: 'With a confirmation ID' },
]

/** Enters one activation of a KMS host with this key. */
function RecordHost({ keyId, disabledReason }: RegisterDialogProps) {
  return (
    <FormDialog
      trigger={<Button>Enter an activation</Button>}
      title="Enter an activation of a KMS host"
      description="A host that is already in the register counts as a reactivation, a new name as a new host."
      confirmLabel="Enter the activation"
      disabledReason={disabledReason}
      action={recordHostAction}
      input={({ text, moment, idempotencyKey }) => ({
        keyId,
        host: text('host'),
        at: moment('at'),
        method: text('method'),
        note: text('note'),
        idempotencyKey,
      })}
    >
      <Field label="Machine">
        <Input name="host" mono autoComplete="off" placeholder="kms01.corp.example" />
      </Field>
      <Field label="When" hint="In your own time zone.">
        <Input name="at" type="datetime-local" />
      </Field>
      <Field label="How">
        <Select name="method" options={METHODS} defaultValue="online" className="w-full" />
      </Field>
      <Field label="Note" optional>
        <Input name="note" autoComplete="off" maxLength={500} />
      </Field>
    </FormDialog>
  )
}

/** Withdraws an entry that was made by mistake. */
function WithdrawHost({ entry: { id, host } }: { entry: HostEntry }) {
  return (
    <FormDialog
      trigger={
        <Button look="quiet" size="small">
          Withdraw
        </Button>
      }
      title={`Withdraw this activation of ${host}?`}
      description="For an entry made by mistake. It does not change what happened at Microsoft."
      confirmLabel="Withdraw the entry"
      danger
      action={withdrawHostAction}
      input={({ text }) => ({ activationId: id, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}
