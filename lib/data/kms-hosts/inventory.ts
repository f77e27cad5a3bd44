import { type CloudHost, cloudOf } from '@/lib/activation/kms/cloud-host-table'
import { hostState } from '@/lib/activation/kms/host-state'
import { type HostWords, hostWords } from '@/lib/activation/kms/standing-sentence'
import { countBehind } from '../behind'
import { addDays, utcDay } from '../overview/overview-shapes'
import { type DataReader, mustBeAble } from '../permission'
import { loadCloudHosts } from '../reference/own-entries'
import { type HostGroup, loadHostGroups } from './host-names'
import {
  loadNamedHosts,
  loadOuterSightings,
  loadRegistrations,
  loadRenewalsSince,
  type NamedHost,
  type OuterSighting,
} from './host-rows'
import type { HostRegistration, HostSighting, KmsHostRow, KmsHostsView, KmsService } from './host-shapes'
import { countSharedCmids } from './shared-cmids'

/**
 * All KMS hosts, registered or seen by anything. Throws NotPermitted without `kmsHost.read`.
 */
export async function loadKmsHosts(reader: DataReader, now: Date): Promise<KmsHostsView> {
  mustBeAble(reader, 'kmsHost.read')
  const [hosts, sharedCmids, behind] = await Promise.all([
    loadHostRows(now),
    countSharedCmids(now),
    countBehind(now),
  ])
  return { now: now.toISOString(), hosts, sharedCmids, behind }
}

/** The rows alone, of all hosts or of those at hand; the caller has checked the permission. */
export async function loadHostRows(now: Date, known?: readonly HostGroup[]): Promise<KmsHostRow[]> {
  const [groups, named, registrations, outer, clouds] = await Promise.all([
    known ?? loadHostGroups(),
    loadNamedHosts(now),
    loadRegistrations(),
    loadOuterSightings(),
    loadCloudHosts(),
  ])
  const retired = groups.flatMap(({ names }) => {
    const retiredAt = names.map((name) => registrations.get(name)).find(Boolean)?.retiredAt
    return retiredAt ? names.map((name) => ({ name, retiredAt })) : []
  })
  const renewals = await loadRenewalsSince(retired)
  return groups.map((group) => rowOf(group, { named, registrations, outer, renewals, clouds }, now))
}

/** A host and how it stands, in the words of its page. */
export interface KnownHost extends HostWords {
  name: string
}

/** The hosts that have these names. Throws NotPermitted without `kmsHost.read`. */
export async function loadHostStandings(
  reader: DataReader,
  names: readonly string[],
  now: Date,
): Promise<KnownHost[]> {
  mustBeAble(reader, 'kmsHost.read')
  const groups = (await loadHostGroups()).filter((group) => group.names.some((name) => names.includes(name)))
  const rows = await loadHostRows(now, groups)
  return rows.map((row) => ({ name: row.name, ...hostWords(row, now) }))
}

interface Known {
  named: Map<string, NamedHost>
  registrations: Map<string, HostRegistration>
  outer: OuterSighting[]
  renewals: Map<string, string>
  clouds: readonly CloudHost[]
}

