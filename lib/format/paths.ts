import type { ClientsParams } from './clients-address'
import type { LicensesQuery } from './licenses-address'

/** Every link inside the console. A page that moves changes here, and the snapshot beside this file. */

type Query = Readonly<Record<string, string | number | undefined>>

function withQuery(path: string, query: Query = {}): string {
  const entries = Object.entries(query).filter((entry) => entry[1] !== undefined && entry[1] !== '')
  const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString()
  return text ? `${path}?${text}` : path
}

/** What the address of the clients list holds, as text. Lists are comma-separated. */
export type ClientsQuery = Partial<Record<keyof ClientsParams, string>>

/** Computers of a directory that never reported, as filtered. */
export interface NeverHeardQuery {
  q?: string
  show?: string
  after?: string
}

/** A machine, and what is assumed of it instead of what is known. */
export interface ClientEyeQuery {
  name?: string
  suffix?: string
  lookup?: string
  registered?: string
  cached?: string
  caching?: string
  generation?: string
  workgroup?: string
}

/** Machines to choose for a package of offline activation, as filtered. Names are comma-separated. */
export interface OfflineChoiceQuery {
  key?: string
  domain?: string
  unit?: string
  q?: string
  names?: string
}

/** Filters of a ledger, as they stand in its URL. */
export interface LedgerQuery {
  kind?: string
  from?: string
  to?: string
  unseen?: string
  before?: number
}

/** A page of imports: all of them, folded by source, or those of one source. */
export interface ImportsQuery {
  source?: string | undefined
}

/** Attempts to read machines, as filtered. */
export interface AttemptsQuery {
  outcome?: string | undefined
  q?: string
  after?: string
}

/** Entries of the audit, as filtered. */
export interface AuditQuery {
  subject?: string | undefined
  action?: string | undefined
  actor?: string | undefined
}

/**
 * A name as a page finds it in its address, where it stands encoded. A route gets its names decoded already: there it
 * would be decoded twice. Damaged ones stay as they are and name nothing.
 */
