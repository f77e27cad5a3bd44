'use client'

import { Merge } from 'lucide-react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { Time } from '@/components/ui/time'
import type { NameDecision } from '@/lib/data/kms-hosts/host-page'
import { mergeHostNamesAction, partHostNameAction } from '../actions'

interface NamesSectionProps {
  name: string
  /** the other names of the host */
  others: string[]
  decisions: NameDecision[]
  mayChange: boolean
}

/** The names of one host, and why they are one. */
export function NamesSection({ name, others, decisions, mayChange }: NamesSectionProps) {
  return (
    <Section
      id="names"
      title="Names"
      hint="A short name belongs to the only full name with the same first label. People decide about all others."
    >
      <DataTable
        label="Names of this host"
        columns={columnsOf(mayChange)}
        rows={rowsOf(name, others, decisions)}
        rowId={({ name, kind }) => `${kind} ${name}`}
      />
    </Section>
  )
}

/** A name of the host, or one kept separate from it, with the decision of a person where there was one. */
interface NameRow {
  name: string
  kind: 'ofPage' | 'joined' | 'apart'
  decision?: NameDecision | undefined
}

function rowsOf(name: string, others: string[], decisions: NameDecision[]): NameRow[] {
  return [
    { name, kind: 'ofPage' },
    ...others.map((other) => ({
      name: other,
      kind: 'joined' as const,
      decision: decisions.find((one) => one.name === other && one.sameAs !== null),
    })),
    ...decisions
      .filter(({ sameAs }) => sameAs === null)
      .map((decision) => ({ name: decision.name, kind: 'apart' as const, decision })),
  ]
}

const columnsOf = (mayChange: boolean): readonly Column<NameRow>[] => [
  { id: 'name', header: 'Name', mono: true, cell: ({ name }) => name },
  { id: 'why', header: 'Why', cell: (row) => <Why {...row} /> },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: ({ name, kind }) => kind === 'joined' && <SeparateName name={name} mayChange={mayChange} />,
  },
]

function Why({ kind, decision }: NameRow) {
  if (kind === 'ofPage') return 'the name of this page'
  if (!decision) return 'the same first label'
  return (
    <>
      {kind === 'apart' ? 'kept separate' : 'merged'} by {decision.by} <Time at={decision.at} />:{' '}
      {decision.reason}
    </>
  )
}

/** Another host of the list is this one under another name. */
export function MergeNames({ name, others }: { name: string; others: string[] }) {
  return (
    <FormDialog
      trigger={<Button icon={Merge}>Merge names</Button>}
      title={`Merge ${name} with another host`}
      description="Both names are then one host, with the clients, requests and readings of both. You can separate them again."
      confirmLabel="Merge the names"
      disabledReason={others.length === 0 ? 'No other KMS host is known.' : undefined}
      action={mergeHostNamesAction}
      input={({ text }) => ({ name: text('name'), into: name, reason: text('reason') })}
    >
      <Field label="Other name">
        <Select name="name" options={others.map((value) => ({ value, label: value }))} className="w-full" />
      </Field>
      <ReasonField />
    </FormDialog>
  )
}

function SeparateName({ name, mayChange }: { name: string; mayChange: boolean }) {
  return (
    <FormDialog
      title={`Is ${name} a separate host?`}
      description="Its clients, requests and readings then have a separate page again."
      confirmLabel="Separate the names"
      trigger={
        <Button look="quiet" size="small">
          Separate
        </Button>
      }
      disabledReason={mayChange ? undefined : 'Only a licensing admin can change KMS hosts.'}
      action={partHostNameAction}
      input={({ text }) => ({ name, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}
