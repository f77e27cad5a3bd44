'use client'

import { ListFilter, X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import type { FilterTable, FilterValues } from '@/lib/format/filter-table'
import type { ListGroup } from '@/lib/format/list-groups'
import { hasQualifiers, parseQualifiers, type WordProblem } from '@/lib/format/qualifiers'
import { Input } from '../form/input'
import { usePageKeys } from '../layout/keys'
import { useSearchText } from './use-search-text'

interface QualifiedSearchProps {
  /** what the address looks for */
  q: string
  label: string
  placeholder: string
  /** the qualifiers there are */
  table: FilterTable
  /** the free text alone, while the person types; null: none */
  search: (q: string | null) => void
  /** the free text, and what its qualifiers ask for */
  narrow: (q: string | null, found: FilterValues, group: ListGroup | undefined) => void
  onPaste?: (event: ClipboardEvent) => void
}

/** Searches while the person types; qualifiers become chips with Enter or a blank. */
export function QualifiedSearch(props: QualifiedSearchProps) {
  const { q, label, placeholder, table, search, narrow, onPaste } = props
  const {
    text,
    setText,
    settle: sendNow,
  } = useSearchText(
    q,
    (wanted) => search(lookUpText(wanted) || null),
    (input) => !hasQualifiers(input, table),
  )
  const box = useRef<HTMLInputElement>(null)
  useFocusKey(box)
  const [isSettled, setSettled] = useState(false)
  // The word that is still being typed is not judged.
  const problems = parseQualifiers(text, table).problems.filter(
    ({ written }) => isSettled || !text.endsWith(written),
  )
  const settle = (input: string) => {
    const { text: rest, found, problems: left, group } = parseQualifiers(lookUpText(input), table)
    setSettled(true)
    // What makes no sense stays in the box until it is mended.
    sendNow(rest, [rest, ...left.map(({ written }) => written)].filter(Boolean).join(' '))
    narrow(rest || null, found, group)
  }
  const type = (input: string) => {
    setSettled(false)
    const { found, group } = parseQualifiers(input, table)
    const isComplete = input.endsWith(' ') && (group !== undefined || Object.keys(found).length > 0)
    if (isComplete) settle(input)
    else setText(input)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') settle(text)
    if (event.key === 'Escape') box.current?.blur()
  }
  return (
    <div className="relative flex-1 basis-80 min-w-0 max-md:basis-full">
      <ListFilter aria-hidden className="absolute left-2.5 top-2 size-4 text-ink-faint" />
      <Input
        ref={box}
        type="search"
        aria-label={label}
        aria-keyshortcuts="f"
        placeholder={placeholder}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        onPaste={onPaste}
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
