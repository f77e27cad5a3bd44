/** The addresses of every page and list that a large fleet shows, for those who time a console on one. */
import { PAGES } from '@/e2e/access-table'
import { pool } from '@/lib/data/pool'
import { REPORTS } from '@/lib/format/reports'
import { lastFiveOf, machineName } from './large-fleet'

const CLIENT_LISTS = [
  'q=zrh&sort=product',
  'q=corp&sort=-host',
  'state=grace',
  'state=silent',
  'expires=7d&sort=-news',
  `key=${lastFiveOf(1)}`,
  'host=kms01&sort=host',
  'news=30d&sort=host',
  'product=Windows&sort=-state',
  'changed=2026-11-28',
  'changed=2026-11-01&sort=product',
  'at=2026-11-01',
  'site=none&sort=site',
]

const LICENSE_LISTS = [
  '',
  'q=zrh',
  'q=zrh&sort=product',
  'family=office&sort=-expires',
  'state=grace&sort=host',
]

const GROUPS = [
  'clients/groups?group=site',
  'clients/groups?group=product',
  'clients/groups?group=host&q=zrh',
  'licenses/groups?group=host',
]

const OTHER_READS = [
  '/api/overview',
  '/api/kms-hosts',
  '/api/search?q=lt-0000',
  '/api/imports',
  '/api/alerts/count',
  '/api/health',
  '/api/metrics',
  '/desk?q=0xC004F074+on+ber-lt-0000008',
  '/audit?sort=actor',
  '/audit?q=pc-17',
  '/imports?q=corp&sort=name',
  '/alerts?q=kms',
  '/keys/offline/new?q=zrh',
]

/** Pages of one of many, the newest that there is. */
const OF_ONE: readonly string[] = [
  "SELECT '/keys/' || min(id::text) AS path FROM product_key",
  "SELECT '/keys/' || min(id::text) || '/ledger' AS path FROM product_key",
  "SELECT '/imports/' || id AS path FROM import ORDER BY created_at DESC LIMIT 1",
  "SELECT '/imports/' || import_id AS path FROM import_change LIMIT 1",
  "SELECT '/alerts/' || id AS path FROM alert ORDER BY id DESC LIMIT 1",
  "SELECT '/alerts/' || id || '/messages' AS path FROM alert ORDER BY id DESC LIMIT 1",
  "SELECT '/settings/notifications/deliveries/' || id AS path FROM delivery LIMIT 1",
  "SELECT '/keys/offline/' || number AS path FROM exchange_package ORDER BY number DESC LIMIT 1",
  "SELECT '/networks/' || name AS path FROM dns_zone LIMIT 1",
  "SELECT '/clients/' || name AS path FROM forgotten_client WHERE returned_at IS NULL LIMIT 1",
]

/** All pages of the rail and what they lead to, lists narrowed and sorted, every report, and what the browser reads again. */
export async function fleetPages(clients: number): Promise<string[]> {
  const pages = Object.values(PAGES).filter(
    ({ path, status }) => !status && !/^\/(setup|sign|second-factor)/.test(path),
  )
  const ones = await Promise.all(OF_ONE.map((sql) => pool().query<{ path: string | null }>(sql)))
  return [
    ...pages.map(({ path }) => path),
    ...ones.flatMap(({ rows }) => rows.flatMap(({ path }) => path ?? [])),
    ...Object.keys(REPORTS).map((report) => `/reports/${report}`),
    `/clients/${machineName(Math.floor(clients / 2))}`,
    '/kms-hosts/kms01.corp.example',
    ...CLIENT_LISTS.flatMap((query) => [`/clients?${query}`, `/api/clients?${query}`]),
    ...LICENSE_LISTS.flatMap((query) => [`/licenses/list?${query}`, `/api/licenses?${query}`]),
    ...GROUPS.map((query) => `/api/${query}`),
    ...OTHER_READS,
  ]
}
