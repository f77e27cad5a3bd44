import { classes } from '../ui/classes'

interface CountMeterProps {
  count: number
  needed: number
}

/**
 * Current count against what is needed. A host shows at most twice the need, so that is the full width; the
 * stroke marks the need.
 */
export function CountMeter({ count, needed }: CountMeterProps) {
  const isEnough = count >= needed
  const percent = Math.min(100, (count / (2 * needed)) * 100)
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      {/* biome-ignore lint/a11y/useSemanticElements: a native meter cannot take the console's colours */}
      <span
        role="meter"
        aria-label={`Count ${count}, ${needed} needed`}
        aria-valuemin={0}
        aria-valuemax={2 * needed}
        aria-valuenow={Math.min(count, 2 * needed)}
        className="relative block h-2 w-20 rounded-full bg-sunken border overflow-hidden"
      >
        <span
          className={classes('block h-full', isEnough ? 'bg-ok' : 'bg-warn')}
          style={{ width: `${percent}%` }}
        />
        <span className="absolute inset-y-0 left-1/2 w-px bg-ink" />
      </span>
      <span className="whitespace-nowrap">
        {count} <span className="text-ink-soft">/ {needed}</span>
      </span>
    </span>
  )
}
