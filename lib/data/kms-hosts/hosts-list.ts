import type { HostState } from '@/lib/activation/kms/host-state'
import { type Behind, countBehind } from '../behind'
import { type DataReader, mustBeAble } from '../permission'
import type { KmsHostRow } from './host-shapes'
import { loadHostRows } from './inventory'

export const HOSTS_PAGE_SIZE = 50

/** What is asked of the list of KMS hosts. */
export interface HostsRequest {
  /** part of a name, an address, an owner or a site */
  q: string
  /** any of these; none: all */
  state: readonly HostState[]
  /** the last name of the page before, or the first of the page after */
  after?: string | undefined
  before?: string | undefined
  /** hosts of a page; absent: as many as the list shows */
  size?: number
}

/** One page of hosts by name, with what stands around it. Times are ISO 8601 UTC. */
export interface HostsList {
  now: string
  rows: KmsHostRow[]
  /** all that match */
  count: number
  /** under the same text, whatever their state */
  byState: Partial<Record<HostState, number>>
  behind: Behind
  /** absent on the last and on the first page */
  next?: string
  previous?: string
}

/**
 * KMS hosts, registered or seen by anything, filtered and a page at a time. A cursor is the name of a host and need not
 * be in the list any more. There are few, so the page is cut here. Throws NotPermitted without `kmsHost.read`.
 */
export async function loadHostsList(
  reader: DataReader,
  request: HostsRequest,
  now: Date,
): Promise<HostsList> {
  mustBeAble(reader, 'kmsHost.read')
  const wanted = request.q.trim().toLowerCase()
  const [all, behind] = await Promise.all([loadHostRows(now), countBehind(now)])
  const named = all.filter((host) => matches(host, wanted)).sort(byName)
  const found = named.filter(({ state }) => request.state.length === 0 || request.state.includes(state))
  const byState: HostsList['byState'] = {}
  for (const { state } of named) byState[state] = (byState[state] ?? 0) + 1
  return { now: now.toISOString(), ...pageOf(found, request), count: found.length, byState, behind }
}

const byName = (one: KmsHostRow, other: KmsHostRow) => compare(one.name, other.name)

/** By code unit: a cursor compares the same way on every machine. */
function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function matches({ names, registration }: KmsHostRow, wanted: string): boolean {
  const { addresses = [], owner, site } = registration ?? {}
  return [...names, ...addresses, owner, site].some((text) => text?.toLowerCase().includes(wanted))
}

function pageOf(hosts: readonly KmsHostRow[], { after, before, size = HOSTS_PAGE_SIZE }: HostsRequest) {
  const end = before === undefined ? undefined : hosts.filter(({ name }) => compare(name, before) < 0).length
  const from =
    end === undefined
      ? hosts.filter(({ name }) => after !== undefined && compare(name, after) <= 0).length
      : Math.max(0, end - size)
  const rows = hosts.slice(from, end ?? from + size)
  const next = from + rows.length < hosts.length ? rows.at(-1)?.name : undefined
  const previous = from > 0 ? rows[0]?.name : undefined
  return { rows, ...(next !== undefined && { next }), ...(previous !== undefined && { previous }) }
}
