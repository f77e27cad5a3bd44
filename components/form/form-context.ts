'use client'

import { createContext, useContext } from 'react'
import { fieldProblem } from './shown-problem'

/** What is wrong with the fields of the form around, by path. */
export const FieldProblems = createContext<Record<string, string>>({})

/** What is wrong with one field. */
export function useFieldProblem(name: string | undefined): string | undefined {
  const fields = useContext(FieldProblems)
  return name === undefined ? undefined : fieldProblem(fields, name)
}
