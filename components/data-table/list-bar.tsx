'use client'

import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ListChange } from '@/lib/format/list-address'
import type { ListFacts } from '@/lib/format/lists'
import type { ListPage } from '@/lib/format/shown-list'
import { Input } from '../form/input'
import { Button } from '../ui/button'
import { FilterChips } from './filter-chip'
import { FilterMenu } from './filter-menu'
import { useSearchText } from './use-search-text'

interface ListFilterProps {
  facts: ListFacts
  page: Pick<ListPage<unknown>, 'choices'>
  values: { q: string; from: string | null; to: string | null }
  filters: Readonly<Record<string, readonly string[]>>
  change: (change: ListChange) => void
  /** sets one filter */
  narrow: (word: string, chosen: string[]) => void
}

interface ListBarProps extends ListFilterProps {
  /** when the person was here the time before */
  lastHere: string | null
  /** the tools of the list */
  children: ReactNode
}

/** Text, a menu per filter that offers something, and the range of days. */
export function ListBar({ facts, page, values, filters, lastHere, change, narrow, children }: ListBarProps) {
  const offering = Object.entries(facts.filters).filter(([word]) => (page.choices[word]?.length ?? 0) > 0)
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <SearchBox q={values.q} noun={facts.noun} placeholder={facts.search} change={change} />
      {offering.map(([word, label]) => (
        <FilterMenu
          key={word}
          label={label}
          options={page.choices[word] ?? []}
          chosen={filters[word] ?? []}
          onChange={(chosen) => narrow(word, chosen)}
        />
      ))}
      {facts.time && <Range label={facts.time} values={values} lastHere={lastHere} change={change} />}
      <span className="flex flex-wrap gap-2 ml-auto">{children}</span>
    </div>
  )
}

/** Searches while the person types. */
function SearchBox({
  q,
  noun,
  placeholder,
  change,
}: {
  q: string
  noun: string
  placeholder: string
  change: ListBarProps['change']
}) {
  const { text, setText } = useSearchText(q, (wanted) => change({ q: wanted || null }))
  return (
    <span className="relative flex-1 basis-56 min-w-0 max-w-md max-md:basis-full">
      <ListFilter aria-hidden className="absolute left-2.5 top-2 size-4 text-ink-faint" />
      <Input
        type="search"
        aria-label={`Filter by text: each ${noun}`}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="pl-8"
      />
    </span>
  )
}

interface RangeProps extends Pick<ListBarProps, 'lastHere' | 'change'> {
  label: string
  values: ListFilterProps['values']
}

/** The days the list is about, in UTC, and what is new since the person was here before. */
function Range({ label, values: { from, to }, lastHere, change }: RangeProps) {
  const day = (word: 'from' | 'to', name: string, value: string | null) => (
    <span className="w-36">
      <Input
        type="date"
        aria-label={`${label}: ${name} (UTC)`}
        title={`${label}: ${name} (UTC)`}
        value={value?.slice(0, 10) ?? ''}
        onChange={(event) => change({ [word]: event.target.value || null })}
      />
    </span>
  )
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {day('from', 'from', from)}
      <span aria-hidden className="text-ink-faint">
        –
      </span>
      {day('to', 'to', to)}
      {lastHere && from !== lastHere && (
        <Button look="quiet" onClick={() => change({ from: lastHere, to: null })}>
          Since I was last here
        </Button>
      )}
    </span>
  )
}

/** The filter as chips. The free text stands in its box and needs none. */
export function ListChips(props: ListFilterProps & { clear: () => void }) {
  const { facts, page, values, filters, change, narrow, clear } = props
  const word = (of: string, value: string) =>
    page.choices[of]?.find((choice) => choice.value === value)?.label ?? value
  const chips = Object.entries(facts.filters)
    .filter(([of]) => (filters[of]?.length ?? 0) > 0)
    .map(([of, field]) => ({
      key: of,
      field,
      value: (filters[of] ?? []).map((value) => word(of, value)).join(' or '),
    }))
  const days = (['from', 'to'] as const).flatMap((bound) => {
    const value = values[bound]
    return value ? [{ key: bound, field: `${facts.time ?? 'When'}: ${bound}`, value: said(value) }] : []
  })
  return (
    <FilterChips
      chips={[...chips, ...days]}
      onRemove={(key) => (key === 'from' || key === 'to' ? change({ [key]: null }) : narrow(key, []))}
      onClear={clear}
    />
  )
}

/** A day as it is, a moment to the minute. */
const said = (value: string) => value.replace('T', ' ').replace(/(\d\d:\d\d).*/, '$1 UTC')
