/** Every page of a list that the bench of lists reads: each filter by each order, as its page asks for it. */
import { loadClients } from '@/lib/data/clients/clients-list'
import { loadCandidates } from '@/lib/data/exchange/candidates'
import { loadKeys } from '@/lib/data/keys/keys-page'
import { loadUnregisteredKeys } from '@/lib/data/keys/unregistered-keys'
import { loadKmsHosts } from '@/lib/data/kms-hosts/inventory'
import { loadLicenses } from '@/lib/data/licenses/licenses-list'
import { LIST_SOURCES } from '@/lib/data/lists/sources'
import { loadNetworks } from '@/lib/data/networks/networks-page'
import { loadNeverHeard } from '@/lib/data/networks/never-heard'
import { loadOverview } from '@/lib/data/overview/overview'
import type { DataReader } from '@/lib/data/permission'
import { searchEverything } from '@/lib/data/search'
import { loadSources } from '@/lib/data/sources/sources-page'
import {
  CLIENT_FILTERS,
  CLIENT_SORTS,
  type ClientSort,
  type ClientsFilter,
  NAMES_LIMIT,
} from '@/lib/format/client-fields'
import { fieldValue, filterField, NO_FILTER } from '@/lib/format/clients-filter'
import {
  LICENSE_FIELDS,
  LICENSE_SORTS,
  licensesRequest,
  loadLicensesParams,
} from '@/lib/format/licenses-address'
import { listFacts } from '@/lib/format/lists'
import { lastFiveOf, machineName, shortName } from './large-fleet'

const everyone: DataReader = { can: () => true }

/** A page of a list, or a page that shows what is counted. */
export interface Case {
  /** what the list is narrowed to, in words */
  asked: string
  sort: string
  /** Reads it as its page does; returns its number of rows. */
  read(now: Date): Promise<number>
}

/** What the list is narrowed to, by field: values that many, some, few and no machines have, and several at once. */
const ASKED: Readonly<Record<keyof ClientsFilter, readonly (readonly string[])[]>> = {
  q: [
    ['zrh'],
    ['lt-00'],
    ['corp'],
    ['ber-lt-0000008'],
    ['qq'],
    ['lt'],
    ['kms01'],
    ['btq9b'],
    ['nothing like it'],
  ],
  state: [['licensed'], ['grace'], ['notification'], ['silent'], ['unlicensed'], ['grace', 'notification']],
  reason: [['0xC004F074'], ['0xC004F038', '0xC004F00F'], ['0xC004FFFF']],
  product: [['Windows 10 Enterprise LTSB'], ['pro'], ['Windows']],
  channel: [['MAK'], ['kms'], ['OEM']],
  host: [['kms01'], ['kms01', 'kms20.corp.example'], ['kms99']],
  expires: [['7d'], ['30d'], ['90d'], ['past'], ['never']],
  news: [['0d'], ['30d'], ['100d'], ['170d'], ['200d']],
  changed: [['2000-01-01'], ['2026-11-01'], ['2026-11-28'], ['2999-01-01']],
  at: [['2026-11-21'], ['2026-09-01']],
  cmid: [['00000003'], ['00000003-1111-4222-8333-d1d1d1d1d1d1'], ['ffffffff']],
  key: [[lastFiveOf(1)], ['2YT43'], ['BBBBB']],
  domain: [['corp.example']],
  site: [['none'], ['Zurich'], ['Berlin', 'Site 7'], ['-Berlin'], ['Nowhere']],
  owner: [['none'], ['team 1'], ['nobody']],
  department: [['it'], ['nothing']],
  tag: [['kiosk'], ['rare'], ['nothing']],
  attempt: [['read'], ['failed'], ['none']],
  names: [
    [machineName(7), shortName(8), 'nobody'],
    Array.from({ length: NAMES_LIMIT }, (_, index) => shortName(index * 11)),
  ],
}

const both = (column: string) => [column, `-${column}`]

function* clientCases(reader: DataReader): Generator<Case> {
  const filters: [string, Partial<ClientsFilter>][] = [['all', {}]]
  for (const [q = ''] of ASKED.q) filters.push([`"${q}"`, { q }])
  for (const field of CLIENT_FILTERS) {
    for (const texts of ASKED[field]) {
      const items = texts.map((text) => filterField(field).read(text))
      filters.push([`${field} ${texts.slice(0, 3).join(', ')}`, fieldValue(field, items)])
    }
  }
  for (const [asked, some] of filters) {
    for (const sort of CLIENT_SORTS.flatMap(both)) {
      const order: ClientSort = {
        column: sort.replace('-', '') as ClientSort['column'],
        descending: sort.startsWith('-'),
      }
      const request = { filter: { ...NO_FILTER, ...some }, sort: order }
      yield { asked, sort, read: async (now) => (await loadClients(reader, request, now)).rows.length }
    }
  }
}

