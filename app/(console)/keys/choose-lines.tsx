'use client'

import { type FormEvent, useState } from 'react'
import { actionProblem } from '@/components/form/action-problem'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import type { SelectOption } from '@/components/ui/select'
import { formatCountOf } from '@/lib/format/counts'
import type { JudgedLine } from '@/lib/operations/keys/judge-keys'
import type { KeyChoice } from '@/lib/operations/keys/key-input'
import { addKeysAction } from './actions'
import { ChosenLine, type LineDraft, placeWords } from './chosen-line'
import { isAddable } from './verdict-words'

interface ChooseLinesProps {
  text: string
  lines: JudgedLine[]
  keyGroups: readonly SelectOption[]
  onBack: () => void
  onAdded: (count: number) => void
}

/** Second step: what each line is, what to call it, and what holds for all of them. */
export function ChooseLines({ text, lines, keyGroups, onBack, onAdded }: ChooseLinesProps) {
  const [drafts, setDrafts] = useState(
    () => new Map(lines.filter(isAddable).map((one) => [placeWords(one), draftOf(one)])),
  )
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const chosen = [...drafts.values()].filter(({ isChosen }) => isChosen)
  const withKey = lines.filter(({ verdict }) => verdict.kind !== 'noKey')
  const withoutKey = lines.filter(({ verdict }) => verdict.kind === 'noKey')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const choices = chosen.flatMap((draft) => choiceOf(draft) ?? [])
    if (choices.length < chosen.length)
      return setProblem('Say of each chosen key whether it is a MAK or a KMS host key, and what it is for.')
    const form = new FormData(event.currentTarget)
    const fact = (name: string) => String(form.get(name) ?? '')
    setBusy(true)
    const facts = { agreement: fact('agreement'), owner: fact('owner'), note: fact('note') }
    const result = await addKeysAction({ text, choices, ...facts })
    setBusy(false)
    if (result?.data?.added) return onAdded(result.data.added.length)
    setProblem(actionProblem(result) ?? 'Check the fields and try again.')
  }
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      className="max-w-none"
      actions={
        <>
          <Button
            type="submit"
            look="primary"
            disabled={busy}
            disabledReason={chosen.length === 0 ? 'No line is chosen.' : undefined}
          >
            {chosen.length === 0 ? 'Add keys' : `Add ${formatCountOf(chosen.length, 'key')}`}
          </Button>
          <Button onClick={onBack}>Back</Button>
        </>
      }
    >
      <ul className="grid gap-2" aria-label="Lines">
        {withKey.map((line) => (
          <ChosenLine
            key={placeWords(line)}
            judged={line}
            draft={drafts.get(placeWords(line))}
            keyGroups={keyGroups}
            onChange={(draft) => setDrafts(new Map(drafts).set(placeWords(line), draft))}
          />
        ))}
      </ul>
      {withoutKey.length > 0 && <p className="text-table text-ink-soft">{noKeyWords(withoutKey)}</p>}
      {drafts.size > 0 && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Agreement" optional>
            <Input name="agreement" autoComplete="off" maxLength={120} />
          </Field>
          <Field label="Owner" optional>
            <Input name="owner" autoComplete="off" maxLength={120} />
          </Field>
          <div className="sm:col-span-2">
            <Field label="Note" optional>
              <Input name="note" autoComplete="off" maxLength={2000} />
            </Field>
          </div>
        </div>
      )}
    </FormShell>
  )
}

const MOST_NAMED = 12

/** 'No key stands in lines 1, 2 and 12.' */
function noKeyWords(lines: readonly JudgedLine[]): string {
  if (lines.length === 1) return `No key stands in line ${lines[0]?.line}.`
  if (lines.length > MOST_NAMED) return `No key stands in ${formatCountOf(lines.length, 'other line')}.`
  const numbers = lines.map(({ line }) => String(line))
  return `No key stands in lines ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}.`
}

function draftOf({ line, part, words, proposal, verdict }: JudgedLine): LineDraft {
  const joins = verdict.kind === 'joins' ? verdict : undefined
  return {
    line,
    part,
    isChosen: true,
    kind: joins?.keyKind ?? proposal?.kind ?? guessed(words),
    label: joins?.label ?? (words || proposal?.label) ?? '',
    keyGroup: proposal?.keyGroup ?? '',
    activationIds: proposal?.activationIds ?? [],
  }
}

/** Words beside a key often say its kind. */
function guessed(words: string): LineDraft['kind'] {
  if (/\bMAK\b/i.test(words)) return 'mak'
  return /\b(?:CSVLK|KMS)\b/i.test(words) ? 'csvlk' : undefined
}

function choiceOf({ line, part, kind, label, keyGroup, activationIds }: LineDraft): KeyChoice | undefined {
  if (kind === undefined || label.trim() === '') return undefined
  return { line, part, kind, label, keyGroup, activationIds }
}
