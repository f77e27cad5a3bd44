import { type OwnEntry, type OwnRow, ownOf } from '../reference/own-entry'
import {
  HOST_UPDATES,
  type HostUpdate,
  type KeyGroup,
  OFFICE_KEY_GROUPS,
  type OfficeKeyGroup,
  WINDOWS_KEY_GROUPS,
  type WindowsKeyGroup,
} from './key-group-table'

/** What host keys serve and which updates hosts need: the tables, or the tables with entries of ours. */
export interface HostTables {
  /** Cheapest first, Windows before Office. */
  groups: readonly KeyGroup[]
  updates: readonly HostUpdate[]
}

/** The tables as they are. */
export const SEED_HOST_TABLES: HostTables = {
  groups: [...WINDOWS_KEY_GROUPS, ...OFFICE_KEY_GROUPS],
  updates: HOST_UPDATES,
}

/** The tables with our entries in the place of their rows; groups the seed does not have come last. */
export function hostTablesWith(entries: readonly OwnEntry[]): HostTables {
  const groups = ownOf(entries, 'keyGroup')
  const updates = ownOf(entries, 'hostUpdate')
  if (groups.size === 0 && updates.size === 0) return SEED_HOST_TABLES
  const ours = [...groups.values()].map(groupOf)
  const seed = SEED_HOST_TABLES.groups.map((group) => ours.find(({ id }) => id === group.id) ?? group)
  const added = ours.filter(({ id }) => !SEED_HOST_TABLES.groups.some((group) => group.id === id))
  const all = [...seed, ...added]
  return {
    groups: [
      ...all.filter(({ application }) => application === 'windows'),
      ...all.filter(({ application }) => application === 'office'),
    ],
    updates: [...[...updates.values()].flatMap(updatesOf), ...withoutPairs(updates)],
  }
}

function groupOf({ key, value, mark }: OwnRow<'keyGroup'>): KeyGroup {
  const whence = { basis: 'documented', source: mark.source, date: mark.dated, own: mark } as const
  if (value.application === 'office') {
    const { installsFromServer: server, installsFromClient: client, label, application, serves } = value
    const from = server !== undefined && client !== undefined && { installsFrom: { server, client } }
    return { id: key as OfficeKeyGroup['id'], label, application, serves, ...from, ...whence }
  }
  const { application, label, clientsUpTo, installsOn, ...optional } = value
  const id = key as WindowsKeyGroup['id']
  return { id, label, application, clientsUpTo, installsOn, ...defined(optional), ...whence }
}

function updatesOf({ value, mark }: OwnRow<'hostUpdate'>): HostUpdate[] {
  const { host, target, updates } = value
  return updates.map((update) => ({ hosts: [host], targets: [target], update, own: mark }))
}

/** The seed's updates, without the pairs of host and target that we speak of ourselves. */
function withoutPairs(own: ReadonlyMap<string, { value: { host: string; target: string } }>): HostUpdate[] {
  const pairs = [...own.values()].map(({ value }) => value)
  return HOST_UPDATES.flatMap((row) =>
    row.hosts.flatMap((host) => {
      const targets = row.targets.filter(
        (target) => !pairs.some((pair) => pair.host === host && pair.target === target),
      )
      return targets.length === 0 ? [] : [{ ...row, hosts: [host], targets }]
    }),
  )
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<Defined<T>>
