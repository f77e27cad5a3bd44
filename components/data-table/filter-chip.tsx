'use client'

import { X } from 'lucide-react'
import { Button } from '../ui/button'

interface FilterChipProps {
  field: string
  value: string
  onRemove: () => void
}

/** One condition of a filter, in words. */
export function FilterChip({ field, value, onRemove }: FilterChipProps) {
  return (
    <span className="inline-flex items-center h-7 rounded-md border border-line-strong bg-raised text-table max-w-full">
      <span className="pl-2 text-ink-soft whitespace-nowrap">{field}</span>{' '}
      <span className="pl-1.5 font-medium truncate">{value}</span>
      <button
        type="button"
        aria-label={`Remove the filter ${field} ${value}`}
        onClick={onRemove}
        className="grid place-items-center h-full w-7 text-ink-faint hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  )
}

interface FilterChipsProps<Key extends string> {
  chips: readonly { key: Key; field: string; value: string }[]
  onRemove: (key: Key) => void
  onClear: () => void
}

/** The conditions of a filter, each with a way to take it away. Nothing where there are none. */
export function FilterChips<Key extends string>({ chips, onRemove, onClear }: FilterChipsProps<Key>) {
  if (chips.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
      {chips.map(({ key, field, value }) => (
        <li key={key} className="max-w-full">
          <FilterChip field={field} value={value} onRemove={() => onRemove(key)} />
        </li>
      ))}
      <li>
        <Button look="quiet" size="small" onClick={onClear}>
          Clear all
        </Button>
      </li>
    </ul>
  )
}
