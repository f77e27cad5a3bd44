'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FieldError } from '@/components/form/field-error'
import { Form } from '@/components/form/form'
import { useFieldProblem } from '@/components/form/form-context'
import { FormDialog } from '@/components/form/form-dialog'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { ReasonField } from '@/components/form/reason-field'
import { TickField } from '@/components/form/tick-field'
import { useGo } from '@/components/layout/leaving'
import { Button, LinkButton } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { OwnKind, OwnValues } from '@/lib/activation/reference/own-entry'
import { paths } from '@/lib/format/paths'
import { saveEntryAction, withdrawEntryAction } from '../actions'
import { ENTRY_WORDS, textOfKey } from '../reference-words'
import { controlName, ENTRY_FIELDS, type EntryField, fieldValue, KEY_FIELDS } from './entry-fields'

interface EntryFormProps {
  kind: OwnKind
  /** Empty for a new one. */
  entryKey: string
  /** What the reference says now. */
  value: OwnValues[OwnKind] | undefined
  source: string
  dated: string
  note: string
  /** It replaces something, so a reason must be given. */
  isCorrection: boolean
}

/** The fields of one entry, then its source and the reason. */
export function EntryForm({ kind, entryKey, value, source, dated, note, isCorrection }: EntryFormProps) {
  const go = useGo()
  const known: Readonly<Record<string, unknown>> = { ...value }
  const [application, setApplication] = useState(known.application)
  const fields = ENTRY_FIELDS[kind].filter(({ only }) => only === undefined || only === application)
  const folded = fields.filter((field) => field.folded)
  const keyField = KEY_FIELDS[kind]
  const isFixed = (field: EntryField) => field.inKey === true && entryKey !== ''
  const controlOf = (field: EntryField) => (
    <EntryControl
      key={field.name}
      field={field}
      known={known[field.name]}
      disabled={isFixed(field)}
      onSelect={field.name === 'application' ? setApplication : undefined}
    />
  )
  return (
    <Form
      action={saveEntryAction}
      input={(form) => ({
        kind,
        key: entryKey || form.text('key'),
        value: Object.fromEntries(
          fields.map((field) => [field.name, isFixed(field) ? known[field.name] : fieldValue(field, form)]),
        ),
        source: form.text('source'),
        dated: form.text('dated'),
        note: form.text('note'),
      })}
      confirmLabel={isCorrection ? 'Save the correction' : `Add ${ENTRY_WORDS[kind].one}`}
      otherActions={<LinkButton href={paths.reference({ q: textOfKey(entryKey), kind })}>Cancel</LinkButton>}
      onDone={(saved) => go(paths.reference({ q: textOfKey(saved.key), kind: saved.kind }))}
    >
      {keyField && (
        <Field label={keyField.label} hint={keyField.hint}>
          <Input
            name="key"
            mono
            defaultValue={entryKey}
            disabled={entryKey !== ''}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      )}
      {fields.filter((field) => !field.folded).map(controlOf)}
      <Field label="Source" hint="A page, a ticket, your own test.">
        <Input name="source" defaultValue={source} autoComplete="off" />
      </Field>
      <Field label="As of" hint="Year and month of the source, for example 2026-03.">
        <Input name="dated" defaultValue={dated} autoComplete="off" />
      </Field>
      <Field
        label="Reason"
        hint="Shown beside the entry and kept in the audit log."
        optional={isCorrection ? undefined : true}
      >
        <Textarea name="note" rows={2} defaultValue={note} />
      </Field>
      {folded.length > 0 && (
        <MoreFields
          label={`More about this ${ENTRY_WORDS[kind].name}`}
          open={folded.some(({ name }) => Boolean(known[name]))}
        >
          {folded.map(controlOf)}
        </MoreFields>
      )}
    </Form>
  )
}

interface EntryControlProps {
  field: EntryField
  /** What the reference says now. */
  known: unknown
  disabled: boolean
  onSelect: ((value: string) => void) | undefined
}

/** The control of one field, by its kind. */
function EntryControl({ field, known, disabled, onSelect }: EntryControlProps) {
  const name = controlName(field)
  if (field.control === 'check') {
    return <TickField name={name} label={field.label} defaultChecked={known === true} />
  }
  if (field.control === 'several') return <Several field={field} known={Array.isArray(known) ? known : []} />
  return (
    <Field label={field.label} hint={field.hint} optional={field.optional}>
      {textControl({ field, known, disabled, onSelect })}
    </Field>
  )
}

/** A control that holds one text. */
function textControl({ field, known, disabled, onSelect }: EntryControlProps) {
  const text = Array.isArray(known) ? known.join(', ') : String(known ?? '')
  const shared = { name: controlName(field), disabled, autoComplete: 'off', defaultValue: text }
  switch (field.control) {
    case 'select': {
      const options = field.options ?? []
      const isChoice = options.some((option) => option.value === text)
      return (
        <Select
          name={shared.name}
          options={options}
          disabled={disabled}
          className="w-full"
          {...(isChoice && { defaultValue: text })}
          {...(onSelect && { onValueChange: onSelect })}
        />
      )
    }
    case 'long':
      return <Textarea {...shared} rows={3} />
    case 'text':
      return <Input {...shared} />
    default:
      return <Input {...shared} mono />
  }
}

/** Boxes of which at least one is to be ticked. */
function Several({ field, known }: { field: EntryField; known: readonly unknown[] }) {
  const problem = useFieldProblem(controlName(field))
  return (
    <fieldset className="grid gap-1.5" aria-invalid={problem ? true : undefined}>
      <legend className="text-sm font-medium pb-1.5">{field.label}</legend>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {field.options?.map(({ value, label }) => (
          <label key={value} className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="tick-box"
              name={controlName(field)}
              value={value}
              defaultChecked={known.includes(value)}
            />
            {label}
          </label>
        ))}
      </div>
      <FieldError>{problem}</FieldError>
    </fieldset>
  )
}

interface WithdrawEntryProps {
  kind: OwnKind
  entryKey: string
  /** The published tables have a row, which applies again. */
  hasSeed: boolean
}

/** Withdraws an entry, with a reason. */
export function WithdrawEntry({ kind, entryKey, hasSeed }: WithdrawEntryProps) {
  const go = useGo()
  return (
    <FormDialog
      trigger={<Button look="danger">Withdraw this entry</Button>}
      title="Withdraw this entry?"
      description={
        hasSeed
          ? 'The published row applies again, to recorded machines too.'
          : 'The reference then has no entry for it, as before.'
      }
      confirmLabel="Withdraw the entry"
      danger
      action={withdrawEntryAction}
      input={({ text }) => ({ kind, key: entryKey, reason: text('reason') })}
      onDone={() => go(paths.reference({ q: hasSeed ? textOfKey(entryKey) : '', kind }))}
    >
      <ReasonField />
    </FormDialog>
  )
}
