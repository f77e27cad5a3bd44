'use client'

import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
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
      <Table label="Names of this host">
        <TableHead>
          <tr>
            <HeaderCell>Name</HeaderCell>
            <HeaderCell>Why</HeaderCell>
            <HeaderCell>
              <span className="sr-only">Actions</span>
            </HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          <TableRow>
            <Cell className="font-mono">{name}</Cell>
            <Cell>the name of this page</Cell>
            <Cell />
          </TableRow>
          {others.map((other) => (
            <TableRow key={other}>
              <Cell className="font-mono">{other}</Cell>
              <Cell>
                <Why decision={decisions.find((one) => one.name === other && one.sameAs !== null)} />
              </Cell>
              <Cell className="text-right">
                <Part name={other} mayChange={mayChange} />
              </Cell>
            </TableRow>
          ))}
          {decisions
            .filter(({ sameAs }) => sameAs === null)
            .map((decision) => (
              <TableRow key={`apart ${decision.name}`}>
                <Cell className="font-mono">{decision.name}</Cell>
                <Cell>
                  kept apart by {decision.by} <Time at={decision.at} />: {decision.reason}
                </Cell>
                <Cell />
              </TableRow>
            ))}
        </TableBody>
      </Table>
    </Section>
  )
}

function Why({ decision }: { decision: NameDecision | undefined }) {
  if (!decision) return 'the same first label'
  return (
    <>
      merged by {decision.by} <Time at={decision.at} />: {decision.reason}
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
