'use client'

import { Plus } from 'lucide-react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import type { FormValues } from '@/components/form/form-values'
import { Input } from '@/components/form/input'
import { TwoStepDialog } from '@/components/form/two-step-dialog'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { RULE_KIND_LABELS, RULE_KINDS, type RuleKind } from '@/lib/activation/belonging/belonging-rule'
import type { BelongingRule } from '@/lib/data/belonging/belonging-rules'
import { formatCount } from '@/lib/format/counts'
import { addRuleAction, changeRuleAction, previewRuleAction } from './actions'

interface Typed {
  kind: RuleKind
  pattern: string
  site: string
  owner: string
  department: string
  tags: string
}

/** A rule as typed, and the machines it would mean now. */
interface Looked {
  typed: Typed
  machines: number
  isExact: boolean
}

/** Adds a rule, or changes one: first how many machines it would mean. */
export function RuleDialog({ rule }: { rule?: BelongingRule }) {
  return (
    <TwoStepDialog<Looked>
      trigger={
        rule ? (
          <Button look="quiet" size="small">
            Change
          </Button>
        ) : (
          <Button look="primary" icon={Plus}>
            Add a rule
          </Button>
        )
      }
      first={{
        title: rule ? `Change the rule ${rule.pattern}` : 'Add a rule',
        description: 'Leave empty what the rule says nothing of; a minus says that there is none.',
        form: (next) => <RuleForm rule={rule} onLooked={next} />,
      }}
      second={{
        title: 'What this rule does',
        content: (looked, { back, close }) => (
          <Confirm rule={rule} {...looked} onBack={back} onDone={close} />
        ),
      }}
    />
  )
}

const typedIn = ({ text }: FormValues): Typed => ({
  kind: RULE_KINDS.find((kind) => kind === text('kind')) ?? 'name',
  pattern: text('pattern'),
  site: text('site'),
  owner: text('owner'),
  department: text('department'),
  tags: text('tags'),
})

interface RuleFormProps {
  rule: BelongingRule | undefined
  onLooked: (looked: Looked) => void
}

function RuleForm({ rule, onLooked }: RuleFormProps) {
  return (
    <Form
      isStep
      action={previewRuleAction}
      input={typedIn}
      confirmLabel="Show what it does"
      onDone={(matching, values) => onLooked({ typed: typedIn(values), ...matching })}
    >
      <Field label="Looks at">
        <Select
          name="kind"
          defaultValue={rule?.kind ?? 'name'}
          options={RULE_KINDS.map((value) => ({ value, label: RULE_KIND_LABELS[value] }))}
        />
      </Field>
      <Field
        label="Pattern"
        hint="A name with * and ?, such as ber-*; a zone, with those below it; a path or DN of a directory that is read, such as corp.example/Berlin."
      >
        <Input name="pattern" mono autoComplete="off" defaultValue={rule?.pattern} placeholder="ber-*" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Site">
          <Input name="site" autoComplete="off" defaultValue={typedOf(rule?.site)} placeholder="Berlin" />
        </Field>
        <Field label="Owner">
          <Input name="owner" autoComplete="off" defaultValue={typedOf(rule?.owner)} />
        </Field>
        <Field label="Department">
          <Input name="department" autoComplete="off" defaultValue={typedOf(rule?.department)} />
        </Field>
        <Field label="Tags" hint="Separated by commas.">
          <Input name="tags" autoComplete="off" defaultValue={rule?.tags.join(', ')} />
        </Field>
      </div>
    </Form>
  )
}

const typedOf = (value: string | null | undefined) => (value === '' ? '-' : (value ?? ''))

interface ConfirmProps extends Looked {
  rule: BelongingRule | undefined
  onBack: () => void
  onDone: () => void
}

function Confirm({ rule, typed, machines, isExact, onBack, onDone }: ConfirmProps) {
  const words = (
    <p>
      <span className="font-mono">{typed.pattern}</span> matches {isExact ? '' : 'more than '}
      {formatCount(machines)} {machines === 1 ? 'machine' : 'machines'} now. They get what the rule says where
      no person, list or earlier rule says something else. Machines that report later are matched too.
    </p>
  )
  const otherActions = <Button onClick={onBack}>Back to the rule</Button>
  if (rule) {
    return (
      <Form
        action={changeRuleAction}
        input={() => ({ ruleId: rule.id, ...typed })}
        confirmLabel="Change the rule"
        otherActions={otherActions}
        onDone={onDone}
      >
        {words}
      </Form>
    )
  }
  return (
    <Form
      action={addRuleAction}
      input={() => ({ ...typed })}
      confirmLabel="Add the rule"
      otherActions={otherActions}
      onDone={onDone}
    >
      {words}
    </Form>
  )
}
