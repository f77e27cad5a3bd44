import {
  BookOpen,
  KeyRound,
  type LucideIcon,
  MonitorCheck,
  MonitorOff,
  Search,
  Server,
  User,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { lookUpText } from '@/lib/activation/reference/look-up-text'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { ConditionLabel } from '../license/condition-mark'
import { MaskedKey } from '../license/masked-key'
import type { SearchAnswer } from './ask-search'

/** A line of the palette. */
export interface PaletteRow {
  id: string
  /** where it leads; else the file it gets, or what it does at once */
  href?: string
  file?: string
  run?: () => void
  content: ReactNode
}

export interface PaletteGroup {
  heading: string
  rows: PaletteRow[]
}

export const ICON = 'size-4 text-ink-faint shrink-0'

/** What a code means, and the way to the machines that have it. */
export function codeGroup({
  code,
  meaning,
  remedy,
  machines,
}: NonNullable<SearchAnswer['code']>): PaletteGroup {
  const explained = {
    id: 'code',
    href: paths.reference({ q: code }),
    content: (
      <>
        <BookOpen aria-hidden className={ICON} />
        <span className="grid min-w-0 py-1">
          <span className="truncate">
            <span className="font-mono text-table">{code}</span> {meaning}
          </span>
          <span className="text-xs text-ink-soft line-clamp-2">{remedy}.</span>
        </span>
      </>
    ),
  }
  const having = {
    id: 'code clients',
    href: paths.clients({ reason: code }),
    content: (
      <>
        <MonitorCheck aria-hidden className={ICON} />
        {machines === 0
          ? 'No client has this reason'
          : `${formatCountOf(machines, 'client')} with this reason`}
      </>
    ),
  }
  return { heading: 'Reason code', rows: [explained, having] }
}

/** A machine or a host by its name. */
function nameRow(kind: string, name: string, href: string, Icon: LucideIcon, state?: ReactNode): PaletteRow {
  return {
    id: `${kind} ${name}`,
    href,
    content: (
      <>
        <Icon aria-hidden className={ICON} />
        <span className="font-mono text-table truncate">{name}</span>
        {state && <span className="ml-auto text-xs text-ink-soft">{state}</span>}
      </>
    ),
  }
}

/** Machines, hosts, keys and people, each with the way to its page. */
export function foundGroups(
  { clients, forgotten, hosts, keys, people, isNearest }: SearchAnswer,
  asked: string,
): PaletteGroup[] {
  const all = {
    id: 'all clients',
    href: paths.clients({ q: lookUpText(asked) }),
    content: (
      <>
        <Search aria-hidden className={ICON} />
        All clients with “{lookUpText(asked)}”
      </>
    ),
  }
  const ofClients = clients.map(({ name, condition }) =>
    nameRow('client', name, paths.client(name), MonitorCheck, <ConditionLabel condition={condition} />),
  )
  const ofForgotten = forgotten.map(({ name }) => nameRow('forgotten', name, paths.client(name), MonitorOff))
  const ofHosts = hosts.map(({ name }) => nameRow('host', name, paths.kmsHost(name), Server))
  const ofKeys = keys.map(({ id, label, lastFive }) => ({
    id: `key ${id}`,
    href: paths.key(id),
    content: (
      <>
        <KeyRound aria-hidden className={ICON} />
        <span className="truncate">{label}</span>
        <span className="ml-auto">
          <MaskedKey lastFive={lastFive} />
        </span>
      </>
    ),
  }))
  const ofPeople = people.map(({ id, name, email }) => ({
    id: `person ${id}`,
    href: paths.people({ q: email }),
    content: (
      <>
        <User aria-hidden className={ICON} />
        <span className="truncate">{name}</span>
        <span className="ml-auto text-xs text-ink-soft truncate">{email}</span>
      </>
    ),
  }))
  return [
    isNearest
      ? { heading: `No client is named “${asked}”. Nearest:`, rows: ofClients }
      : { heading: 'Clients', rows: clients.length > 0 ? [...ofClients, all] : [] },
    { heading: 'Forgotten machines', rows: ofForgotten },
    { heading: 'KMS hosts', rows: ofHosts },
    { heading: 'Keys', rows: ofKeys },
    { heading: 'People', rows: ofPeople },
  ]
}
