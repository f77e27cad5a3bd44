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

/**
 * through: a provider's id, 'password' or 'any' of them; with it somebody who is signed in may sign in once more. refused: names
 * the sentence that says why somebody was not signed in.
 */
export interface SignInQuery {
  next?: string
  through?: string
  email?: string
  refused?: string
}

/** hint: the address that was typed; test: a try of the settings. */
export interface StartSignInQuery {
  provider: string
  next?: string
  hint?: string
  test?: 'yes'
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
  /** states, with commas between */
  state?: string
}

/** Attempts to read machines, as filtered. */
export interface AttemptsQuery {
  outcome?: string | undefined
  q?: string
  after?: string
}

/** Messages and what became of them, as filtered. */
export interface DeliveriesQuery {
  state?: string
  channel?: string
}

/** How a list leaves its page: as a file, or ('print') as a page with all its rows. */
export type ExportWay = 'csv' | 'xlsx' | 'print'

/** A version of the plan, and another one beside it. */
export interface PlanQuery {
  version?: number
  beside?: number
}

/** Alerts, as filtered; values are comma-separated. */
export interface AlertsQuery {
  state?: string
  severity?: string
  kind?: string
  q?: string
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
  forgotten: () => '/clients/forgotten',
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
  exchangeCustody: (number: number) => `/keys/offline/${number}/custody`,
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
  alerts: (query: AlertsQuery = {}) => withQuery('/alerts', { ...query }),
  alert: (id: number) => `/alerts/${id}`,
  people: (query: { q?: string } = {}) => withQuery('/settings/people', query),
  /** what was said of it to whom, and why not to others */
  alertMessages: (id: number) => `/alerts/${id}/messages`,
  notifications: () => '/settings/notifications',
  deliveries: (query: DeliveriesQuery = {}) => withQuery('/settings/notifications/deliveries', { ...query }),
  message: (id: string) => `/settings/notifications/deliveries/${id}`,
  /** ways to sign in besides a password of this console */
  providers: () => '/settings/people/sign-in',
  provider: (id: string) => `/settings/people/sign-in/${id}`,
  tokens: () => '/settings/tokens',
  sites: () => '/settings/sites',
  sources: () => '/sources',
  reports: () => '/reports',
  schedules: () => '/reports/schedules',
  plan: (query: PlanQuery = {}) => withQuery('/plan', { ...query }),
  whatIf: () => '/plan/what-if',
  whatIfRun: (id: string, query: { beside?: string } = {}) => withQuery(`/plan/what-if/${id}`, query),
  planInputs: (query: { from?: number } = {}) => withQuery('/plan/inputs', query),
  shares: () => '/reports/shares',
  /** link: its signed end (lib/auth/shared-link.ts) */
  sharedReport: (link: string) => `/shared/${link}`,
  /** query: period and filters (lib/format/reports.ts) */
  report: (number: string, query: Query = {}) => withQuery(`/reports/${number}`, query),
  apiReference: () => '/reference/api',
  views: () => '/settings/views',
  alertKinds: () => '/alerts/kinds',
  alertKind: (rule: string) => `/alerts/kinds/${rule}`,
  maintenance: () => '/alerts/maintenance',
  audit: (query: AuditQuery = {}) => withQuery('/audit', { ...query }),
  account: () => '/account',
  about: () => '/about',
  person: (id: string) => `/settings/people/${encodeURIComponent(id)}`,
  secondFactor: (query: { next?: string } = {}) => withQuery('/second-factor', { ...query }),
  secondFactorSetUp: (query: { next?: string } = {}) => withQuery('/second-factor/setup', { ...query }),
  signIn: (query: SignInQuery = {}) => withQuery('/sign-in', { ...query }),
  /** Where signing in beside an open form ends. */
  signedIn: () => '/signed-in',
  setUp: (query: { token?: string } = {}) => withQuery('/setup', { ...query }),
  api: {
    startSignIn: (query: StartSignInQuery) => withQuery('/api/sign-in/start', { ...query }),
    /** where a provider sends the browser back to */
    signInCallback: () => '/api/sign-in/callback',
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
    listExport: (list: string, as: ExportWay, query: string) =>
      as === 'print'
        ? `/print/${list}${query && `?${query}`}`
        : `/api/lists/${list}/export?as=${as}${query && `&${query}`}`,
    feed: (token: string) => `/api/feed/${token}`,
    report: (number: string, query: Query) => withQuery(`/api/reports/${number}`, query),
    /** as: 'pdf', 'xlsx', 'md', 'json', or a script (lib/activation/plan/plan-scripts.ts) */
    planFile: (as: string, query: { version?: number } = {}) => withQuery(`/api/plan/${as}`, query),
    whatIfRun: (id: string) => `/api/what-if/${id}`,
    whatIfFile: (id: string, as: 'csv' | 'xlsx' | 'pdf') => `/api/what-if/${id}/${as}`,
    visit: () => '/api/visit',
    search: (q: string) => withQuery('/api/search', { q }),
    overview: () => '/api/overview',
    alertTrial: (query: { rule: string } & Readonly<Record<string, string>>) =>
      withQuery('/api/alerts/trial', query),
    alertCount: () => '/api/alerts/count',
    imports: (query = '') => `/api/imports${query}`,
    import: (id: string) => `/api/imports/${id}`,
    importUndo: (id: string) => `/api/imports/${id}/undo`,
    importRejections: (id: string) => `/api/imports/${id}/rejections`,
    auditProof: () => '/api/audit/proof',
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
