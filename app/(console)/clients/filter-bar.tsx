'use client'

import { ListFilter, X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { FilterChips } from '@/components/data-table/filter-chip'
import { FilterMenu, type FilterOption } from '@/components/data-table/filter-menu'
import { useSearchText } from '@/components/data-table/use-search-text'
import { toast } from '@/components/feedback/toaster'
import { Input } from '@/components/form/input'
import { usePageKeys } from '@/components/layout/keys'
import { CONDITION_WORD } from '@/components/license/condition'
import { ConditionLabel } from '@/components/license/condition-mark'
import { Button } from '@/components/ui/button'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { CONDITIONS } from '@/lib/activation/words/labels'
import type { ClientsList } from '@/lib/data/clients/clients-list'
import { CLIENT_FILTERS, type ClientFilterField, KNOWN_FIELDS, NAMES_LIMIT } from '@/lib/format/client-fields'
import {
  type ClientsChange,
  type ClientsParams,
  FIRST_PAGE,
  NO_CLIENTS_FILTER,
} from '@/lib/format/clients-address'
import { fieldValue, filterField, itemsOf, joinFilters } from '@/lib/format/clients-filter'
import { formatCountOf } from '@/lib/format/counts'
import { hasQualifiers, parseQualifiers, pastedNames, type WordProblem } from './qualifiers'

export type ChangeParams = (change: ClientsChange, history?: 'push' | 'replace') => void

interface FilterBarProps {
  params: ClientsParams
  list: ClientsList | undefined
  /** when the person was here the time before */
  lastHere: string | null
  change: ChangeParams
}

/** Free text with qualifiers, and a menu per field that offers something. */
export function FilterBar({ params, list, lastHere, change }: FilterBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox params={params} change={change} />
      <div className="flex gap-2 max-md:overflow-x-auto max-md:w-full max-md:pb-1 max-md:-mb-1">
        {CLIENT_FILTERS.map((field) => {
          const { label, read, write } = filterField(field)
          const options = optionsOf(field, list)
          return (
            options && (
              <FilterMenu
                key={field}
                label={label}
                options={options}
                chosen={itemsOf(params, field).map(write)}
                onChange={(texts) => change({ ...fieldValue(field, texts.map(read)), ...FIRST_PAGE })}
              />
            )
          )
        })}
        {lastHere && params.changed !== lastHere && (
          <Button look="quiet" onClick={() => change({ changed: lastHere, ...FIRST_PAGE })}>
            Changed since I was last here
          </Button>
        )}
      </div>
    </div>
  )
}

/** What a field's menu offers; absent for a field without a menu. */
function optionsOf(field: ClientFilterField, list: ClientsList | undefined): FilterOption[] | undefined {
  if (field === 'state') return stateOptions(list)
  const { choices } = filterField(field)
  if (choices) return [...choices]
  const known = KNOWN_FIELDS.find((one) => one === field)
  return known && (list?.known[known] ?? []).map((value) => ({ value, label: value }))
}

/** The states with their marks, and how many machines are in each where the roll-up can tell. */
function stateOptions(list: ClientsList | undefined): FilterOption[] {
  return CONDITIONS.map((condition) => ({
    value: condition,
    label: <ConditionLabel condition={condition} word={CONDITION_WORD[condition]} />,
    count: list?.byCondition && (list.byCondition[condition] ?? 0),
  }))
}

