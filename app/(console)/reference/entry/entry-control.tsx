'use client'

import { Field } from '@/components/form/field'
import { Input, Textarea } from '@/components/form/input'
import { Select } from '@/components/ui/select'
import type { EntryField, FieldValue } from './entry-fields'

interface EntryControlProps {
  field: EntryField
  value: FieldValue
  error: string | undefined
  disabled: boolean
  onChange: (value: FieldValue) => void
}

/** The control of one field, by its kind. */
export function EntryControl({ field, value, error, disabled, onChange }: EntryControlProps) {
  if (field.control === 'check') return <Check field={field} value={value === true} onChange={onChange} />
  if (field.control === 'several')
    return (
      <Several field={field} value={Array.isArray(value) ? value : []} error={error} onChange={onChange} />
    )
  return (
    <Field
      label={field.label}
      hint={field.hint}
      error={error}
      {...(field.optional && { optional: field.optional })}
    >
      {controlOf(field, String(value), disabled, onChange)}
    </Field>
  )
}

function controlOf(field: EntryField, text: string, disabled: boolean, onChange: (value: string) => void) {
  if (field.control === 'select') {
    return (
      <Select
        options={field.options ?? []}
        value={text === '' ? null : text}
        onValueChange={onChange}
        disabled={disabled}
        className="w-full"
      />
    )
  }
  const shared = { value: text, disabled, autoComplete: 'off' }
  return field.control === 'long' ? (
    <Textarea {...shared} rows={3} onChange={(event) => onChange(event.target.value)} />
  ) : (
    <Input
      {...shared}
      {...(field.control === 'mono' && { mono: true as const })}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

interface CheckProps {
  field: EntryField
  value: boolean
  onChange: (value: boolean) => void
}

function Check({ field, value, onChange }: CheckProps) {
  return (
    <label className="flex items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={value}
        onChange={(event) => onChange(event.target.checked)}
      />
      {field.label}
    </label>
  )
}

interface SeveralProps {
  field: EntryField
  value: string[]
  error: string | undefined
  onChange: (value: string[]) => void
}

function Several({ field, value, error, onChange }: SeveralProps) {
  return (
    <fieldset className="grid gap-1.5" aria-invalid={error ? true : undefined}>
      <legend className="text-sm font-medium pb-1.5">{field.label}</legend>
      <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {field.options?.map((option) => (
          <label key={option.value} className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={value.includes(option.value)}
              onChange={(event) => {
                const others = value.filter((one) => one !== option.value)
                onChange(event.target.checked ? [...others, option.value] : others)
              }}
            />
            {option.label}
          </label>
        ))}
      </div>
      {error && (
        <p role="alert" className="text-table text-bad">
          {error}
        </p>
      )}
    </fieldset>
  )
}
