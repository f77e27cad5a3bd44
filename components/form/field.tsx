'use client'

import { cloneElement, type ReactElement, type ReactNode, useId } from 'react'
import { FieldError } from './field-error'
import { useFieldProblem } from './form-context'

interface FieldProps {
  label: ReactNode
  /** What to enter, in one line. */
  hint?: ReactNode
  /** What is wrong and what to do. Of a control with a name the form around knows it. */
  error?: string | undefined
  optional?: true | undefined
  children: ReactElement<{
    id?: string
    name?: string
    'aria-describedby'?: string
    'aria-invalid'?: boolean
  }>
}

/** A labelled control with its hint and its error. The control gets id and aria attributes from here. */
export function Field({ label, hint, error: given, optional, children }: FieldProps) {
  const base = useId()
  const refused = useFieldProblem(children.props.name)
  const error = given ?? refused
  const id = children.props.id ?? base
  const described = [hint && `${base}-hint`, error && `${base}-error`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1.5 min-w-0">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="text-ink-soft font-normal"> (optional)</span>}
      </label>
      {cloneElement(children, {
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hint && (
        <p id={`${base}-hint`} className="text-table text-ink-soft">
          {hint}
        </p>
      )}
      <FieldError id={`${base}-error`}>{error}</FieldError>
    </div>
  )
}
