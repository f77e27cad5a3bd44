import type { ComponentProps, ReactNode } from 'react'
import { Notice } from '../feedback/notice'
import { classes } from '../ui/classes'

interface FormShellProps extends ComponentProps<'form'> {
  /** Fields. */
  children: ReactNode
  /** What refused the whole form, in words; errors of one field belong to the field. */
  problem?: ReactNode
  /** Buttons at the foot, the affirmative one first. */
  actions: ReactNode
}

/** Every form: fields, one place for a refusal, actions at the foot. */
export function FormShell({ children, problem, actions, className, ...rest }: FormShellProps) {
  return (
    <form noValidate {...rest} className={classes('grid gap-5 max-w-lg', className)}>
      {children}
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div data-form-foot className="flex flex-wrap gap-2">
        {actions}
      </div>
    </form>
  )
}
