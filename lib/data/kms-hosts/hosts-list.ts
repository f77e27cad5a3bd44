import type { HostState } from '@/lib/activation/kms/host-state'
import { listRequest } from '@/lib/format/list-address'
import { type Behind, countBehind } from '../behind'
import { type DataReader, mustBeAble } from '../permission'
import { loadReferenceBook } from '../reference/own-entries'
import type { KmsHostRow } from './host-shapes'
import { loadHostRows } from './inventory'
import { KMS_HOSTS_LIST, listedHost } from './kms-hosts-list'

export const HOSTS_PAGE_SIZE = 50

/** What is asked of the list of KMS hosts. */
export interface HostsRequest {
  /** part of a name, an address, an owner or a site */
  q: string
  /** any of these; none: all */
  state: readonly HostState[]
  /** `next` or `previous` of another page */
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

/** KMS hosts as their page lists them, for programs, which know them by their states. Throws NotPermitted without `kmsHost.read`. */
export async function loadHostsList(
  reader: DataReader,
  { q, state, after, before, size = HOSTS_PAGE_SIZE }: HostsRequest,
  now: Date,
): Promise<HostsList> {
  mustBeAble(reader, 'kmsHost.read')
  const [all, { hosts: tables }, behind] = await Promise.all([
    loadHostRows(now),
    loadReferenceBook(reader),
    countBehind(now),
  ])
  const listed = all.map((host) => listedHost(host, tables.groups, now))
  const asked = { ...listRequest('kmsHosts', {}), q: q.trim() }
  const byState: HostsList['byState'] = {}
  const named = KMS_HOSTS_LIST.pageOf(listed, { ...asked, size: listed.length }, now).rows
  for (const host of named) byState[host.state] = (byState[host.state] ?? 0) + 1
  const wanted = named.filter((host) => state.length === 0 || state.includes(host.state))
  const page = KMS_HOSTS_LIST.pageOf(wanted, { ...asked, after, before, size }, now)
  const { rows, count, next, previous } = page
  return {
    now: now.toISOString(),
    rows,
    count: count.value,
    byState,
    behind,
    ...(next !== undefined && { next }),
    ...(previous !== undefined && { previous }),
  }
}
