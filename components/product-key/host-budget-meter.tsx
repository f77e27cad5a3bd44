import { classes } from '../ui/classes'

interface HostBudgetMeterProps {
  used: number
  limit: number
  isOver: boolean
}

/** Hosts that a CSVLK has activated, one mark each, against those it may activate; in words beside it. */
export function HostBudgetMeter({ used, limit, isOver }: HostBudgetMeterProps) {
  const marks = limit <= 12 ? Array.from({ length: limit }, (_, index) => index < used) : []
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span aria-hidden="true" className="inline-flex gap-0.5">
        {marks.map((isUsed, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the marks are their places
            key={index}
            className={classes(
              'block h-3 w-1.5 rounded-[1px] border',
              isUsed && (isOver ? 'border-bad bg-bad' : 'border-accent bg-accent'),
              !isUsed && 'border-line-strong',
            )}
          />
        ))}
      </span>
      <span className={classes('tabular-nums', isOver && 'font-medium text-bad')}>
        {used} of {limit}
        {isOver && ', over'}
      </span>
    </span>
  )
}
