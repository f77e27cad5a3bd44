'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { FieldError } from './field-error'
import { useFieldProblem } from './form-context'

interface TickFieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  name: string
  /** What ticking it means. */
  label: ReactNode
  /** More about it, in one line. */
  hint?: ReactNode
}

/** A box to tick with its words, and what is wrong with it. */
export function TickField({ name, label, hint, ...box }: TickFieldProps) {
  const errorId = useId()
  const error = useFieldProblem(name)
  return (
    <div className="grid gap-1.5">
      <label className="flex items-start gap-2.5 text-sm">
        <input
          {...box}
          type="checkbox"
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={error && errorId}
          className="tick-box mt-0.5"
        />
        <span className="grid">
          <span className="font-medium">{label}</span>
          {hint && <span className="text-table text-ink-soft">{hint}</span>}
        </span>
      </label>
      <FieldError id={errorId}>{error}</FieldError>
    </div>
  )
}
