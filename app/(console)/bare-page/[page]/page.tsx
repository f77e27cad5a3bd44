import { notFound } from 'next/navigation'
import { type Actor, requireActor } from '@/lib/auth/actor'
import { loadAuditEntries } from '@/lib/data/audit'
import { loadClientPage } from '@/lib/data/clients/client-page'
import { loadClients } from '@/lib/data/clients/clients-list'
import { loadDiscovery } from '@/lib/data/discovery/discovery-page'
import { IMPORTS_LIST } from '@/lib/data/imports/imports-list'
import { loadKeys } from '@/lib/data/keys/keys-page'
import { loadKmsHosts } from '@/lib/data/kms-hosts/inventory'
import { loadNetworks } from '@/lib/data/networks/networks-page'
import { loadOverview } from '@/lib/data/overview/overview'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { listRequest } from '@/lib/format/list-address'
import { setting } from '@/lib/server/environment'
import { type PlainRow, PlainRows } from './plain-rows'

type LoadRows = (actor: Actor, name: string) => Promise<readonly object[]>

/** The rows that pages show, through their own loaders. */
const ROWS: Readonly<Record<string, LoadRows>> = {
  overview: async (actor) => (await loadOverview(actor, new Date())).hosts ?? [],
  clients: async (actor) => (await loadClients(actor, FIRST_CLIENTS, new Date())).rows,
  client: async (actor, name) => {
    const client = await loadClientPage(actor, name, new Date())
    return client ? [...client.licenses, ...client.cmids, ...client.history.attempts] : []
  },
  'kms-hosts': async (actor) => (await loadKmsHosts(actor, new Date())).hosts,
  keys: async (actor) => (await loadKeys(actor, new Date())).keys,
  discovery: async (actor) =>
    (await loadDiscovery(actor)).rows.map(({ zone, cells }) => ({ zone, cells: cells.length })),
  networks: async (actor) => (await loadNetworks(actor)).zones,
  imports: async (actor) => (await IMPORTS_LIST.page(actor, listRequest('imports', {}), new Date())).rows,
  audit: async (actor) => loadAuditEntries(actor, { limit: 50 }),
}

interface BarePageProps {
  params: Promise<{ page: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const FIRST_CLIENTS = { filter: NO_FILTER, sort: { column: 'name', descending: false } } as const

/**
 * What a page costs at least: its rows as plain cells in the frame. `npm run bench -- page` measures the pages beside it;
 * any other console has no such page.
 */
export default async function BarePage({ params, searchParams }: BarePageProps) {
  const load = ROWS[(await params).page]
  if (!load || setting('BARE_PAGES') === 'no') notFound()
  const rows = await load(await requireActor('fleet.read'), String((await searchParams).name))
  return <PlainRows rows={rows as readonly PlainRow[]} />
}
