'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { ExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

interface PhoneFilterProps {
  keys: readonly ExchangeKey[]
  keyId: string
  client: string
}

/** Which MAK and which machine. */
export function PhoneFilter({ keys, keyId, client }: PhoneFilterProps) {
  const router = useRouter()
  const [name, setName] = useState(client)
  const go = (key: string) => router.replace(paths.offlinePhone({ client: name.trim(), key }))
  return (
    <form
      className="flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        go(keyId)
      }}
    >
      <div className="w-80 max-w-full">
        <Field label="Machine">
          <Input
            mono
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
          />
        </Field>
      </div>
      <div className="w-80 max-w-full">
        <Field label="MAK">
          <Select
            options={keys.map((key) => ({
              value: key.id,
              label: `${key.label} …-${key.lastFive}`,
              hint: `${formatCountOf(key.balance, 'activation')} left`,
            }))}
            value={keyId}
            onValueChange={go}
            aria-label="MAK"
            className="w-full"
          />
        </Field>
      </div>
      <Button type="submit">Look it up</Button>
    </form>
  )
}
