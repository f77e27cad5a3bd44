'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input, Textarea } from '@/components/form/input'
import { TickField } from '@/components/form/tick-field'
import { useGoInstead } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import type { ChangeKind } from '@/lib/activation/whatif/question'
import type { WhatIfChoices } from '@/lib/data/whatif/what-if-choices'
import { paths } from '@/lib/format/paths'
import { askWhatIfAction } from '../actions'
import { CHANGE_FORMS, type ChangeField, changeFrom } from './change-forms'

interface QuestionFormProps {
  choices: WhatIfChoices
  /** 'YYYY-MM-DD', UTC */
  today: string
}

const USUAL_DAYS = 200
const KINDS = Object.entries(CHANGE_FORMS).map(([value, { label }]) => ({
  value: value as ChangeKind,
  label,
}))

/** A question of one or more changes, each with the fields of its kind. */
export function QuestionForm({ choices, today }: QuestionFormProps) {
  const go = useGoInstead()
  const [changes, setChanges] = useState<readonly { id: number; kind: ChangeKind }[]>([
    { id: 0, kind: 'retireHost' },
  ])
  const change = (id: number, kind: ChangeKind) =>
    setChanges((all) => all.map((one) => (one.id === id ? { id, kind } : one)))
  const add = () =>
    setChanges((all) => [...all, { id: Math.max(-1, ...all.map(({ id }) => id)) + 1, kind: 'addHost' }])
  return (
    <Form
      className="max-w-4xl!"
      action={askWhatIfAction}
      confirmLabel="Ask"
      otherActions={
        <Button icon={Plus} onClick={add}>
          Add a change
        </Button>
      }
      input={(form) => ({
        question: {
          days: form.number('days') ?? Number.NaN,
          changes: changes.map(({ kind }, at) => changeFrom(form, `changes.${at}`, kind)),
        },
      })}
      onDone={(id) => go(paths.whatIfRun(id))}
    >
      {changes.map(({ id, kind }, at) => (
        <Card key={id}>
          <div className="grid gap-4 grid-cols-[minmax(0,1fr)]">
            <div className="flex flex-wrap items-end gap-3">
              <Field label={`Change ${at + 1}`}>
                <Select
                  options={KINDS}
                  value={kind}
                  onValueChange={(next) => change(id, next)}
                  className="w-72 sm:w-96"
                />
              </Field>
              {changes.length > 1 && (
                <Button
                  look="quiet"
                  icon={Trash2}
                  onClick={() => setChanges((all) => all.filter((one) => one.id !== id))}
                >
                  Remove change {at + 1}
                </Button>
              )}
            </div>
            <div key={kind} className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3 items-start">
              {CHANGE_FORMS[kind].fields.map((field) => (
                <ChangeInput
                  key={field.name}
                  field={field}
                  path={`changes.${at}`}
                  choices={choices}
                  today={today}
                />
              ))}
            </div>
          </div>
        </Card>
      ))}
      <Field label="Look ahead" hint="Days, at most 1,000">
        <Input name="days" inputMode="numeric" className="max-w-28" defaultValue={USUAL_DAYS} />
      </Field>
    </Form>
  )
}

interface ChangeInputProps extends QuestionFormProps {
  field: ChangeField
  path: string
}

function ChangeInput({ field, path, choices, today }: ChangeInputProps) {
  const { label, hint, input, optional } = field
  const name = `${path}.${field.name}`
  if (input === 'flag') return <TickField name={name} label={label} />
  return (
    <Field label={label} hint={hint} optional={optional}>
      <Control name={name} input={input} choices={choices} today={today} />
    </Field>
  )
}

interface ControlProps extends QuestionFormProps {
  name: string
  input: ChangeField['input']
  id?: string
}

function Control({ input, choices, today, ...field }: ControlProps) {
  switch (input) {
    case 'host':
      return <Suggested {...field} names={choices.hosts} />
    case 'zone':
      return <Suggested {...field} names={choices.zones} />
    case 'office':
    case 'product': {
      const products = choices.products.filter(
        ({ isOffice }) => input === 'product' || isOffice === (input === 'office'),
      )
      const options = products.map(({ activationId, name }) => ({ value: activationId, label: name }))
      return <Select {...field} options={options} placeholder="Choose a product" className="w-full" />
    }
    case 'day':
      return <Input {...field} type="date" min={today} defaultValue={today} />
    case 'machines':
      return <Textarea {...field} mono rows={3} />
    case 'number':
      return <Input {...field} inputMode="decimal" className="max-w-28" />
    default:
      return <Input {...field} mono autoComplete="off" />
  }
}

/** Known names to choose from; others can be typed. */
function Suggested({ names, ...field }: { names: readonly string[]; name: string; id?: string }) {
  const list = useId()
  return (
    <>
      <Input {...field} mono list={list} autoComplete="off" />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
