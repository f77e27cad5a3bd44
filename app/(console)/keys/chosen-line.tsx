'use client'

import { useId, useState } from 'react'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { MaskedKey } from '@/components/license/masked-key'
import { Badge, type Tone } from '@/components/ui/badge'
import { Select, type SelectOption } from '@/components/ui/select'

import type { JudgedLine, KeyVerdict } from '@/lib/operations/keys/judge-keys'

type Kind = 'mak' | 'csvlk'

const KINDS: readonly SelectOption<Kind>[] = [
  { value: 'mak', label: 'MAK', hint: 'Activates machines with Microsoft; every activation counts.' },
  { value: 'csvlk', label: 'KMS host key', hint: 'Makes a machine a KMS host (CSVLK); six hosts a key.' },
]

const ADDABLE: readonly KeyVerdict['kind'][] = ['new', 'newByLastFive', 'joins']

/** Whether a line can be added at all. */
export const isAddable = ({ verdict }: JudgedLine) => ADDABLE.includes(verdict.kind)

/** 'line 3', 'line 3, key 2'. */
export const placeWords = ({ line, part }: JudgedLine) =>
  part === 1 ? `line ${line}` : `line ${line}, key ${part}`

interface ChosenLineProps {
  judged: JudgedLine
  /** Where its choice is in the input; undefined: it is not to be added. */
  name: string | undefined
  keyGroups: readonly SelectOption[]
  onChoose: (isChosen: boolean) => void
}

/** One pasted line: its verdict, and, where it can be added, what it is. */
export function ChosenLine({ judged, name, keyGroups, onChoose }: ChosenLineProps) {
  const { verdict, proposal, words, lastFive } = judged
  const { word, tone, sentence } = verdictWords(judged)
  const [kind, setKind] = useState(proposal?.kind ?? guessed(words))
  const describedBy = useId()
  return (
    <li className="grid gap-3 rounded-md border p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {isAddable(judged) && (
          <input
            type="checkbox"
            checked={name !== undefined}
            onChange={(event) => onChoose(event.target.checked)}
            aria-label={`Add ${placeWords(judged)}`}
            aria-describedby={describedBy}
            className="size-4 accent-(--accent)"
          />
        )}
        <span className="text-table text-ink-soft first-letter:uppercase inline-block">
          {placeWords(judged)}
        </span>
        {lastFive && <MaskedKey lastFive={lastFive} />}
        <Badge tone={tone}>{word}</Badge>
        <span
          id={describedBy}
          className="basis-full text-table text-ink-soft sm:basis-auto sm:flex-1 min-w-0"
        >
          {sentence}
        </span>
      </div>
      {name !== undefined && verdict.kind !== 'joins' && (
        <div className="grid items-start gap-3 sm:grid-cols-[11rem_1fr]">
          <Field label="Kind">
            <Select
              name={`${name}.kind`}
              options={KINDS}
              value={kind ?? null}
              onValueChange={setKind}
              className="w-full"
            />
          </Field>
          <Field label="What it is for">
            <Input
              name={`${name}.label`}
              defaultValue={words || proposal?.label}
              maxLength={120}
              autoComplete="off"
              placeholder="Windows 11 Enterprise"
            />
          </Field>
          {kind === 'csvlk' && (
            <div className="sm:col-span-2">
              <Field label="Key group" optional hint="Decides which products its hosts can activate.">
                <Select
                  name={`${name}.keyGroup`}
                  options={keyGroups}
                  defaultValue={proposal?.keyGroup ?? undefined}
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

/** Words beside a key often name its kind. */
function guessed(words: string): Kind | undefined {
  if (/\bMAK\b/i.test(words)) return 'mak'
  return /\b(?:CSVLK|KMS)\b/i.test(words) ? 'csvlk' : undefined
}

interface VerdictWords {
  word: string
  tone: Tone
  sentence: string
}

/** What becomes of one pasted line, in a word and a sentence. */
function verdictWords({ verdict, proposal }: JudgedLine): VerdictWords {
  switch (verdict.kind) {
    case 'new':
      return { word: 'New', tone: 'ok', sentence: proposal?.because ?? 'No machine reports it yet.' }
    case 'newByLastFive': {
      const because = proposal ? ` ${proposal.because}` : ''
      const sentence = `The full key can be added later.${because}`
      return { word: 'Last five', tone: 'watch', sentence }
    }
    case 'joins':
      return {
        word: 'Full key',
        tone: 'ok',
        sentence: `Completes ${verdict.label}, of which only the last five are stored.`,
      }
    case 'held': {
      const retired = verdict.isRetired ? ', retired' : ''
      return {
        word: 'Known',
        tone: 'neutral',
        sentence: `Already in the inventory: ${verdict.label}${retired}.`,
      }
    }
    case 'repeated':
      return { word: 'Duplicate', tone: 'neutral', sentence: `The same as line ${verdict.line}.` }
    case 'published':
      return {
        word: 'Public',
        tone: 'neutral',
        sentence: `The public setup key of ${verdict.product}. Microsoft publishes it, so it is not stored.`,
      }
    case 'noKey':
      return { word: 'No key', tone: 'neutral', sentence: 'There is no key in this line.' }
    case 'wrong':
      return { word: 'Not a key', tone: 'bad', sentence: verdict.sentence }
  }
}
