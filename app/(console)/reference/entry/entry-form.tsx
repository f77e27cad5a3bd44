'use client'

import { useRouter } from 'next/navigation'
import { useState, useSyncExternalStore } from 'react'
import { toast } from '@/components/feedback/toaster'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input, Textarea } from '@/components/form/input'
import { Button, LinkButton } from '@/components/ui/button'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import { paths } from '@/lib/format/paths'
import { ENTRY_WORDS } from '../entry-words'
import { saveEntryAction } from './actions'
import { EntryControl } from './entry-control'
import { ENTRY_FIELDS, type FieldValue, KEY_FIELDS } from './entry-fields'
import { entryValue, type FormValues, isShown } from './form-values'

export interface EntryFormProps {
  kind: OwnKind
  /** Empty for one that is not there yet. */
  entryKey: string
  values: FormValues
  source: string
  dated: string
  note: string
  /** It stands in the place of something, so the why must be said. */
  isCorrection: boolean
}

/** The fields of one entry, then where it is from and why. */
export function EntryForm({ kind, entryKey, isCorrection, ...initial }: EntryFormProps) {
  const router = useRouter()
  const [key, setKey] = useState(entryKey)
  const [values, setValues] = useState(initial.values)
  const [about, setAbout] = useState({ source: initial.source, dated: initial.dated, note: initial.note })
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  // Before the page's script runs, a click would send the form as a browser does: to nowhere, and emptied.
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

  async function submit() {
    if (isSaving) return
    setSaving(true)
    const result = await saveEntryAction({ kind, key, value: entryValue(kind, values), ...about }).catch(
      () => null,
    )
    setSaving(false)
    const { saved, errors: wrong, problem: refused } = result?.data ?? {}
    setErrors(wrong ?? {})
    setProblem(refused ?? result?.serverError ?? (result?.data ? undefined : NO_ANSWER))
    if (!saved) return
    toast.done(
      saved.waits
        ? 'The reference says so from now on; what is recorded follows'
        : 'The reference says so from now on',
    )
    router.push(paths.reference({ q: saved.key.replace(' > ', ' '), kind: saved.kind }))
  }

  const keyField = KEY_FIELDS[kind]
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button type="submit" look="primary" disabled={isSaving || !isReady}>
            {isCorrection ? 'Save the correction' : `Add ${ENTRY_WORDS[kind].one}`}
          </Button>
          <LinkButton href={paths.reference({ q: entryKey, kind })}>Cancel</LinkButton>
        </>
      }
    >
      {keyField && (
        <Field label={keyField.label} hint={keyField.hint} error={errors.key}>
          <Input
            mono
            value={key}
            disabled={entryKey !== ''}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setKey(event.target.value)}
          />
        </Field>
      )}
      {ENTRY_FIELDS[kind]
        .filter((field) => isShown(field, values))
        .map((field) => (
          <EntryControl
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            error={errors[field.name]}
            disabled={field.inKey === true && entryKey !== ''}
            onChange={(value: FieldValue) => setValues((earlier) => ({ ...earlier, [field.name]: value }))}
          />
        ))}
      <Field label="Source" hint="A page, a ticket, a test of your own." error={errors.source}>
        <Input
          value={about.source}
          autoComplete="off"
          onChange={(event) => setAbout({ ...about, source: event.target.value })}
        />
      </Field>
      <Field label="As of" hint="Year and month the source is of, as 2026-03." error={errors.dated}>
        <Input
          value={about.dated}
          autoComplete="off"
          onChange={(event) => setAbout({ ...about, dated: event.target.value })}
        />
      </Field>
      <Field
        label="Why"
        hint="Everyone sees it beside the entry; the audit log keeps it."
        error={errors.note}
        {...(!isCorrection && { optional: true as const })}
      >
        <Textarea
          rows={2}
          value={about.note}
          onChange={(event) => setAbout({ ...about, note: event.target.value })}
        />
      </Field>
    </FormShell>
  )
}

const never = () => () => {}

const NO_ANSWER = 'The console did not answer. Check the connection and save again.'
