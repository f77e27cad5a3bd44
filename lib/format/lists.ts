import { paths } from './paths'

/** What is said of a list once: the page, its address, the export and saved views read it here. */
export interface ListFacts {
  title: string
  /** what a row is: 'entry' */
  noun: string
  /** absent for a list that stands on the page of something else */
  path?: string
  /** the columns it sorts by, as words of `sort` */
  sorts: readonly string[]
  /** the order when nothing is chosen: '-at' is the newest first */
  usual: string
  /** the words of its filters in the address, with what a person reads */
  filters: Readonly<Record<string, string>>
  /** what the search box looks at */
  search: string
  /** what a range of days is about, where time matters */
  time?: string
}

/** The lists that are narrowed, sorted, chosen from and exported in one way. */
export const LISTS = {
  kmsHosts: {
    title: 'KMS hosts',
    noun: 'KMS host',
    path: paths.kmsHosts(),
    sorts: ['host', 'state', 'clients', 'lastRequest', 'requests', 'site'],
    usual: 'host',
    filters: { state: 'State', site: 'Site', owner: 'Owner' },
    search: 'Part of a name, address, owner or site',
    time: 'Last request',
  },
  keys: {
    title: 'Keys',
    noun: 'key',
    path: paths.keys(),
    sorts: ['label', 'key', 'machines', 'left', 'runsOut', 'seen'],
    usual: 'label',
    filters: { kind: 'Kind', use: 'In use', group: 'Key group' },
    search: 'What a key is for, or its last five',
    time: 'Last evidence',
  },
  keyMachines: {
    title: 'Machines that use a key',
    noun: 'license',
    sorts: ['machine', 'product', 'evidence'],
    usual: '-evidence',
    filters: { product: 'Product' },
    search: 'Part of a machine’s name',
    time: 'Last evidence',
  },
  hostRequests: {
    title: 'Requests of a KMS host',
    noun: 'request',
    sorts: ['at'],
    usual: '-at',
    filters: { code: 'Code' },
    search: 'Part of a machine’s name',
    time: 'When',
  },
  imports: {
    title: 'Imports',
    noun: 'import',
    path: paths.imports(),
    sorts: ['file', 'format', 'size', 'by', 'at'],
    usual: '-at',
    filters: { state: 'State', origin: 'From', by: 'By', source: 'Source' },
    search: 'Part of a file’s name or of its machine',
    time: 'When',
  },
  importChanges: {
    title: 'What an import would change',
    noun: 'change',
    sorts: ['machine', 'kind'],
    usual: 'machine',
    filters: { kind: 'What', to: 'State then', product: 'Product' },
    search: 'Part of a machine’s name',
  },
  audit: {
    title: 'Audit',
    noun: 'entry',
    path: paths.audit(),
    sorts: ['at', 'actor'],
    usual: '-at',
    filters: { action: 'What', actor: 'Who', subject: 'About' },
    search: 'Part of a name, an action or a reason',
    time: 'When',
  },
  people: {
    title: 'People',
    noun: 'person',
    path: paths.people(),
    sorts: ['name', 'role', 'state', 'factor', 'lastSignIn'],
    usual: 'name',
    filters: { role: 'Role', state: 'State', factor: 'Second factor' },
    search: 'Part of a name or address',
    time: 'Last sign-in',
  },
  zones: {
    title: 'DNS zones',
    noun: 'DNS zone',
    path: paths.networks(),
    sorts: ['zone', 'clients', 'unit', 'exceptions'],
    usual: 'zone',
    filters: { unit: 'Belongs to', use: 'In use' },
    search: 'Part of a zone’s name or of its servers',
  },
  packages: {
    title: 'Packages',
    noun: 'package',
    path: paths.offline(),
    sorts: ['package', 'due', 'prepared'],
    usual: '-package',
    filters: { method: 'Way', key: 'MAK', by: 'Prepared by' },
    search: 'Number, machine or last five',
    time: 'Prepared',
  },
  forgotten: {
    title: 'Forgotten machines',
    noun: 'machine',
    path: paths.forgotten(),
    sorts: ['name', 'seen', 'at'],
    usual: '-at',
    filters: { by: 'By' },
    search: 'Part of a name or reason',
    time: 'Forgotten',
  },
  deliveries: {
    title: 'Deliveries',
    noun: 'delivery',
    path: paths.deliveries(),
    sorts: ['at', 'subject', 'to', 'state'],
    usual: '-at',
    filters: { state: 'State', channel: 'Channel', about: 'About' },
    search: 'Part of a subject or an address',
    time: 'Written',
  },
  alerts: {
    title: 'Alerts',
    noun: 'alert',
    path: paths.alerts(),
    sorts: ['severity', 'about', 'opened', 'last', 'occurrences'],
    usual: '-severity',
    filters: {
      state: 'State',
      severity: 'Severity',
      kind: 'Kind',
      about: 'About',
      assignee: 'Who is on it',
    },
    search: 'Part of a name or of a kind',
    time: 'Opened',
  },
  tokens: {
    title: 'API tokens',
    noun: 'token',
    path: paths.tokens(),
    sorts: ['name', 'used', 'expires', 'made'],
    usual: 'name',
    filters: { use: 'In use', scope: 'May', by: 'Made by' },
    search: 'Part of a name or source',
    time: 'Made',
  },
} as const satisfies Record<string, ListFacts>

export type ListName = keyof typeof LISTS

/** The facts of a list by its name, whatever else that list has. */
export const listFacts = (name: ListName): ListFacts => LISTS[name]
