import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { userActor } from '@/lib/auth/actor-kinds'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { loadEyeMachine } from '../client-eye/eye-machine'
import { withTestDatabase } from '../database.testing'
import { loadClientPage } from './client-page'
import { loadSurroundings } from './surroundings'

const database = withTestDatabase()
const reader = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const now = new Date('2026-11-22T12:00:00Z')
const NAME = 'quay-9.harbour.example'

const record = (...observations: Observation[]) =>
  recordObservations({ observations: observations.map((observation, line) => ({ line, observation })) }, now)
const told = (name: string, at: string, facts: object) => ({
  kind: 'machineReading' as const,
  observedAt: at,
  client: { name },
  ...facts,
})

it('keeps what tools told of a machine, makes no machine of it, and shows the newest word once it is known', async () => {
  await record(
    told('quay-9', '2026-11-20T08:00:00.000Z', { dnsSuffixes: ['old.example'], edition: 'Enterprise' }),
    told('quay-9', '2026-11-21T08:00:00.000Z', { dnsSuffixes: ['yard.example', 'harbour.example'] }),
    {
      kind: 'collectionAttempt',
      at: '2026-11-19T08:00:00.000Z',
      client: { name: NAME },
      outcome: 'read',
      clockOffsetSeconds: 900,
    },
  )
  expect((await database.pool.query('SELECT FROM client')).rowCount).toBe(0)
  await record({
    kind: 'license',
    observedAt: '2026-11-21T09:00:00.000Z',
    client: { name: NAME },
    product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client' },
    status: 'licensed',
  })
  const page = await loadClientPage(reader, NAME, now)
  expect(page?.surroundings).toEqual({
    dnsSuffixes: { value: ['yard.example', 'harbour.example'], at: '2026-11-21T08:00:00.000Z' },
    edition: { value: 'Enterprise', at: '2026-11-20T08:00:00.000Z' },
    clockOffsetSeconds: { value: 900, at: '2026-11-19T08:00:00.000Z' },
  })
  expect((await loadEyeMachine(reader, NAME, now)).machine).toMatchObject({
    dnsSuffix: 'yard.example',
    searchList: ['harbour.example'],
  })
})

it('takes a short name for nobody’s where two machines have it', async () => {
  await record({
    kind: 'license',
    observedAt: '2026-11-21T09:00:00.000Z',
    client: { name: 'quay-9.other.example' },
    product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client' },
    status: 'licensed',
  })
  expect((await loadSurroundings(NAME, now)).dnsSuffixes).toBeUndefined()
})

it('knows a short name with an underscore for its own beside one that differs there', async () => {
  const license = (name: string): Observation => ({
    kind: 'license',
    observedAt: '2026-11-21T09:00:00.000Z',
    client: { name },
    product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client' },
    status: 'licensed',
  })
  await record(
    license('quay_5.harbour.example'),
    license('quay-5.harbour.example'),
    told('quay_5', '2026-11-20T08:00:00.000Z', { edition: 'Enterprise' }),
  )
  const { edition } = await loadSurroundings('quay_5.harbour.example', now)
  expect(edition).toEqual({ value: 'Enterprise', at: '2026-11-20T08:00:00.000Z' })
})