export function nameInAddress(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The word behind it in an address opens a dialog of that page. */
export const OPEN_PARAMETER = 'open'

/** A page with one of its dialogs open. */
export const withOpen = (path: string, dialog: string) => withQuery(path, { [OPEN_PARAMETER]: dialog })

/** The name in the address of a client or a host. */
export const lastSegment = (pathname: string) => nameInAddress(pathname.split('/').at(-1) ?? '')

export const paths = {
  overview: () => '/',
  clients: (query: ClientsQuery = {}) => withQuery('/clients', { ...query }),
  client: (name: string) => `/clients/${encodeURIComponent(name)}`,
  sharedCmids: (query: { from?: number } = {}) => withQuery('/clients/shared-cmids', query),
  attempts: (query: AttemptsQuery = {}) => withQuery('/clients/attempts', { ...query }),
  licenses: () => '/licenses',
  licensesList: (query: LicensesQuery = {}) => withQuery('/licenses/list', { ...query }),
  kmsHosts: () => '/kms-hosts',
  kmsHost: (name: string) => `/kms-hosts/${encodeURIComponent(name)}`,
  keys: () => '/keys',
  key: (id: string) => `/keys/${id}`,
  ledger: (keyId: string, query: LedgerQuery = {}) => withQuery(`/keys/${keyId}/ledger`, { ...query }),
  offline: (query: { before?: number } = {}) => withQuery('/keys/offline', { ...query }),
  offlineNew: (query: OfflineChoiceQuery = {}) => withQuery('/keys/offline/new', { ...query }),
  offlinePhone: (query: { client?: string; key?: string } = {}) =>
    withQuery('/keys/offline/phone', { ...query }),
  offlineOnline: (query: { key?: string } = {}) => withQuery('/keys/offline/online', { ...query }),
  exchange: (number: number) => `/keys/offline/${number}`,
  exchangeRequest: (number: number, row: number) => `/keys/offline/${number}/${row}`,
  discovery: (query: { q?: string; state?: string; cell?: string } = {}) =>
    withQuery('/discovery', { ...query }),
  discoveryAlias: () => '/discovery/alias',
  networks: (query: { add?: string; name?: string } = {}) => withQuery('/networks', { ...query }),
  zone: (name: string) => `/networks/${encodeURIComponent(name)}`,
  directory: () => '/networks/directory',
  neverHeard: (query: NeverHeardQuery = {}) => withQuery('/networks/never-heard', { ...query }),
  clientEye: (query: ClientEyeQuery = {}) => withQuery('/discovery/client-eye', { ...query }),
  /** about: what the answer is about, by names that the record and the reference know */
  desk: (about?: string) => (about ? `/desk?${new URLSearchParams({ about })}` : '/desk'),
  reference: (query: { q?: string; kind?: string } = {}) => withQuery('/reference', { ...query }),
  referenceEntry: (query: { kind: string; key?: string }) => withQuery('/reference/entry', { ...query }),
  imports: (query: ImportsQuery = {}) => withQuery('/imports', { ...query }),
  import: (id: string, line?: number) => `/imports/${id}${line === undefined ? '' : `?line=${line}`}`,
  collector: (query: { way?: string } = {}) => withQuery('/imports/collector', query),
  people: () => '/settings/people',
  tokens: () => '/settings/tokens',
  sites: () => '/settings/sites',
  sources: () => '/sources',
  apiReference: () => '/reference/api',
  views: () => '/settings/views',
  audit: (query: AuditQuery = {}) => withQuery('/audit', { ...query }),
  signIn: (query: { next?: string } = {}) => withQuery('/sign-in', { ...query }),
  /** Where signing in beside an open form ends. */
  signedIn: () => '/signed-in',
  setUp: (query: { token?: string } = {}) => withQuery('/setup', { ...query }),
  api: {
    clients: (query: ClientsQuery = {}) => withQuery('/api/clients', { ...query }),
    client: (name: string) => `/api/clients/${encodeURIComponent(name)}`,
    clientsExport: (query: ClientsQuery = {}) => withQuery('/api/clients/export', { ...query }),
    clientGroups: () => '/api/clients/groups',
    licenseGroups: () => '/api/licenses/groups',
    /** Names for the collector's next round. */
    round: (which: string) => withQuery('/api/clients/attempts/list', { which }),
    licenses: () => '/api/licenses',
    licensesExport: (query: LicensesQuery = {}) => withQuery('/api/licenses/export', { ...query }),
    /** query: the address of the list, and whose list it is or which rows of it */
    listExport: (list: string, as: 'csv' | 'xlsx', query: string) =>
      `/api/lists/${list}/export?as=${as}${query && `&${query}`}`,
    visit: () => '/api/visit',
    search: (q: string) => withQuery('/api/search', { q }),
    overview: () => '/api/overview',
    imports: (query = '') => `/api/imports${query}`,
    import: (id: string) => `/api/imports/${id}`,
    importUndo: (id: string) => `/api/imports/${id}/undo`,
    importRejections: (id: string) => `/api/imports/${id}/rejections`,
    networksExport: () => '/api/networks/export',
    directories: () => '/api/networks/directories',
    referenceExport: () => '/api/reference/export',
    referenceRelabels: () => '/api/reference/relabels',
    neverHeardExport: (query: NeverHeardQuery = {}) =>
      withQuery('/api/networks/never-heard/export', { ...query }),
    clientEye: (name: string, query: ClientEyeQuery = {}) =>
      withQuery(`/api/clients/${encodeURIComponent(name)}/eye`, { ...query }),
    exchangeFile: (number: number, as: 'csv' | 'json') => `/api/exchange/${number}/file?as=${as}`,
    exchangeCommands: (number: number, as: 'csv' | 'ps1') => `/api/exchange/${number}/commands?as=${as}`,
    exchangeAnswers: (number: number) => `/api/exchange/${number}/answers`,
    discovery: () => '/api/discovery',
    discoveryCell: (zone: string, host: string) => withQuery('/api/discovery/cell', { zone, host }),
    discoveryRepairs: (query: { format: string; zone?: string }) =>
      withQuery('/api/discovery/repairs', { ...query }),
    health: () => '/api/health',
    /** For programs, with a token. */
    v1: { import: (id: string) => `/api/v1/imports/${id}`, description: () => '/api/v1/openapi.json' },
  },
} as const
