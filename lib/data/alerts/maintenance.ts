import type { KeptAlert } from '@/lib/activation/alert/alert-life'
import { findHostGroup, groupNamed, loadHostGroups } from '../kms-hosts/host-names'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** A planned stretch. Times are ISO 8601 UTC. */
export interface MaintenanceWindow {
  id: number
  scope: 'host' | 'site' | 'all'
  target: string | null
  startsAt: string
  endsAt: string
  reason: string
  createdAt: string
  createdBy: string
  endedAt: string | null
}

const COLUMNS = 'id, scope, target, starts_at, ends_at, reason, created_at, created_by, ended_at'

/** Windows that are open or planned at `now`, and those of the last 30 days; the next to end first. */
function loadMaintenance(now: Date): Promise<MaintenanceWindow[]> {
  return readRows<MaintenanceWindow>(
    `SELECT ${COLUMNS} FROM maintenance_window WHERE least(ends_at, ended_at) > $1::timestamptz - interval '30 days'
      ORDER BY least(ends_at, ended_at), id`,
    [now],
  )
}

/** The same for a page. Throws NotPermitted without `alert.rules`. */
export function loadMaintenanceFor(reader: DataReader, now: Date): Promise<MaintenanceWindow[]> {
  mustBeAble(reader, 'alert.rules')
  return loadMaintenance(now)
}

/** Names that a window can be of, as they are shown. */
export interface MaintenanceTargets {
  host: string[]
  site: string[]
}

/** Throws NotPermitted without `alert.change`. */
export async function loadMaintenanceTargets(reader: DataReader): Promise<MaintenanceTargets> {
  mustBeAble(reader, 'alert.change')
  const [hosts, site] = await Promise.all([loadHostGroups(), loadSiteNames()])
  return { host: hosts.map(({ name }) => name), site }
}

/** Of machines and of registered hosts. */
async function loadSiteNames(): Promise<string[]> {
  const sites = await readRows<{ name: string }>(
    `SELECT DISTINCT ON (lower(name)) name FROM (SELECT name FROM site WHERE id > 0 UNION SELECT site FROM kms_host_registration) s
      WHERE name <> '' ORDER BY lower(name), name`,
  )
  return sites.map(({ name }) => name)
}

/** The one of that name, as it is shown: a host by any of its names, a site in any case. The caller has checked the permission. */
export async function findMaintenanceTarget(
  scope: 'host' | 'site',
  name: string,
): Promise<string | undefined> {
  if (scope === 'host') return (await findHostGroup(name))?.name
  return (await loadSiteNames()).find((one) => one.toLowerCase() === name.toLowerCase())
}

const isOpenAt = ({ startsAt, endsAt, endedAt }: MaintenanceWindow, now: string): boolean =>
  startsAt <= now && now < (endedAt !== null && endedAt < endsAt ? endedAt : endsAt)

type Muted = Pick<KeptAlert, 'objectKind' | 'object' | 'host'>

/** What maintenance there is at a moment. */
export interface Maintenance {
  isMuted(alert: Muted): boolean
  /** what names the windows that are open; of a site also the moment, since machines come to lie in it and leave it */
  windows: string[]
}

/** Whether a window lies over an alert at `now`; a host is meant by any of its names. Sites of machines and hosts are looked up only where a window names one. */
export async function maintenanceAt(now: Date): Promise<Maintenance> {
  const open = (await loadMaintenance(now)).filter((one) => isOpenAt(one, now.toISOString()))
  const windows = open.map(({ id, scope }) => (scope === 'site' ? `${id} ${now.toISOString()}` : String(id)))
  return { isMuted: await mutedBy(open), windows }
}

async function mutedBy(open: readonly MaintenanceWindow[]): Promise<Maintenance['isMuted']> {
  if (open.some(({ scope }) => scope === 'all')) return () => true
  const targets = (scope: MaintenanceWindow['scope']) =>
    open.flatMap((one) => (one.scope === scope && one.target !== null ? [one.target] : []))
  const hosts = await namesOfHosts(targets('host'))
  const sites = targets('site')
  const atSite = sites.length === 0 ? new Set<string>() : await namesAtSites(sites)
  return ({ objectKind, object, host }) =>
    (host !== null && hosts.has(host)) ||
    (objectKind === 'kmsHost' && (hosts.has(object) || atSite.has(object))) ||
    (objectKind === 'client' && atSite.has(object)) ||
    (objectKind === 'zone' && host !== null && atSite.has(host))
}

async function namesOfHosts(hosts: readonly string[]): Promise<ReadonlySet<string>> {
  const groups = hosts.length === 0 ? [] : await loadHostGroups()
  return new Set(hosts.flatMap((host) => groupNamed(groups, host)?.names ?? [host]))
}

async function namesAtSites(sites: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await readRows<{ name: string }>(
    `SELECT c.name FROM client c JOIN site s ON s.id = c.site_id WHERE lower(s.name) = ANY(SELECT lower(unnest($1::text[])))
     UNION SELECT name FROM kms_host_registration WHERE lower(site) = ANY(SELECT lower(unnest($1::text[])))`,
    [[...sites]],
  )
  return new Set(rows.map(({ name }) => name))
}
