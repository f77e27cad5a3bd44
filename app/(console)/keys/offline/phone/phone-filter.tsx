'use client'

import { useState } from 'react'
import { useChoice } from '@/components/form/choice-in-address'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import type { ExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { paths } from '@/lib/format/paths'
import { MakSelect } from '../mak-select'

interface PhoneFilterProps {
  keys: readonly ExchangeKey[]
  keyId: string
  client: string
}

/** Which MAK and which machine. */
export function PhoneFilter({ keys, keyId, client }: PhoneFilterProps) {
  const { go } = useChoice()
  const [name, setName] = useState(client)
  const pathFor = (key: string) => paths.offlinePhone({ client: name.trim(), key })
  return (
    <form
      className="flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        go(pathFor(keyId))
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
          <MakSelect keys={keys} keyId={keyId} pathFor={pathFor} />
        </Field>
      </div>
      <Button type="submit">Look it up</Button>
    </form>
  )
}
