import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, systemActor, userActor } from '@/lib/auth/actor-kinds'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'
import { licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'
import { listRequest } from '@/lib/format/list-address'
import { LIST_GROUPS } from '@/lib/format/list-groups'
import { LISTS, type ListName } from '@/lib/format/lists'
import { REPORTS, type ReportNumber, reportChoice } from '@/lib/format/reports'
import { answerDesk } from '@/lib/operations/desk/read-desk'
import { loadDiagnosedClient } from '@/lib/operations/diagnosis/diagnosed-client'
import { addNote } from '@/lib/operations/notes/notes'
import { loadSample } from '@/lib/operations/sample/sample-fleet'
import { loadAlert } from '../alerts/alert-page'
import { countNeedsSomeone, loadAlertsOf } from '../alerts/needs-someone'
import { runAlertRound } from '../alerts/round'
import { loadClientGroups } from '../clients/client-groups'
import { clientsMatching, loadClients } from '../clients/clients-list'
import { loadReasonCounts } from '../clients/reason-counts'
import { withTestDatabase } from '../database.testing'
import { loadLicenseGroups } from '../licenses/license-groups'
import { loadLicenseProducts } from '../licenses/license-products'
import { loadLicenses } from '../licenses/licenses-list'
import { exportOf } from '../lists/export-list'
import { LIST_SOURCES } from '../lists/sources'
import { writeWorkbook } from '../lists/workbook'
import { loadClientNotes } from '../notes/notes'
import { loadOverview } from '../overview/overview'
import { copyOfReader, NotPermitted } from '../permission'
import { requestOf as reportRequest } from '../reports/report-request'
import { loadReport, REPORT_SOURCES } from '../reports/reports'
import { searchEverything } from '../search'

const database = withTestDatabase()
const admin = systemActor('test')
const now = new Date('2026-11-29T12:00:00Z')

/** A manager of Berlin alone. */
let mia: Actor
let berlin = 0
/** Machines elsewhere, or of no site. */
let outside: Set<string>
let inside: string[]

beforeAll(async () => {
  await loadSample.run(admin, {}, { now })
  await runAlertRound(now)
  const { rows } = await database.pool.query<{ name: string; here: boolean; site: number }>(
    `SELECT c.name, coalesce(s.name = 'Berlin', false) AS here, c.site_id AS site FROM client c LEFT JOIN site s ON s.id = c.site_id`,
  )
  berlin = rows.find(({ here }) => here)?.site ?? 0
  const hosts = await database.pool.query<{ name: string }>('SELECT name FROM kms_host')
  const isHost = new Set(hosts.rows.map(({ name }) => name))
  // A machine says which KMS host it asks.
  outside = new Set(rows.filter(({ here, name }) => !here && !isHost.has(name)).map(({ name }) => name))
  inside = rows.filter(({ here }) => here).map(({ name }) => name)
  mia = userActor({ id: 'mia', name: 'Mia', role: 'manager', siteIds: [berlin] })
}, 120_000)

/** Machines elsewhere that an answer names. */
const foreign = (answer: unknown) => [
  ...new Set(
    (JSON.stringify(answer) ?? '').match(/[a-z0-9][a-z0-9.-]+/g)?.filter((word) => outside.has(word)),
  ),
]

const clientsOf = (query: string) => requestOf(loadClientsParams(new URLSearchParams(query)))
const licensesOf = (query: string) => licensesRequest(loadLicensesParams(new URLSearchParams(query)))

/** Of the list of clients and of licenses alike: what is filtered by names or roll-ups, and how it is sorted. */
const QUERIES = [
  ...['', 'state=silent', 'q=0', 'q=ber', 'q=dub', 'q=windows', 'site=Dublin', 'site=-Berlin', 'site=none'],
  ...['sort=site', 'sort=-product', 'sort=expires', 'sort=host', 'sort=owner', 'expires=30d', 'tag=kiosk'],
  ...['owner=-none', 'state=licensed&sort=-name', 'size=200'],
]

describe('a person who is limited to a site', () => {
  it.each(QUERIES)('lists, counts and groups clients and licenses there alone: %s', async (query) => {
    const clients = await loadClients(mia, clientsOf(query), now)
    expect(foreign(clients)).toEqual([])
    expect(clients.count.value).toBe(await countedBy(clientsOf(query)))
    const licenses = await loadLicenses(mia, licensesOf(query), now)
    expect(foreign(licenses)).toEqual([])
    const unserved = await loadLicenses(
      mia,
      { ...licensesOf(query), filter: licensesOf('served=no').filter },
      now,
    )
    expect(unserved.rows).toEqual([])
    for (const group of LIST_GROUPS) {
      const { groups } = await loadClientGroups(mia, clientsOf(query).filter, group, now)
      expect(
        groups.reduce((sum, { count }) => sum + count, 0),
        group,
      ).toBe(clients.count.value)
      const ofLicenses = await loadLicenseGroups(mia, licensesOf(query).filter, group, now)
      expect(
        ofLicenses.groups.reduce((sum, { count }) => sum + count, 0),
        group,
      ).toBe(licenses.count.value)
    }
  })

  it('would see names elsewhere without the limit, as an admin does', async () => {
    expect(foreign(await loadClients(admin, clientsOf('q=dub'), now))).not.toEqual([])
  })

  it('is told of a name elsewhere what is told of a name that nobody has', async () => {
    const [elsewhere = ''] = outside
    const asked = await loadClients(mia, clientsOf(`names=${elsewhere}`), now)
    expect(asked).toMatchObject({ rows: [], notFound: [elsewhere] })
    expect(await loadDiagnosedClient(mia, elsewhere, now)).toBeUndefined()
    expect((await searchEverything(mia, elsewhere, now)).clients).toEqual([])
    expect(await loadClientNotes(mia, [elsewhere])).toEqual([])
    const note = { about: 'client', name: elsewhere, text: 'x' } as const
    expect(await addNote.run(mia, note, { now })).toMatchObject({ refusal: { kind: 'noSuchClient' } })
    expect(await addNote.run(mia, { ...note, about: 'kmsHost' }, { now })).toMatchObject({ ok: false })
  })

  it('sees machines there with all about them and none elsewhere: pages, search, desk and what is beside them', async () => {
    for (const name of inside.slice(0, 60)) {
      expect(foreign(await loadDiagnosedClient(mia, name, now)), name).toEqual([])
      expect(foreign(await loadAlertsOf(mia, { objectKind: 'client', names: [name] }, now)), name).toEqual([])
    }
    const texts = ['0xC004F074', '0xC004F038', 'dub', 'ber', 'ber-lt', [...outside].slice(0, 3).join(' ')]
    for (const text of texts) {
      const told = await Promise.all([searchEverything(mia, text, now), answerDesk(mia, { text }, now)])
      // What was typed comes back as unknown.
      expect(
        foreign(told).filter((name) => !text.includes(name)),
        text,
      ).toEqual([])
    }
    expect(foreign(await loadReasonCounts(mia))).toEqual([])
  })

  it('has an overview of that site, whose numbers are those of its lists', async () => {
    const view = await loadOverview(mia, now)
    expect(foreign(view)).toEqual([])
    // Nor how many people, keys and hosts the console has.
    expect(view.firstSteps).toBeUndefined()
    expect(view).toMatchObject({ hosts: undefined, trend: undefined, fleet: { clients: inside.length } })
    expect(view.sites.map(({ site }) => site)).toEqual(['Berlin'])
    const silent = await loadClients(mia, clientsOf('state=silent'), now)
    expect(view.fleet.byCondition.silent).toBe(silent.count.value)
    const ending = await loadClients(mia, clientsOf('expires=30d'), now)
    expect(view.fleet.expiringWithin30Days).toBe(ending.count.value)
    const { products } = await loadLicenseProducts(mia, now)
    const licenses = await loadLicenses(mia, licensesOf(''), now)
    expect(products.reduce((sum, product) => sum + product.licenses, 0)).toBe(licenses.count.value)
    expect(view.licenses.reduce((sum, { count }) => sum + count, 0)).toBe(licenses.count.value)
  })

  it('reads of every list and report what is about those machines, or is refused', async () => {
    for (const name of Object.keys(LISTS) as ListName[]) {
      const shown = LIST_SOURCES[name].page(mia, listRequest(name, {}), now)
      expect(foreign(await shown.catch(refusedIsNothing)), name).toEqual([])
    }
    for (const number of Object.keys(REPORTS) as ReportNumber[]) {
      const request = reportRequest(reportChoice(number, {}), { now, rows: 1000 })
      const report = await loadReport(mia, number, request).catch(refusedIsNothing)
      expect(report !== undefined, number).toBe(REPORT_SOURCES[number].permission === 'machine.read')
      expect(foreign(report), number).toEqual([])
    }
  })

  it('sees alerts about those machines, counted alike everywhere', async () => {
    const { rows, count } = await LIST_SOURCES.alerts.page(mia, listRequest('alerts', { size: '200' }), now)
    const { rows: all } = await database.pool.query<{ id: number; here: boolean }>(
      `SELECT a.id, a.object_kind = 'client' AND EXISTS (
         SELECT FROM client c WHERE c.name = a.object AND c.site_id = $1) AS here FROM alert a WHERE a.state <> 'closed'`,
      [berlin],
    )
    const own = all.filter(({ here }) => here).map(({ id }) => id)
    expect(own.length).toBeGreaterThan(0)
    expect(rows.map(({ id }) => id).sort()).toEqual(own.sort())
    expect(count.value).toBe(own.length)
    expect(await countNeedsSomeone(mia)).toBeLessThanOrEqual(own.length)
    for (const { id, here } of all) {
      const alert = await loadAlert(mia, id, now)
      expect(alert !== undefined, String(id)).toBe(here)
      expect(foreign(alert)).toEqual([])
    }
  })

  it('exports that site alone, as a file of the thread that writes workbooks too', async () => {
    for (const list of ['clients', 'licenses'] as const) {
      const { batches } = await exportOf(mia, list, new URLSearchParams(), now)
      const rows: unknown[] = []
      for await (const batch of batches) rows.push(...batch)
      expect(foreign(rows)).toEqual([])
      expect(rows.length).toBeGreaterThan(0)
    }
    const asked = { list: 'clients', query: '', now: now.toISOString() } as const
    const [own, all] = await Promise.all([
      writeWorkbook({ ...asked, ...copyOfReader(mia) }),
      writeWorkbook({ ...asked, ...copyOfReader(admin) }),
    ])
    expect(own?.length).toBeLessThan(all?.length ?? 0)
    await expect(exportOf(mia, 'kmsHosts', new URLSearchParams(), now)).rejects.toThrow(NotPermitted)
  })

  it('sees nothing where the site is gone, and everything again without a limit', async () => {
    const gone = userActor({ id: 'g', name: 'Gus', role: 'helpdesk', siteIds: [999_999] })
    expect((await loadClients(gone, clientsOf(''), now)).count.value).toBe(0)
    const free = userActor({ id: 'f', name: 'Fay', role: 'helpdesk', siteIds: [] })
    const { count } = await loadClients(free, clientsOf(''), now)
    expect(count.value).toBe(inside.length + (await countOutside()))
  })
})

async function countOutside(): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM client WHERE site_id IS DISTINCT FROM $1',
    [berlin],
  )
  return rows[0]?.count ?? 0
}

/** The same filter as an admin asks it, counted row by row at the site. */
async function countedBy({ filter }: ReturnType<typeof clientsOf>): Promise<number> {
  const { where, values } = await clientsMatching(admin, filter, now)
  const { rows } = await database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM client WHERE (${where}) AND site_id = ${values.add(berlin)}`,
    values.list,
  )
  return rows[0]?.count ?? 0
}

function refusedIsNothing(error: unknown): undefined {
  if (error instanceof NotPermitted) return undefined
  throw error
}
