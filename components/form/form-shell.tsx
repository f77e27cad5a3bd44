import type { ComponentProps, FormEvent, ReactNode } from 'react'
import { Notice } from '../feedback/notice'
import { classes } from '../ui/classes'

interface FormShellProps extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  /** Fields. */
  children: ReactNode
  /** What refused the whole form, in words; errors of one field belong to the field. */
  problem?: ReactNode
  /** Buttons at the foot, the affirmative one first. */
  actions: ReactNode
  /** The browser itself sends nothing. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown
}

/** Every form: fields, one place for a refusal, actions at the foot. */
export function FormShell({ children, problem, actions, className, onSubmit, ...rest }: FormShellProps) {
  return (
    <form
      noValidate
      {...rest}
      onSubmit={(event) => {
        event.preventDefault()
        void onSubmit(event)
      }}
      className={classes('grid gap-5 max-w-lg', className)}
    >
      {children}
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div data-form-foot className="flex flex-wrap gap-2">
        {actions}
      </div>
    </form>
  )
}
