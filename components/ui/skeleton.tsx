import { classes } from './classes'

/** A grey shape where content will be; give it the size of that content. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes('block rounded-sm bg-hover breathe', className)} />
}
