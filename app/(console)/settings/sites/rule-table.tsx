'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { FormDialog } from '@/components/form/form-dialog'
import { useSend } from '@/components/form/use-send'
import { Button } from '@/components/ui/button'
import { nothing } from '@/components/ui/nothing'
import { RULE_KIND_LABELS } from '@/lib/activation/belonging/belonging-rule'
import type { BelongingRule, BelongingRules } from '@/lib/data/belonging/belonging-rules'
import { formatCount } from '@/lib/format/counts'
import { moveRuleAction, removeRuleAction } from './actions'
import { RuleDialog } from './rule-dialog'

type Row = BelongingRules['rules'][number]

/** The rules in their order. */
export function RuleTable({ rules }: { rules: readonly Row[] }) {
  return <DataTable label="Rules" columns={columnsOf(rules)} rows={rules} rowId={({ id }) => id} />
}

const columnsOf = (rules: readonly Row[]): readonly Column<Row>[] => [
  {
    id: 'pattern',
    header: 'Machines',
    rowHeader: true,
    cell: ({ kind, pattern }) => (
      <>
        <strong className="font-mono">{pattern}</strong>
        <small>{RULE_KIND_LABELS[kind]}</small>
      </>
    ),
  },
  {
    id: 'matching',
    header: 'Match now',
    numeric: true,
    cell: ({ matching: { machines, isExact } }) => `${isExact ? '' : 'more than '}${formatCount(machines)}`,
  },
  { id: 'site', header: 'Site', cell: ({ site }) => said(site) },
  { id: 'owner', header: 'Owner', cell: ({ owner }) => said(owner) },
  { id: 'department', header: 'Department', cell: ({ department }) => said(department) },
  { id: 'tags', header: 'Tags', cell: ({ tags }) => tags.join(', ') || nothing },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: (rule) => <RuleActions rule={rule} isFirst={rule === rules[0]} isLast={rule === rules.at(-1)} />,
  },
]

const said = (value: string | null) => (value === '' ? 'none' : (value ?? nothing))

interface RuleActionsProps {
  rule: BelongingRule
  isFirst: boolean
  isLast: boolean
}

function RuleActions({ rule, isFirst, isLast }: RuleActionsProps) {
  const { send, busy } = useSend(moveRuleAction, { failed: 'The rule could not be moved' })
  const move = (direction: 'up' | 'down') => void send({ ruleId: rule.id, direction })
  return (
    <span className="inline-flex gap-1">
      <Button
        look="quiet"
        size="small"
        icon={ArrowUp}
        aria-label={`Move ${rule.pattern} up`}
        disabled={busy || isFirst}
        onClick={() => move('up')}
      />
      <Button
        look="quiet"
        size="small"
        icon={ArrowDown}
        aria-label={`Move ${rule.pattern} down`}
        disabled={busy || isLast}
        onClick={() => move('down')}
      />
      <RuleDialog rule={rule} />
      <FormDialog
        trigger={
          <Button look="quiet" size="small">
            Remove
          </Button>
        }
        title={`Remove the rule ${rule.pattern}?`}
        description="Machines lose what only this rule says of them. What lists and people said stays."
        action={removeRuleAction}
        input={() => ({ ruleId: rule.id })}
        confirmLabel="Remove the rule"
        danger
      />
    </span>
  )
}
