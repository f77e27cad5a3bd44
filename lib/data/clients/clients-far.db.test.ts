import { beforeAll, expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { systemActor } from '@/lib/auth/actor-kinds'
import { CLIENT_SORTS } from '@/lib/format/client-fields'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from '../database.testing'
import type { SqlValues } from '../sql-text'
import { loadClients } from './clients-list'
import { readClientsPage } from './clients-page'
import { clientsWhere, countedWhere, isSoonGathered, ofKindWhere } from './clients-where'
import { loadFleetNames } from './fleet-names'

const database = withTestDatabase()
const admin = systemActor('test')
const now = new Date('2026-11-29T12:00:00Z')

/** More than a walk looks at near the beginning of an order before everything that fits is gathered. */
const MACHINES = 6_000
const CHANGED = 40
const name = (machine: number) => `pc-${String(machine).padStart(5, '0')}.corp.example`

const license = (machine: number, day: string, status: 'licensed' | 'notification'): Observation => ({
  kind: 'license',
  observedAt: `${day}T10:00:00.000Z`,
  client: { name: name(machine) },
  product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client' },
  status,
  remainingMinutes: status === 'licensed' ? 180 * 1440 : 0,
})

const record = (observations: Observation[]) =>
  recordObservations(
    { observations: observations.map((observation, line) => ({ line, observation })), batchSize: MACHINES },
    now,
  )

beforeAll(async () => {
  await record(Array.from({ length: MACHINES }, (_, machine) => license(machine, '2026-11-01', 'licensed')))
  // Those that changed lie at the far end by name, and by product there is only one to walk along.
  const last = Array.from({ length: CHANGED }, (_, place) => MACHINES - 1 - 2 * place)
  await record(last.map((machine) => license(machine, '2026-11-28', 'notification')))
}, 60_000)

it.each(CLIENT_SORTS.flatMap((column) => [false, true].map((descending) => ({ column, descending }))))(
  'walks to machines that changed beyond the beginning of the list as they are gathered: %o',
  async (sort) => {
    const filter = { ...NO_FILTER, changed: '2026-11-28' }
    const context = { now, known: await loadFleetNames() }
    const matches = {
      where: (values: SqlValues) => clientsWhere(filter, context, values),
      counted: (values: SqlValues) => countedWhere(filter, context, values),
      ofKind: (values: SqlValues) => ofKindWhere(filter, context, values),
      isSoonGathered: isSoonGathered(filter),
    }
    expect(matches.isSoonGathered).toBe(true)
    const page = (plan: 'walk' | 'gather') => readClientsPage(matches, { sort, plan, size: 50, now })
    const [walked, gathered] = [await page('walk'), await page('gather')]
    expect(walked.rows.map((row) => row.name)).toEqual(gathered.rows.map((row) => row.name))
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT DISTINCT c.name FROM license_change h JOIN client c ON c.id = h.client_id WHERE h.at >= '2026-11-28' ORDER BY 1`,
    )
    expect(walked.rows.map((row) => row.name).toSorted()).toEqual(rows.map((row) => row.name))
    expect(rows).toHaveLength(CHANGED)
  },
)

it.each([false, true])(
  'lists those of a day in the past beyond that beginning, descending: %s',
  async (descending) => {
    const list = async (at: string) => {
      const filter = { ...NO_FILTER, at, state: ['notification' as const] }
      const { rows, count } = await loadClients(
        admin,
        { filter, sort: { column: 'name', descending }, size: 50 },
        now,
      )
      return [count.value, rows.length]
    }
    expect(await list('2026-11-27')).toEqual([0, 0])
    expect(await list('2026-11-28')).toEqual([CHANGED, CHANGED])
  },
)
