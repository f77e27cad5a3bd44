'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { NameDecision } from '@/lib/data/kms-hosts/host-page'
import { partHostNameAction } from '../actions'

interface NamesSectionProps {
  name: string
  names: string[]
  decisions: NameDecision[]
  mayChange: boolean
}

/** The names of one host, and why they are one. */
export function NamesSection({ name, names, decisions, mayChange }: NamesSectionProps) {
  const others = names.filter((other) => other !== name)
  if (others.length === 0 && decisions.length === 0) return null
  return (
    <Section
      id="names"
      title="Names"
      hint="A short name belongs to the only full name with the same first label; the rest a person decided."
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

/** A name of the host, or one kept apart from it, with the decision of a person where there was one. */
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
    cell: ({ name, kind }) => kind === 'joined' && <Part name={name} mayChange={mayChange} />,
  },
]

function Why({ kind, decision }: NameRow) {
  if (kind === 'ofPage') return 'the name of this page'
  if (!decision) return 'the same first label'
  return (
    <>
      {kind === 'apart' ? 'kept apart' : 'merged'} by {decision.by} <Time at={decision.at} />:{' '}
      {decision.reason}
    </>
  )
}

function Part({ name, mayChange }: { name: string; mayChange: boolean }) {
  return (
    <FormDialog
      title={`Is ${name} a host of its own?`}
      description="Its clients, requests and readings are shown on a page of their own again."
      confirmLabel="Part the names"
      trigger={
        <Button look="quiet" size="small">
          Part
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
