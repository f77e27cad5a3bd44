import type { ComponentProps } from 'react'
import { classes } from '../ui/classes'

const CONTROL =
  'w-full rounded-md border border-line-strong bg-raised text-ink placeholder:text-ink-faint ' +
  'hover:border-ink-soft focus-visible:outline-offset-0 aria-invalid:border-bad disabled:opacity-55'

/** `mono` for names, codes and commands. */
export function Input({ mono, className, ...rest }: ComponentProps<'input'> & { mono?: true }) {
  return (
    <input
      {...rest}
      className={classes(CONTROL, 'h-8 px-2.5 text-sm', mono && 'font-mono text-table', className)}
    />
  )
}

export function Textarea({ mono, className, ...rest }: ComponentProps<'textarea'> & { mono?: true }) {
  return (
    <textarea
      {...rest}
      className={classes(CONTROL, 'px-2.5 py-2 text-sm', mono && 'font-mono text-table', className)}
    />
  )
}
