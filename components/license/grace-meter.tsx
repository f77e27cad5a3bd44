import { classes } from '../ui/classes'

interface GraceMeterProps {
  /** Share that is left, 0 to 1. */
  left: number
  /** What the bar says, in words: '12 of 30 days left'. */
  label: string
  tone: 'ok' | 'watch' | 'warn' | 'bad' | 'silent'
}

const FILL = {
  ok: 'bg-ok',
  watch: 'bg-watch',
  warn: 'bg-warn',
  bad: 'bg-bad',
  silent: 'bg-silent',
} as const

/** How much of a validity or a grace period is left. */
export function GraceMeter({ left, label, tone }: GraceMeterProps) {
  const percent = Math.round(Math.min(1, Math.max(0, left)) * 100)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot take the console's colours
    <span
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={label}
      className="block h-1.5 w-full min-w-16 rounded-full bg-sunken border overflow-hidden"
    >
      <span className={classes('block h-full', FILL[tone])} style={{ width: `${percent}%` }} />
    </span>
  )
}
