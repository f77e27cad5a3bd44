import { CircleAlert, Eye, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Severity } from '@/lib/activation/alert/alert'
import { SEVERITY_WORDS } from '@/lib/activation/alert/alert-words'
import { classes } from '../ui/classes'

const LOOK = {
  critical: { icon: OctagonAlert, colour: 'text-bad' },
  error: { icon: CircleAlert, colour: 'text-bad' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  info: { icon: Eye, colour: 'text-watch' },
} as const

/** A severity as a shape and a word; `markOnly` leaves the word to listeners and the tooltip. */
export function SeverityMark({ severity, markOnly }: { severity: Severity; markOnly?: true }) {
  const { icon: Icon, colour } = LOOK[severity]
  const word = SEVERITY_WORDS[severity]
  return (
    <span title={markOnly && word} className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden className={classes('size-4 shrink-0', colour)} />
      <span className={markOnly && 'sr-only'}>{word}</span>
    </span>
  )
}