/** Searches while the person types; qualifiers become chips with Enter or a blank, pasted lists at once. */
function SearchBox({ params, change }: Pick<FilterBarProps, 'params' | 'change'>) {
  const {
    text,
    setText,
    settle: sendNow,
  } = useSearchText(
    params.q,
    (wanted) => change({ q: lookUpText(wanted) || null, ...FIRST_PAGE }, 'replace'),
    (input) => !hasQualifiers(input),
  )
  const box = useRef<HTMLInputElement>(null)
  useFocusKey(box)
  const [isSettled, setSettled] = useState(false)
  // The word that is still being typed is not judged.
  const problems = parseQualifiers(text).problems.filter(
    ({ written }) => isSettled || !text.endsWith(written),
  )
  const settle = (input: string) => {
    const { text: rest, found, problems, group } = parseQualifiers(lookUpText(input))
    setSettled(true)
    // What makes no sense stays in the box until it is mended.
    sendNow(rest, [rest, ...problems.map(({ written }) => written)].filter(Boolean).join(' '))
    change({ ...joinFilters(params, found), q: rest || null, ...FIRST_PAGE, ...(group && { group }) })
  }
  const type = (input: string) => {
    setSettled(false)
    const { found, group } = parseQualifiers(input)
    const isComplete = input.endsWith(' ') && (group !== undefined || Object.keys(found).length > 0)
    if (isComplete) settle(input)
    else setText(input)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') settle(text)
    if (event.key === 'Escape') box.current?.blur()
  }
  const paste = (event: ClipboardEvent) => {
    const pasted = pastedNames(event.clipboardData.getData('text'))
    if (!pasted) return
    event.preventDefault()
    const { names, leftOut } = pasted
    if (leftOut > 0) {
      toast.note(
        `Only the first ${NAMES_LIMIT} names are looked up`,
        `${formatCountOf(leftOut, 'name')} left out.`,
      )
    }
    change({ names, ...FIRST_PAGE })
  }
  return (
    <div className="relative flex-1 basis-80 min-w-0 max-md:basis-full">
      <ListFilter aria-hidden className="absolute left-2.5 top-2 size-4 text-ink-faint" />
      <Input
        ref={box}
        type="search"
        aria-label="Filter clients"
        aria-keyshortcuts="f"
        placeholder="Part of a name, CMID, last five, KMS host, or state:grace expires:<14d"
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        onPaste={paste}
        aria-invalid={problems.length > 0}
        aria-describedby={problems.length > 0 ? 'filter-problems' : undefined}
        className="pl-8 pr-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label="Clear the text"
          onClick={() => settle('')}
          className="absolute right-0 top-0 grid place-items-center size-8 text-ink-faint hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
      <WordProblems
        problems={problems}
        onMend={(written, nearest) => settle(text.replace(written, nearest))}
      />
    </div>
  )
}

interface WordProblemsProps {
  problems: readonly WordProblem[]
  onMend: (written: string, nearest: string) => void
}

/** Words that are no filter, beneath the box, each with what was probably meant. */
function WordProblems({ problems, onMend }: WordProblemsProps) {
  if (problems.length === 0) return null
  return (
    <ul id="filter-problems" role="status" className="pt-1 grid gap-0.5 text-table text-ink-soft">
      {problems.map(({ written, why, nearest }) => (
        <li key={written}>
          <span className="font-mono text-bad">{written}</span>: {why}.
          {nearest && (
            <>
              {' '}
              Did you mean{' '}
              <button type="button" className="link font-mono" onClick={() => onMend(written, nearest)}>
                {nearest}
              </button>
              ?
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** `f` goes to the box. */
function useFocusKey(box: { current: HTMLInputElement | null }) {
  usePageKeys(
    useCallback(
      (event: globalThis.KeyboardEvent) => {
        if (event.key !== 'f') return
        event.preventDefault()
        box.current?.focus()
      },
      [box],
    ),
  )
}

/** The filter as chips, in the order of the fields. The free text stands in the box and needs none. */
export function ClientChips({ params, change }: Pick<FilterBarProps, 'params' | 'change'>) {
  const fields = CLIENT_FILTERS.filter((field) => itemsOf(params, field).length > 0)
  return (
    <FilterChips
      chips={fields.map((field) => ({ key: field, ...chipWords(field, itemsOf(params, field)) }))}
      onRemove={(field) => change({ [field]: null, ...FIRST_PAGE })}
      onClear={() => change({ ...NO_CLIENTS_FILTER, ...FIRST_PAGE })}
    />
  )
}

/** A condition as its chip says it. */
export function chipWords(
  field: ClientFilterField,
  items: readonly unknown[],
): { field: string; value: string } {
  const { label, say } = filterField(field)
  if (field === 'names' && items.length > 1) return { field: 'Names', value: `${items.length} pasted` }
  return { field: label, value: saidTogether(items.map(say)) }
}

/** 'kms01 or kms02', 'not kms03 and not kms04': what is left out adds up. */
function saidTogether(words: readonly string[]): string {
  const [out, wanted] = [
    words.filter((word) => word.startsWith('not ')),
    words.filter((word) => !word.startsWith('not ')),
  ]
  return [wanted.join(' or '), ...out].filter(Boolean).join(' and ')
}
