'use client'

import type { ClipboardEvent } from 'react'
import { FilterChips } from '@/components/data-table/filter-chip'
import { FilterMenu, type FilterOption } from '@/components/data-table/filter-menu'
import { QualifiedSearch } from '@/components/data-table/qualified-search'
import { toast } from '@/components/feedback/toaster'
import { CONDITION_WORD } from '@/components/license/condition'
import { ConditionLabel } from '@/components/license/condition-mark'
import { Button } from '@/components/ui/button'
import { CONDITIONS } from '@/lib/activation/words/labels'
import type { ClientsList } from '@/lib/data/clients/clients-list'
import { CLIENT_FILTERS, type ClientFilterField, KNOWN_FIELDS, NAMES_LIMIT } from '@/lib/format/client-fields'
import {
  type ClientsChange,
  type ClientsParams,
  FIRST_PAGE,
  NO_CLIENTS_FILTER,
} from '@/lib/format/clients-address'
import {
  CLIENT_FILTER_TABLE,
  type FieldChange,
  fieldValue,
  filterField,
  itemsOf,
  joinFilters,
} from '@/lib/format/clients-filter'
import { formatCountOf } from '@/lib/format/counts'
import { chipsOf } from '@/lib/format/filter-table'
import { pastedNames } from '@/lib/format/qualifiers'

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
  const { choices, read, say } = filterField(field)
  if (choices) return [...choices]
  const known = KNOWN_FIELDS.find((one) => one === field)
  const values = known && (list?.known[known] ?? [])
  // Without a collector there is no attempt to ask for.
  if (known === 'attempt' && values?.length === 0) return undefined
  return values?.map((value) => ({ value, label: say(read(value)) }))
}

/** The states with their marks, and how many machines are in each where the roll-up can tell. */
function stateOptions(list: ClientsList | undefined): FilterOption[] {
  return CONDITIONS.map((condition) => ({
    value: condition,
    label: <ConditionLabel condition={condition} word={CONDITION_WORD[condition]} />,
    count: list?.byCondition && (list.byCondition[condition] ?? 0),
  }))
}

/** The text of the list: a pasted list of names becomes a filter at once. */
function SearchBox({ params, change }: Pick<FilterBarProps, 'params' | 'change'>) {
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
    <QualifiedSearch
      q={params.q}
      label="Filter clients"
      placeholder="Part of a name, CMID, last five, KMS host, or state:grace expires:<14d"
      table={CLIENT_FILTER_TABLE}
      search={(q) => change({ q, ...FIRST_PAGE }, 'replace')}
      narrow={(q, found, group) =>
        change({
          ...joinFilters(params, found as FieldChange),
          q,
          ...FIRST_PAGE,
          ...(group && { group }),
        })
      }
      onPaste={paste}
    />
  )
}

/** The filter as chips, in the order of the fields. The free text stands in the box and needs none. */
export function ClientChips({ params, change }: Pick<FilterBarProps, 'params' | 'change'>) {
  return (
    <FilterChips
      chips={chipsOf(CLIENT_FILTER_TABLE, params)}
      onRemove={(field) => change({ [field]: null, ...FIRST_PAGE })}
      onClear={() => change({ ...NO_CLIENTS_FILTER, ...FIRST_PAGE })}
    />
  )
}
