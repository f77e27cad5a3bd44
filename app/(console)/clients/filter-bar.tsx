'use client'

import { ListFilter, X } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { FilterMenu } from '@/components/data-table/filter-menu'
import { toast } from '@/components/feedback/toaster'
import { Input } from '@/components/form/input'
import { usePageKeys } from '@/components/layout/keys'
import { CONDITION_WORD, CONDITIONS } from '@/components/license/condition'
import { ConditionLabel } from '@/components/license/condition-mark'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { type ClientsFilter, expiryText, NAMES_LIMIT, parseExpiry } from '@/lib/data/clients/clients-filter'
import type { ClientsList } from '@/lib/data/clients/clients-list'
import { EXPIRY_CHOICES } from './filter-words'
import { hasQualifiers, parseQualifiers, pastedNames } from './qualifiers'
import { type ClientsParams, FIRST_PAGE } from './search-params'

export type ChangeParams = (
  change: Partial<{ [Key in keyof ClientsParams]: ClientsParams[Key] | null }>,
  history?: 'push' | 'replace',
) => void

interface FilterBarProps {
  params: ClientsParams
  list: ClientsList | undefined
  change: ChangeParams
}

/** Free text with qualifiers, and a menu per field. */
export function FilterBar({ params, list, change }: FilterBarProps) {
  const narrow = (next: Partial<ClientsParams>) => change({ ...next, ...FIRST_PAGE })
  const offer = (values: readonly string[] | undefined) =>
    (values ?? []).map((value) => ({ value, label: value }))
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchBox params={params} change={change} />
      <div className="flex gap-2 max-md:overflow-x-auto max-md:w-full max-md:pb-1 max-md:-mb-1">
        <FilterMenu
          label="State"
          options={CONDITIONS.map((condition) => ({
            value: condition,
            label: <ConditionLabel condition={condition} word={CONDITION_WORD[condition]} />,
            count: list?.byCondition && (list.byCondition[condition] ?? 0),
          }))}
          chosen={params.state}
          onChange={(state) => narrow({ state: state as ClientsFilter['state'] })}
        />
        <FilterMenu
          label="Product"
          options={offer(list?.known.products)}
          chosen={params.product}
          onChange={(product) => narrow({ product })}
        />
        <FilterMenu
          label="Channel"
          options={offer(list?.known.channels)}
          chosen={params.channel}
          onChange={(channel) => narrow({ channel })}
        />
        <FilterMenu
          label="KMS host"
          options={offer(list?.known.hosts)}
          chosen={params.host}
          onChange={(host) => narrow({ host })}
        />
        <FilterMenu
          label="Expires"
          options={EXPIRY_CHOICES}
          chosen={params.expires ? [expiryText(params.expires)] : []}
          onChange={(chosen) => narrow({ expires: parseExpiry(chosen.at(-1) ?? '') })}
        />
      </div>
    </div>
  )
}

const PAUSE_MS = 200

/** Searches while the person types; qualifiers become chips with Enter or a blank, pasted lists at once. */
function SearchBox({ params, change }: Pick<FilterBarProps, 'params' | 'change'>) {
  const [text, setText] = useState(params.q)
  const sent = useRef(params.q)
  const box = useRef<HTMLInputElement>(null)
  useFocusKey(box)
  // The address can change by Back or by a chip: the box follows, but never while its own text is on the way.
  useEffect(() => {
    if (params.q !== sent.current) {
      sent.current = params.q
      setText(params.q)
    }
  }, [params.q])
  useEffect(() => {
    if (text.trim() === sent.current || hasQualifiers(text)) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      change({ q: lookUpText(text) || null, ...FIRST_PAGE }, 'replace')
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, change])
  const settle = (input: string) => {
    const { text: rest, found } = parseQualifiers(lookUpText(input))
    sent.current = rest
    setText(rest)
    change({ ...merged(params, found), q: rest || null, ...FIRST_PAGE })
  }
  const type = (input: string) =>
    input.endsWith(' ') && hasQualifiers(input) ? settle(input) : setText(input)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') settle(text)
    if (event.key === 'Escape') box.current?.blur()
  }
  const paste = (event: ClipboardEvent) => {
    const pasted = pastedNames(event.clipboardData.getData('text'))
    if (!pasted) return
    event.preventDefault()
    if (pasted.leftOut > 0)
      toast.note(`Only the first ${NAMES_LIMIT} names are looked up`, `${pasted.leftOut} more were pasted.`)
    change({ names: pasted.names, ...FIRST_PAGE })
  }
  return (
    <div className="relative flex-1 basis-80 min-w-0 max-md:basis-full">
      <ListFilter aria-hidden className="absolute left-2.5 top-2 size-4 text-ink-faint" />
      <Input
        ref={box}
        type="search"
        aria-label="Filter clients"
        aria-keyshortcuts="f"
        placeholder="Part of a name, CMID, last five, KMS host, or state:grace expires:<14d"
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        onPaste={paste}
        className="pl-8 pr-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label="Clear the text"
          onClick={() => settle('')}
          className="absolute right-0 top-0 grid place-items-center size-8 text-ink-faint hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  )
}

/** `f` goes to the box. */
function useFocusKey(box: { current: HTMLInputElement | null }) {
  usePageKeys(
    useCallback(
      (event: globalThis.KeyboardEvent) => {
        if (event.key !== 'f') return
        event.preventDefault()
        box.current?.focus()
      },
      [box],
    ),
  )
}

/** Lists add up with what the chips hold already; single values replace it. */
function merged(params: ClientsParams, found: ReturnType<typeof parseQualifiers>['found']) {
  const union = <Value,>(one: readonly Value[], other: readonly Value[] | undefined) => [
    ...new Set([...one, ...(other ?? [])]),
  ]
  return {
    state: union(params.state, found.state),
    product: union(params.product, found.product),
    channel: union(params.channel, found.channel),
    host: union(params.host, found.host),
    reason: union(params.reason, found.reason),
    names: union(params.names, found.names),
    expires: found.expires ?? params.expires,
    news: found.news ?? params.news,
    cmid: found.cmid ?? params.cmid,
    key: found.key ?? params.key,
  }
}
