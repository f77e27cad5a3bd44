import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  HelpCircle,
  type LucideIcon,
  MapPinOff,
  Plug,
  SquareMinus,
  TriangleAlert,
  Unplug,
} from 'lucide-react'
import { CELL_WORDS } from '@/lib/activation/discovery/cell-words'
import type { CellKind } from '@/lib/activation/discovery/matrix-cell'
import { classes } from '../ui/classes'

const SIGN: Readonly<Record<CellKind, LucideIcon>> = {
  published: CircleCheck,
  missing: SquareMinus,
  stale: Unplug,
  wrongPort: Plug,
  noAddress: MapPinOff,
  unknownHost: HelpCircle,
  unreachableDns: CircleSlash,
  notExpected: Ban,
  notAsked: CircleDashed,
}

const COLOUR = {
  ok: 'text-ok',
  watch: 'text-watch',
  warn: 'text-warn',
  bad: 'text-bad',
  silent: 'text-silent',
} as const

/** The sign of a state; its word always stands beside it. */
export function CellMark({ kind, large }: { kind: CellKind; large?: true }) {
  const Sign = SIGN[kind]
  const colour = COLOUR[CELL_WORDS[kind].tone]
  return <Sign aria-hidden className={classes('shrink-0', colour, large ? 'size-7' : 'size-4')} />
}

/** Sign and word; a remark as a small triangle with its own words. */
export function CellLabel({ kind, notes = 0 }: { kind: CellKind; notes?: number }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap align-middle" data-cell={kind}>
      <CellMark kind={kind} />
      {CELL_WORDS[kind].label}
      {notes > 0 && (
        <span className="inline-flex items-center text-watch">
          <TriangleAlert aria-hidden className="size-3.5" />
          <span className="sr-only">{notes === 1 ? ', 1 remark' : `, ${notes} remarks`}</span>
        </span>
      )}
    </span>
  )
}
