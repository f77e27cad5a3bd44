'use client'

import { useOptimistic, useState } from 'react'
import { useChoice } from '@/components/form/choice-in-address'
import { Field } from '@/components/form/field'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import type { CountedExchangeKey } from '@/lib/data/exchange/exchange-keys'
import type { ExchangePlaces } from '@/lib/data/exchange/places'
import { NAMES_LIMIT } from '@/lib/format/client-fields'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { type OfflineChoiceQuery, paths } from '@/lib/format/paths'
import { MakField } from '../mak-choice'
import { namesOf } from './choice-query'

interface ChooseFilterProps {
  keys: readonly CountedExchangeKey[]
  keyId: string
  asked: OfflineChoiceQuery
  places: ExchangePlaces
}

/** Which MAK, and which machines to list: by network, by part of a name, by a pasted list. All of it is in the address. */
export function ChooseFilter({ keys, keyId, asked, places }: ChooseFilterProps) {
  const { isPending, go } = useChoice()
  const [names, setNames] = useState(namesOf(asked.names ?? '').join('\n'))
  const [q, setQ] = useState(asked.q ?? '')
  const named = namesOf(names)
  const tooMany =
    named.length > NAMES_LIMIT
      ? `${formatCount(named.length)} names; the list has at most ${NAMES_LIMIT} at once. Prepare several packages.`
      : undefined
  const pathWith = (change: OfflineChoiceQuery) =>
    paths.offlineNew({
      ...asked,
      key: keyId,
      q,
      names: named.slice(0, NAMES_LIMIT).join(','),
      ...change,
    })
  const [place, showPlace] = useOptimistic(placeValue(asked))
  return (
    <form
      aria-busy={isPending}
      className="grid gap-4 rounded-md border bg-raised p-4 md:grid-cols-2 xl:grid-cols-[1.2fr_1fr_1fr_1.2fr] items-start"
      onSubmit={(event) => {
        event.preventDefault()
        go(pathWith({}))
      }}
    >
      <MakField keys={keys} keyId={keyId} pathFor={(key) => pathWith({ key })} />
      <Field label="Network" hint="A domain that machines report, or one registered under Networks.">
        <Select
          options={placeOptions(places, place)}
          value={place}
          onValueChange={(value) => go(pathWith(placeQuery(value)), () => showPlace(value))}
          aria-label="Network"
          className="w-full"
        />
      </Field>
      <Field label="Part of a name" optional>
        <Input value={q} onChange={(event) => setQ(event.currentTarget.value)} autoComplete="off" />
      </Field>
      <Field
        label="Names"
        optional
        error={tooMany}
        hint="One a line, or separated by commas. You can also select machines in the clients list."
      >
        <Textarea mono rows={3} value={names} onChange={(event) => setNames(event.currentTarget.value)} />
      </Field>
      <div className="flex gap-2 md:col-span-2 xl:col-span-4">
        <Button type="submit" disabled={isPending}>
          List machines
        </Button>
      </div>
    </form>
  )
}

const ANYWHERE = 'any'

function placeValue(asked: OfflineChoiceQuery): string {
  if (asked.unit) return `unit:${asked.unit}`
  return asked.domain ? `domain:${asked.domain}` : ANYWHERE
}

function placeQuery(value: string): OfflineChoiceQuery {
  if (value.startsWith('unit:')) return { unit: value.slice(5), domain: undefined }
  if (value.startsWith('domain:')) return { unit: undefined, domain: value.slice(7) }
  return { unit: undefined, domain: undefined }
}

function placeOptions({ domains, units }: ExchangePlaces, chosen: string) {
  const options = [
    { value: ANYWHERE, label: 'Any network' },
    ...units.map(({ id, kind, name }) => ({
      value: `unit:${id}`,
      label: name,
      hint: `${kind}, as registered`,
    })),
    ...domains.map(({ name, machines }) => ({
      value: `domain:${name === '' ? '-' : name}`,
      label: name === '' ? 'No domain (workgroup)' : name,
      hint: formatCountOf(machines, 'machine'),
    })),
  ]
  const isListed = options.some(({ value }) => value === chosen)
  return isListed ? options : [...options, { value: chosen, label: chosen.replace(/^\w+:/, '') }]
}
