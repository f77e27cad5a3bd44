'use client'

import { useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { ConfirmationEntry, useConfirmationGroups } from '@/components/offline/confirmation-entry'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { replaceAction, takeAction } from '../../actions'

interface TypeAnswerProps {
  number: number
  row: number
  installationId: string
  /** There is one already, which Windows did not take. */
  replaces: boolean
  disabledReason: string | undefined
}

/** Entering a confirmation ID group by group, or putting another one in its place. */
export function TypeAnswer({ number, row, installationId, replaces, disabledReason }: TypeAnswerProps) {
  const entry = useConfirmationGroups()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    const refusal = replaces
      ? await replace({ number, row, confirmationId: entry.text, reason })
      : await take({ number, installationId, confirmationId: entry.text })
    setBusy(false)
    setProblem(refusal)
    if (refusal !== undefined) return
    entry.clear()
    toast.done(replaces ? 'Confirmation ID replaced' : 'Confirmation ID taken')
  }
  const missing = entry.isWhole ? undefined : 'Enter seven to nine groups of six digits; eight are usual.'
  const label = replaces ? 'Replace the confirmation ID' : 'Take the confirmation ID'
  return (
    <Section
      id="confirmation-id"
      title={replaces ? 'Another confirmation ID' : 'What came back'}
      hint={replaces ? 'Where Windows refuses the stored one, as when it was typed wrong.' : undefined}
    >
      <FormShell
        className="max-w-none"
        problem={problem}
        onSubmit={() => {
          if (disabledReason === undefined && missing === undefined) void save()
        }}
        actions={
          <Button
            type="submit"
            look={replaces ? 'secondary' : 'primary'}
            disabled={busy}
            disabledReason={disabledReason ?? missing}
          >
            {label}
          </Button>
        }
      >
        <ConfirmationEntry groups={entry.groups} onChange={entry.setGroups} />
        {replaces && (
          <Field label="Reason">
            <Input
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              className="max-w-lg"
            />
          </Field>
        )}
      </FormShell>
    </Section>
  )
}

async function take(answer: { number: number; installationId: string; confirmationId: string }) {
  const { number, installationId, confirmationId } = answer
  const answers = [{ line: 1, installationId, confirmationId }]
  const result = await takeAction({ number, from: 'typed', answers })
  if (result?.data?.taken) return undefined
  return actionProblem(result) ?? 'Nothing was taken.'
}

async function replace(input: { number: number; row: number; confirmationId: string; reason: string }) {
  const result = await replaceAction(input)
  return actionProblem(result)
}
