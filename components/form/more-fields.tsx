'use client'

import { type ReactNode, useContext, useLayoutEffect, useRef } from 'react'
import { FieldProblems } from './form-context'
import { fieldProblem } from './shown-problem'

interface MoreFieldsProps {
  /** What is folded away: 'More about this host'. */
  label: string
  /** Opened from the start, where something is in them already. */
  open?: boolean
  children: ReactNode
}

/** Fields that most people leave alone, folded away until asked for, or until one of them is refused. */
export function MoreFields({ label, open, children }: MoreFieldsProps) {
  const details = useRef<HTMLDetailsElement>(null)
  const fields = useContext(FieldProblems)
  useLayoutEffect(() => {
    const names = [...(details.current?.querySelectorAll('[name]') ?? [])]
    const isRefused = names.some((one) => fieldProblem(fields, one.getAttribute('name') ?? ''))
    if (isRefused && details.current) details.current.open = true
  }, [fields])
  return (
    <details ref={details} open={open}>
      <summary className="link w-fit text-sm font-medium">{label}</summary>
      <div className="grid gap-5 pt-4">{children}</div>
    </details>
  )
}
