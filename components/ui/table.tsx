import type { ComponentProps } from 'react'
import { classes } from './classes'

/** On a narrow screen a table of many columns scrolls sideways; its words are not broken into a column of their own. */
const UNCRUSHED =
  'max-md:has-[th:nth-child(4)]:min-w-[36rem] max-md:has-[th:nth-child(6)]:min-w-[48rem] max-md:has-[th:nth-child(8)]:min-w-[60rem]'

/**
 * Plain table parts for small tables (people, audit, facts). A list over the fleet uses components/data-table.
 * The wrapper scrolls sideways, so that the page never does.
 */
export function Table({ className, label, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this only scrolls
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-md border bg-raised min-w-0"
    >
      <table
        aria-label={label}
        {...rest}
        className={classes('w-full border-collapse text-table', UNCRUSHED, className)}
      />
    </div>
  )
}

export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} className={classes('bg-sunken', props.className)} />
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} className={classes('[&>tr:last-child>*]:border-b-0', props.className)} />
}

export function TableRow(props: ComponentProps<'tr'>) {
  return <tr {...props} className={classes('hover:bg-hover', props.className)} />
}

/** `numeric` aligns to the right. */
export function HeaderCell({ numeric, className, ...rest }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={classes(
        'h-8 px-3 border-b text-xs font-medium text-ink-soft whitespace-nowrap',
        numeric ? 'text-right' : 'text-left',
        className,
      )}
    />
  )
}

/** `numeric` aligns to the right. */
export function Cell({ numeric, className, ...rest }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      {...rest}
      className={classes('h-10 px-3 py-1.5 border-b align-middle', numeric && 'text-right', className)}
    />
  )
}
