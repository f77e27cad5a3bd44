import type { OwnKind, OwnValues } from '@/lib/activation/reference/own-entry'
import { ENTRY_FIELDS, type EntryField, type FieldValue, NONE } from './entry-fields'

export type FormValues = Readonly<Record<string, FieldValue>>

const EMPTY: Readonly<Record<EntryField['control'], FieldValue>> = {
  text: '',
  mono: '',
  long: '',
  select: '',
  check: false,
  several: [],
}

/** What the fields of a kind hold at first: what is known, or nothing. */
export function formValues(kind: OwnKind, value: OwnValues[OwnKind] | undefined): FormValues {
  const known = { ...value } as Record<string, unknown>
  return Object.fromEntries(
    ENTRY_FIELDS[kind].map((field) => [field.name, fieldValue(field, known[field.name])]),
  )
}

function fieldValue(field: EntryField, known: unknown): FieldValue {
  if (Array.isArray(known)) return field.control === 'several' ? known : known.join(', ')
  if (typeof known === 'string' || typeof known === 'boolean') return known
  const hasNone = field.options?.[0]?.value === NONE
  return hasNone ? NONE : EMPTY[field.control]
}

/** Is the field asked for, given what the others hold? */
export const isShown = ({ when }: EntryField, values: FormValues) =>
  when === undefined || values[when[0]] === when[1]

/** What the form sends: only fields that are asked for; an update list as its parts. */
export function entryValue(kind: OwnKind, values: FormValues): Record<string, FieldValue> {
  const shown = ENTRY_FIELDS[kind].filter((field) => isShown(field, values))
  const entries = shown.map(({ name }): [string, FieldValue] => {
    const value = values[name] ?? ''
    if (name === 'updates' && typeof value === 'string') return [name, value.split(/[\s,;]+/).filter(Boolean)]
    return [name, value === NONE ? '' : value]
  })
  return Object.fromEntries(entries)
}
