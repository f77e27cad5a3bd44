'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/now'

/** What a package needs besides its machines. dueAt: ISO 8601 UTC. */
export interface PackageFacts {
  dueAt: string
  withNames: boolean
  note: string
}

interface PackageFormProps {
  label: string
  disabledReason: string | undefined
  /** A returned text is the refusal. */
  onPrepare: (facts: PackageFacts) => Promise<string | undefined>
}

const DAY_MS = 86_400_000
const USUAL_DAYS = 14

/** Due date, names or none, note. */
export function PackageForm({ label, disabledReason, onPrepare }: PackageFormProps) {
  const now = useNow()
  const [day, setDay] = useState(() =>
    new Date(now.getTime() + USUAL_DAYS * DAY_MS).toISOString().slice(0, 10),
  )
  const [withNames, setWithNames] = useState(true)
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setProblem(undefined)
    if (Number.isNaN(Date.parse(day))) return setProblem('Choose the day by which answers are expected.')
    setBusy(true)
    const refusal = await onPrepare({ dueAt: `${day}T23:59:59.000Z`, withNames, note })
    setBusy(false)
    if (refusal) setProblem(refusal)
  }
  return (
    <FormShell
      problem={problem}
      onSubmit={() => {
        if (disabledReason === undefined) void submit()
      }}
      actions={
        <Button type="submit" look="primary" disabled={busy} disabledReason={disabledReason}>
          {label}
        </Button>
      }
    >
      <Field
        label="Due"
        hint="Requests without an answer expire at the end of this day (UTC), and their activations are free again."
      >
        <Input
          type="date"
          value={day}
          min={now.toISOString().slice(0, 10)}
          onChange={(event) => setDay(event.currentTarget.value)}
          className="max-w-44"
        />
      </Field>
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          className="tick-box mt-0.5"
          checked={withNames}
          onChange={(event) => setWithNames(event.currentTarget.checked)}
        />
        <span>
          The file names the machines
          <span className="block text-table text-ink-soft">
            Otherwise each has a pseudonym (machine-001), and only this console knows which it is.
          </span>
        </span>
      </label>
      <Field label="Note" optional>
        <Textarea
          rows={2}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
    </FormShell>
  )
}
