'use client'

import { Notice } from '@/components/feedback/notice'
import { Time } from '@/components/ui/time'
import type { ExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { formatCount, formatCountOf } from '@/lib/format/counts'

interface BalanceLineProps {
  exchangeKey: ExchangeKey
  cost: number
  reapplied: number
  machines: number
}

/** What the package takes from the MAK, with the numbers of both sides. */
export function BalanceLine({ exchangeKey, cost, reapplied, machines }: BalanceLineProps) {
  const { balance, granted, reserved, reported, reportedAt, lastFive } = exchangeKey
  const left = balance - cost
  const isShort = cost > 0 && left < 0
  const isDoubtful = !isShort && reported !== null && reported < cost
  return (
    <Notice tone={isShort ? 'bad' : 'info'} title={sentenceOf({ machines, cost, reapplied, lastFive })}>
      {granted === 0
        ? 'Nobody has entered how many activations this MAK was granted; enter the first lot in its ledger.'
        : `${formatCountOf(balance, 'activation')} left of ${formatCount(granted)} granted${reserved > 0 ? `, with ${formatCount(reserved)} held for other packages already taken off` : ''}; ${isShort ? `${formatCount(-left)} too few.` : `${formatCount(left)} after this package.`}`}
      {reported !== null && reportedAt && (
        <span className="block">
          Microsoft reported {formatCount(reported)} left <Time at={reportedAt} />.
          {isDoubtful && ' That would not reach: ask for a fresh count before carrying the package out.'}
        </span>
      )}
    </Notice>
  )
}

function sentenceOf({
  machines,
  cost,
  reapplied,
  lastFive,
}: Omit<BalanceLineProps, 'exchangeKey'> & { lastFive: string }) {
  const free =
    reapplied > 0 ? ` ${formatCountOf(reapplied, 'stored confirmation ID')} applied again for nothing.` : ''
  return `${formatCountOf(machines, 'machine')}, ${formatCountOf(cost, 'activation')} of MAK …-${lastFive}.${free}`
}