function rowOf({ name, names }: HostGroup, known: Known, now: Date): KmsHostRow {
  const heard = names.flatMap((one) => known.named.get(one) ?? [])
  const registration = names.map((one) => known.registrations.get(one)).find(Boolean) ?? null
  const outer = known.outer.filter(({ host }) => names.includes(host))
  const clients = sum(heard, ({ clients: count }) => count)
  const sightings = sightingsOf(heard, outer, clients)
  const renewedAt = names.flatMap((one) => known.renewals.get(one) ?? [])
  const lastUsedAt = latest([
    ...sightings.filter(({ isGone }) => !isGone).flatMap(({ lastAt }) => lastAt ?? []),
    ...renewedAt,
  ])
  const lastSeenAt = latest([
    ...heard.flatMap(({ lastSeenAt: at }) => at ?? []),
    ...outer.map((one) => one.lastAt),
  ])
  const state = hostState(
    {
      isRegistered: registration !== null,
      retiredAt: registration?.retiredAt ?? undefined,
      names,
      // A retired host is in use by what is said to it or by it, not by a client that still remembers it.
      lastSeenAt: registration?.retiredAt
        ? lastUsedAt
        : (lastSeenAt ?? (clients > 0 ? now.toISOString() : undefined)),
    },
    known.clouds,
  )
  return {
    name,
    names,
    state,
    cloud: cloudOf(names, known.clouds) ?? null,
    isSample: registration?.isSample ?? [...heard, ...outer].every((one) => one.isSample),
    registration,
    sightings,
    firstSeenAt: earliest(heard.flatMap(({ firstSeenAt }) => firstSeenAt ?? [])) ?? null,
    lastSeenAt: lastSeenAt ?? null,
    lastRequestAt: latest(heard.flatMap(({ lastRequestAt }) => lastRequestAt ?? [])) ?? null,
    services: newestServices(heard),
    clients,
    licensedClients: sum(heard, ({ licensedClients }) => licensedClients),
    ...requestsOf(heard, now, lastSeenAt),
  }
}

function sightingsOf(heard: NamedHost[], outer: OuterSighting[], clients: number): HostSighting[] {
  const sightings: HostSighting[] = []
  const readAt = latest(heard.flatMap(({ services }) => services ?? []).map((one) => one.observedAt))
  const askedAt = latest(heard.flatMap(({ lastRequestAt }) => lastRequestAt ?? []))
  const toldAt = latest(heard.flatMap(({ lastExchangeAt }) => lastExchangeAt ?? []))
  if (readAt) sightings.push({ source: 'reading', lastAt: readAt })
  if (askedAt) sightings.push({ source: 'requests', lastAt: askedAt })
  if (toldAt) sightings.push({ source: 'exchange', lastAt: toldAt })
  if (clients > 0) sightings.push({ source: 'license', lastAt: null, count: clients })
  for (const source of ['srv', 'collector'] as const) sightings.push(...outerSightings(source, outer))
  return sightings
}

/** What is there, and apart from it what was there once. */
function outerSightings(source: 'srv' | 'collector', outer: OuterSighting[]): HostSighting[] {
  const own = outer.filter((one) => one.source === source)
  return [own.filter((one) => one.goneAt === null), own.filter((one) => one.goneAt !== null)].flatMap(
    (group, place) =>
      group.length === 0
        ? []
        : [
            {
              source,
              lastAt: latest(group.map(({ lastAt }) => lastAt)) ?? null,
              count: group.length,
              seenIn: group.map(({ seenIn }) => seenIn),
              ...(place === 1 && { isGone: true as const }),
            },
          ],
  )
}

/** Of each application the newest word under any name. */
function newestServices(heard: NamedHost[]): KmsService[] {
  const all = heard.flatMap(({ services }) => services ?? [])
  return (['windows', 'office'] as const).flatMap((application) => {
    const own = all.filter((service) => service.application === application)
    return own.sort((a, b) => b.observedAt.localeCompare(a.observedAt)).slice(0, 1)
  })
}

function requestsOf(heard: NamedHost[], now: Date, lastSeenAt: string | undefined) {
  const today = utcDay(now)
  const knownUntil = lastSeenAt?.slice(0, 10) ?? ''
  const days = Array.from({ length: 30 }, (_, place) => addDays(today, place - 29))
  const of = (day: string, what: 'requests' | 'failed') => sum(heard, (one) => one.days?.[day]?.[what] ?? 0)
  return {
    requestsByDay: days.map((day) => of(day, 'requests')),
    finishedDays: days.filter((day) => day < today && day < knownUntil).length,
    requests30: sum(days, (day) => of(day, 'requests')),
    failed30: sum(days, (day) => of(day, 'failed')),
  }
}

const sum = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, one) => total + of(one), 0)

const latest = (times: readonly string[]): string | undefined => times.toSorted().at(-1)

const earliest = (times: readonly string[]): string | undefined => times.toSorted()[0]
