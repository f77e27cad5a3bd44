'use client'

import { X } from 'lucide-react'

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