/** As addresses: family and served are of the list of licenses alone. */
const LICENSES_ASKED = [
  '',
  'family=office',
  'family=office&served=no',
  'family=windows&served=yes',
  ...ASKED.q.map(([q = '']) => `q=${q}`),
  ...LICENSE_FIELDS.flatMap((field) => ASKED[field].map((texts) => `${field}=${texts.join(',')}`)),
]

function* licenseCases(reader: DataReader): Generator<Case> {
  for (const asked of LICENSES_ASKED) {
    for (const sort of LICENSE_SORTS.flatMap(both)) {
      const request = licensesRequest(loadLicensesParams(new URLSearchParams(`${asked}&sort=${sort}`)))
      const read = async (now: Date) => (await loadLicenses(reader, request, now)).rows.length
      yield { asked: `licenses ${asked || 'all'}`, sort, read }
    }
  }
}

interface Narrowed {
  q?: string
  from?: string
  to?: string
  filters?: Readonly<Record<string, readonly string[]>>
}

/** The long lists that every list's page knows to narrow. */
const LONG_LISTS: Readonly<Record<'audit' | 'imports', readonly Narrowed[]>> = {
  audit: [
    {},
    { q: 'pc-17' },
    { q: 'nothing like it' },
    { q: 'join' },
    { from: '2026-03-01', to: '2026-03-31' },
    { filters: { action: ['client.'] } },
    { filters: { action: ['key.reveal'] } },
    { filters: { actor: ['Ada Sample'] } },
    { filters: { actor: ['nobody'] } },
    { filters: { subject: ['client:pc-17'] } },
  ],
  imports: [
    {},
    { q: 'corp' },
    { q: 'nothing like it' },
    { from: '2026-03-01', to: '2026-03-31' },
    { filters: { state: ['done'] } },
    { filters: { state: ['asks'] } },
    { filters: { origin: ['upload'] } },
    { filters: { by: ['Ada Sample'] } },
    { filters: { source: ['source-7'] } },
  ],
}

function* longListCases(): Generator<Case> {
  for (const name of ['audit', 'imports'] as const) {
    for (const narrowed of LONG_LISTS[name]) {
      for (const sort of listFacts(name).sorts.flatMap(both)) {
        const { q = '', filters = {}, ...range } = narrowed
        const order = { key: sort.replace('-', ''), descending: sort.startsWith('-') }
        const request = { q, filters, sort: order, size: 50, ...range }
        const read = async (now: Date) => (await LIST_SOURCES[name].page(everyone, request, now)).rows.length
        yield { asked: `${name} ${JSON.stringify(narrowed)}`, sort, read }
      }
    }
  }
}

/** Pages that count a whole fleet, or choose from it. */
function* pageCases(): Generator<Case> {
  const page = (asked: string, load: (now: Date) => Promise<number>): Case => ({
    asked,
    sort: '',
    read: load,
  })
  yield page('overview', async (now) => (await loadOverview(everyone, now)).hosts?.length ?? 0)
  yield page('KMS hosts', async (now) => (await loadKmsHosts(everyone, now)).hosts.length)
  yield page('keys', async (now) => (await loadKeys(everyone, now)).keys.length)
  yield page('keys nobody added', async () => (await loadUnregisteredKeys(everyone)).length)
  yield page('networks', async () => (await loadNetworks(everyone)).zones.length)
  yield page('never heard', async (now) => (await loadNeverHeard(everyone, {}, now)).rows.length)
  yield page('sources', async (now) => (await loadSources(everyone, now)).length)
  for (const q of ['lt-0000', 'zrh', 'lt', 'nothing like it', 'ber-lt-000001x'])
    yield page(`palette "${q}"`, async (now) => (await searchEverything(everyone, q, now)).clients.length)
  for (const choice of [{}, { domain: 'emea.corp.example' }, { domain: 'corp.example' }, { q: 'zrh' }]) {
    yield page(`offline activation ${JSON.stringify(choice)}`, async (now) => {
      const [key] = (await loadKeys(everyone, now)).keys
      const view = key && (await loadCandidates(everyone, { keyId: key.id, ...choice }, now))
      return view?.machines.length ?? 0
    })
  }
}

export function* listCases(): Generator<Case> {
  yield* pageCases()
  yield* clientCases(everyone)
  yield* licenseCases(everyone)
  yield* longListCases()
}

/** What whoever is limited to sites reads: the overview, search, and both lists of machines. */
export function* limitedCases(sites: readonly number[]): Generator<Case> {
  const reader: DataReader = { can: (permission) => /^(machine|reference).read$/.test(permission), sites }
  const read = async (now: Date) => (await loadOverview(reader, now)).sites.length
  yield { asked: 'overview', sort: '', read }
  for (const q of ['lt-0000', 'lt', 'nothing like it']) {
    const found = async (now: Date) => (await searchEverything(reader, q, now)).clients.length
    yield { asked: `palette "${q}"`, sort: '', read: found }
  }
  yield* clientCases(reader)
  yield* licenseCases(reader)
}
