'use client'

import { type FormEvent, useState } from 'react'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Textarea } from '@/components/form/input'
import type { JudgedLine } from '@/lib/operations/keys/judge-keys'
import { inspectKeysAction } from './actions'

/** First step: the list, as it was copied. */
export function PasteKeys({ onRead }: { onRead: (text: string, lines: JudgedLine[]) => void }) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const text = String(new FormData(event.currentTarget).get('keys') ?? '')
    setBusy(true)
    const result = await inspectKeysAction({ text })
    setBusy(false)
    if (result?.data?.lines) return onRead(text, result.data.lines)
    setProblem(actionProblem(result) ?? 'The list could not be read. Try again.')
  }
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      className="max-w-none"
      actions={<DialogButtons busy={busy}>Look at these keys</DialogButtons>}
    >
      <Field
        label="Keys"
        hint="A list, rows of a spreadsheet or a whole mail; dashes, blanks and small letters do not matter. The last five alone are enough where you do not have the whole key."
      >
        <Textarea
          name="keys"
          mono
          rows={6}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="characters"
        />
      </Field>
    </FormShell>
  )
}
