'use client'

import { useId } from 'react'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { MaskedKey } from '@/components/license/masked-key'
import { Badge } from '@/components/ui/badge'
import { Select, type SelectOption } from '@/components/ui/select'
import type { JudgedLine } from '@/lib/operations/keys/judge-keys'
import { verdictWords } from './verdict-words'

export interface LineDraft {
  line: number
  part: number
  isChosen: boolean
  kind: 'mak' | 'csvlk' | undefined
  label: string
  keyGroup: string
  activationIds: string[]
}

interface ChosenLineProps {
  judged: JudgedLine
  /** absent: the line cannot be added */
  draft: LineDraft | undefined
  keyGroups: readonly SelectOption[]
  onChange: (draft: LineDraft) => void
}

const KINDS: readonly SelectOption<'mak' | 'csvlk'>[] = [
  { value: 'mak', label: 'MAK', hint: 'Activates machines with Microsoft; each activation counts.' },
  { value: 'csvlk', label: 'KMS host key', hint: 'Makes a machine a KMS host (CSVLK): six hosts a key.' },
]

/** 'line 3', 'line 3, key 2'. */
export const placeWords = ({ line, part }: { line: number; part: number }) =>
  part === 1 ? `line ${line}` : `line ${line}, key ${part}`

/** One pasted line: its verdict, and, where it can be added, what it is. */
export function ChosenLine({ judged, draft, keyGroups, onChange }: ChosenLineProps) {
  const words = verdictWords(judged)
  const describedBy = useId()
  const isJoining = judged.verdict.kind === 'joins'
  return (
    <li className="grid gap-3 rounded-md border p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {draft && (
          <input
            type="checkbox"
            checked={draft.isChosen}
            onChange={(event) => onChange({ ...draft, isChosen: event.target.checked })}
            aria-label={`Add ${placeWords(judged)}`}
            aria-describedby={describedBy}
            className="size-4 accent-(--accent)"
          />
        )}
        <span className="text-table text-ink-soft first-letter:uppercase inline-block">
          {placeWords(judged)}
        </span>
        {judged.lastFive && <MaskedKey lastFive={judged.lastFive} />}
        <Badge tone={words.tone}>{words.word}</Badge>
        <span
          id={describedBy}
          className="basis-full text-table text-ink-soft sm:basis-auto sm:flex-1 min-w-0"
        >
          {words.sentence}
        </span>
      </div>
      {draft?.isChosen && !isJoining && (
        <div className="grid gap-3 sm:grid-cols-[11rem_1fr]">
          <Field label="Kind">
            <Select
              options={KINDS}
              value={draft.kind ?? null}
              onValueChange={(kind) => onChange({ ...draft, kind })}
              className="w-full"
            />
          </Field>
          <Field label="What it is for">
            <Input
              value={draft.label}
              maxLength={120}
              autoComplete="off"
              placeholder="Windows 11 Enterprise"
              onChange={(event) => onChange({ ...draft, label: event.target.value })}
            />
          </Field>
          {draft.kind === 'csvlk' && (
            <div className="sm:col-span-2">
              <Field label="Key group" optional hint="Which products its hosts can activate.">
                <Select
                  options={keyGroups}
                  value={draft.keyGroup || null}
                  onValueChange={(keyGroup) => onChange({ ...draft, keyGroup })}
                  placeholder="Not known"
                  className="w-full"
                />
              </Field>
            </div>
          )}
        </div>
      )}
    </li>
  )
}
