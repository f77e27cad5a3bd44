'use client'

import { useOptimistic } from 'react'
import { useChoice } from '@/components/form/choice-in-address'
import { Select } from '@/components/ui/select'
import type { ExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { formatCount, formatCountOf } from '@/lib/format/counts'

interface MakSelectProps {
  keys: readonly ExchangeKey[]
  keyId: string
  /** Where the page with this MAK chosen is. */
  pathFor: (keyId: string) => string
}

/** Which MAK, with what is left of it. The choice shows at once; the page follows it. */
export function MakSelect({ keys, keyId, pathFor }: MakSelectProps) {
  const { go } = useChoice()
  const [shown, show] = useOptimistic(keyId)
  return (
    <Select
      options={keys.map((key) => ({
        value: key.id,
        label: `…-${key.lastFive} ${key.label}`,
        hint: leftWords(key),
      }))}
      value={shown}
      onValueChange={(id) => go(pathFor(id), () => show(id))}
      aria-label="MAK"
      className="w-full"
    />
  )
}

function leftWords({ balance, granted }: ExchangeKey): string {
  if (granted === 0) return 'nothing granted yet'
  return balance < 0
    ? `overdrawn by ${formatCount(-balance)}`
    : `${formatCountOf(balance, 'activation')} left`
}
