'use client'

import { useOptimistic } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { useChoice } from '@/components/form/choice-in-address'
import { Field } from '@/components/form/field'
import { LinkButton } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { CountedExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

interface MakFieldProps {
  keys: readonly CountedExchangeKey[]
  keyId: string
  /** Where the page with this MAK chosen is. */
  pathFor: (keyId: string) => string
}

/** Which MAK, with what is left of it. The choice shows at once; the page follows it. */
export function MakField({ keys, keyId, pathFor }: MakFieldProps) {
  const { go } = useChoice()
  const [shown, show] = useOptimistic(keyId)
  return (
    <Field label="MAK">
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
    </Field>
  )
}

function leftWords({ figure: { left, granted, overdrawnBy } }: CountedExchangeKey): string {
  if (granted === 0) return 'number granted not entered'
  return overdrawnBy > 0
    ? `overdrawn by ${formatCount(overdrawnBy)}`
    : `${formatCountOf(left, 'activation')} left`
}

/** children: what is to be added of a MAK, for what is done here. */
export function NoMak({ children }: { children: string }) {
  return (
    <EmptyState
      kind="noData"
      title="No MAK yet"
      actions={
        <LinkButton look="primary" href={paths.keys()}>
          Add a MAK
        </LinkButton>
      }
    >
      {children}
    </EmptyState>
  )
}
