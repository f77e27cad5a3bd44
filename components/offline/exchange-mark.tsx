import {
  Ban,
  CircleCheckBig,
  Inbox,
  type LucideIcon,
  Package,
  SquareTerminal,
  TimerOff,
  Truck,
} from 'lucide-react'
import { EXCHANGE_STATE_MEANINGS, EXCHANGE_STATE_WORDS } from '@/lib/activation/offline/exchange-sentence'
import {
  EXCHANGE_STATES,
  type ExchangeCounts,
  type ExchangeState,
} from '@/lib/activation/offline/exchange-state'
import { formatCount } from '@/lib/format/counts'
import { classes } from '../ui/classes'
import { Tooltip } from '../ui/tooltip'

const LOOK: Readonly<Record<ExchangeState, { icon: LucideIcon; colour: string }>> = {
  prepared: { icon: Package, colour: 'text-ink-soft' },
  carriedOut: { icon: Truck, colour: 'text-watch' },
  answered: { icon: Inbox, colour: 'text-accent' },
  applied: { icon: SquareTerminal, colour: 'text-accent' },
  verified: { icon: CircleCheckBig, colour: 'text-ok' },
  expired: { icon: TimerOff, colour: 'text-warn' },
  cancelled: { icon: Ban, colour: 'text-silent' },
}

/** State of a request: shape, word, and what it means on hover and focus. */
export function ExchangeStateLabel({ state, inList }: { state: ExchangeState; inList?: true }) {
  const { icon: Icon, colour } = LOOK[state]
  return (
    <Tooltip text={EXCHANGE_STATE_MEANINGS[state]}>
      <span
        tabIndex={inList ? undefined : 0}
        data-exchange-state={state}
        className="inline-flex items-center gap-1.5 whitespace-nowrap rounded-sm align-middle"
      >
        <Icon aria-hidden className={classes('size-4 shrink-0', colour)} />
        {EXCHANGE_STATE_WORDS[state]}
      </span>
    </Tooltip>
  )
}

/** '28 verified, 2 expired': the states of a package that occur, as counts. */
export function ExchangeCountsLine({ counts }: { counts: ExchangeCounts }) {
  return (
    <span className="inline-flex flex-wrap gap-x-3 gap-y-1 align-middle">
      {EXCHANGE_STATES.filter((state) => counts[state] > 0).map((state) => {
        const { icon: Icon, colour } = LOOK[state]
        return (
          <span key={state} className="inline-flex items-center gap-1 whitespace-nowrap tabular-nums">
            <Icon aria-hidden className={classes('size-3.5 shrink-0', colour)} />
            {formatCount(counts[state])} {EXCHANGE_STATE_WORDS[state].toLowerCase()}
          </span>
        )
      })}
    </span>
  )
}
