import type { Condition } from '@/lib/activation/license/assess'
import { classes } from '../ui/classes'
import { CONDITION_TEXT_COLOUR, CONDITION_WORD } from './condition'

interface ConditionMarkProps {
  condition: Condition
  /** Share of the grace period that is left, 0 to 1: how full the ring is. */
  left?: number | undefined
  size?: 12 | 16 | 20 | 28
  className?: string
}

/** The shape of a condition. Decorative: its word always stands beside it (ConditionLabel). */
export function ConditionMark({ condition, left, size = 16, className }: ConditionMarkProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={classes('shrink-0', CONDITION_TEXT_COLOUR[condition], className)}
    >
      <Shape condition={condition} left={left} />
    </svg>
  )
}

function Shape({ condition, left = 0.66 }: { condition: Condition; left?: number | undefined }) {
  if (condition === 'licensed') return <circle cx="8" cy="8" r="5.5" fill="currentColor" />
  if (condition === 'grace') return <ClockRing left={left} />
  if (condition === 'notification') {
    return (
      <path
        d="M8 2.6 14 13.2H2Z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
    )
  }
  if (condition === 'unlicensed')
    return <rect x="3" y="3" width="10" height="10" rx="1.2" fill="currentColor" />
  return (
    <circle
      cx="8"
      cy="8"
      r="5.2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeDasharray="2.1 1.98"
    />
  )
}

const RADIUS = 5
const ROUND = 2 * Math.PI * RADIUS

/** A ring that empties clockwise from the top, like a clock running out, with its hand at what is left. */
function ClockRing({ left }: { left: number }) {
  const share = Math.min(1, Math.max(0, left))
  const angle = 2 * Math.PI * (1 - share)
  return (
    <g fill="none" stroke="currentColor">
      <circle cx="8" cy="8" r={RADIUS} strokeWidth="1.2" opacity="0.55" />
      <circle
        cx="8"
        cy="8"
        r={RADIUS}
        strokeWidth="2.6"
        strokeDasharray={`${share * ROUND} ${ROUND}`}
        transform={`rotate(${(1 - share) * 360 - 90} 8 8)`}
      />
      <path
        d={`M8 8 L${8 + 3.6 * Math.sin(angle)} ${8 - 3.6 * Math.cos(angle)}`}
        strokeWidth="1.4"
        strokeLinecap="round"
      />
    </g>
  )
}

/** Mark and word. `word` replaces the usual word where a longer one is known ("Grace, 12 days left"). */
export function ConditionLabel({ condition, left, word }: ConditionMarkProps & { word?: string }) {
  return (
    <span
      className="inline-flex items-center gap-1.5 whitespace-nowrap align-middle"
      data-condition={condition}
    >
      <ConditionMark condition={condition} left={left} />
      {word ?? CONDITION_WORD[condition]}
    </span>
  )
}
