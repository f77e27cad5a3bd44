'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { BookOpen, KeyRound, MonitorCheck, Search, Server } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useRef, useState } from 'react'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { paths } from '@/lib/format/paths'
import { useGo } from '../layout/leaving'
import { FOOT_PLACES, MAIN_PLACES, type Place } from '../layout/navigation'
import { ConditionLabel } from '../license/condition-mark'
import { MaskedKey } from '../license/masked-key'
import { askSearch, type SearchAnswer } from './ask-search'

interface CommandPaletteProps {
  places: readonly Place[]
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Search over machines, KMS hosts, keys and pages. Opens with `/` or Ctrl-K. */
export function CommandPalette({ places, open, onOpenChange }: CommandPaletteProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="appear fixed inset-0 z-40 bg-backdrop" />
        <Base.Popup
          aria-label="Search"
          className="overlay appear fixed z-50 left-1/2 top-[max(10vh,1rem)] -translate-x-1/2 w-[calc(100vw-2rem)] max-w-xl overflow-hidden"
        >
          <Base.Title className="sr-only">Search</Base.Title>
          <Palette places={places} close={() => onOpenChange(false)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Palette({ places, close }: { places: readonly Place[]; close: () => void }) {
  const leaveFor = useGo()
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const { data, isFetching, isError } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => askSearch(asked, signal),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  })
  const go = (href: string) => {
    close()
    leaveFor(href)
  }
  const pages = [...MAIN_PLACES, ...FOOT_PLACES].filter(
    (item) => places.includes(item.place) && item.label.toLowerCase().includes(text.trim().toLowerCase()),
  )
  const found = asked ? data : undefined
  const isAnswered = asked === text.trim() && !isFetching
  const { list, holdEnter } = useEnterForAnswer(text, isAnswered)
  const nothing = !isFetching && !pages.length && !isAnything(found)
  return (
    <Command shouldFilter={false} label="Search" loop onKeyDown={holdEnter}>
      <div className="flex items-center gap-2.5 h-12 px-4 border-b">
        <Search aria-hidden className="size-4 text-ink-faint" />
        <Command.Input
          value={text}
          onValueChange={setText}
          autoFocus
          placeholder="Machine name, KMS host, last five of a key, page"
          className="flex-1 h-full bg-transparent outline-none placeholder:text-ink-faint text-sm"
        />
      </div>
      <Command.List ref={list} className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
        {isError && (
          <p className="px-3 py-6 text-center text-ink-soft">The search did not answer. Try again.</p>
        )}
        {nothing && !isError && (
          <p className="px-3 py-8 text-center text-ink-soft">Nothing found for “{text.trim()}”.</p>
        )}
        {found && found.clients.length > 0 && (
          <Group heading="Clients">
            {found.clients.map((client) => (
              <Row
                key={client.name}
                id={`client ${client.name}`}
                onSelect={() => go(paths.client(client.name))}
              >
                <MonitorCheck aria-hidden className="size-4 text-ink-faint shrink-0" />
                <span className="font-mono text-table truncate">{client.name}</span>
                <span className="ml-auto text-xs text-ink-soft">
                  <ConditionLabel condition={client.condition} />
                </span>
              </Row>
            ))}
            <Row id="all clients" onSelect={() => go(paths.clients({ q: lookUpText(asked) }))}>
              <Search aria-hidden className="size-4 text-ink-faint shrink-0" />
              All clients with “{lookUpText(asked)}”
            </Row>
          </Group>
        )}
        {found && found.hosts.length > 0 && (
          <Group heading="KMS hosts">
            {found.hosts.map((host) => (
              <Row key={host.name} id={`host ${host.name}`} onSelect={() => go(paths.kmsHost(host.name))}>
                <Server aria-hidden className="size-4 text-ink-faint shrink-0" />
                <span className="font-mono text-table truncate">{host.name}</span>
              </Row>
            ))}
          </Group>
        )}
        {found && found.keys.length > 0 && (
          <Group heading="Keys">
            {found.keys.map((key) => (
              <Row key={key.id} id={`key ${key.id}`} onSelect={() => go(paths.key(key.id))}>
                <KeyRound aria-hidden className="size-4 text-ink-faint shrink-0" />
                <span className="truncate">{key.label}</span>
                <span className="ml-auto">
                  <MaskedKey lastFive={key.lastFive} />
                </span>
              </Row>
            ))}
          </Group>
        )}
        {pages.length > 0 && (
          <Group heading="Pages">
            {pages.map((item) => (
              <Row key={item.place} id={`page ${item.place}`} onSelect={() => go(item.href)}>
                <item.icon aria-hidden className="size-4 text-ink-faint shrink-0" />
                {item.label}
              </Row>
            ))}
          </Group>
        )}
        {asked && !isFetching && places.includes('reference') && (
          <Group heading="Reference">
            <Row id="reference" onSelect={() => go(paths.reference({ q: lookUpText(asked) }))}>
              <BookOpen aria-hidden className="size-4 text-ink-faint shrink-0" />
              <span className="truncate">Look up “{lookUpText(asked)}” in the reference</span>
            </Row>
          </Group>
        )}
      </Command.List>
    </Command>
  )
}

/** Enter pressed before the search has answered belongs to its answer, not to what still stands from the text before. */
function useEnterForAnswer(text: string, isAnswered: boolean) {
  const list = useRef<HTMLDivElement>(null)
  const [enteredFor, setEnteredFor] = useState<string>()
  useEffect(() => {
    if (!isAnswered || enteredFor !== text) return
    setEnteredFor(undefined)
    list.current?.querySelector<HTMLElement>('[cmdk-item]')?.click()
  }, [isAnswered, enteredFor, text])
  const holdEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isAnswered) return
    event.preventDefault()
    setEnteredFor(text)
  }
  return { list, holdEnter }
}

const isAnything = (found: SearchAnswer | undefined) =>
  found !== undefined && found.clients.length + found.hosts.length + found.keys.length > 0

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-soft"
    >
      {children}
    </Command.Group>
  )
}

function Row({ id, onSelect, children }: { id: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={id}
      onSelect={onSelect}
      className="flex items-center gap-2.5 h-9 px-2.5 rounded-sm cursor-default data-[selected=true]:bg-hover"
    >
      {children}
    </Command.Item>
  )
}
