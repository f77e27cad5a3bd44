import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { IMPORT_CHANGES_LIST } from '@/lib/data/imports/import-changes'
import { listRequest } from '@/lib/format/list-address'
import { forgetMachines } from '../machines/forget-machines'
import { renameMachine } from '../machines/name-machines'
import { recordObservations } from '../record/record-observations'
import { requestLog, uploadText } from './import.testing'

const database = withTestDatabase()
const actor = systemActor('test')
const now = new Date('2025-06-01T12:00:00Z')
const reason = 'a test of previews'

const reading = (name: string, observedAt: string, status: 'licensed' | 'notification'): Observation => ({
  kind: 'license',
  observedAt,
  client: { name },
  product: {
    name: 'Windows(R), Enterprise edition',
    activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
    channel: 'KMS client',
  },
  status,
  ...(status === 'licensed' && { remainingMinutes: 200_000, expiresAt: '2025-09-17T10:00:00.000Z' }),
})

it('says of each license what is new and what changes from what to what, with counts that are those of the rows', async () => {
  const known = [
    reading('pc-1.corp.example', '2025-04-01T10:00:00Z', 'notification'),
    reading('pc-2.corp.example', '2025-04-01T10:00:00Z', 'licensed'),
    reading('pc-3.corp.example', '2025-05-20T10:00:00Z', 'notification'),
    reading('pc-4.corp.example', '2025-04-01T10:00:00Z', 'licensed'),
    reading('pc-5.corp.example', '2025-04-01T10:00:00Z', 'notification'),
  ]
  await recordObservations(
    { observations: known.map((observation, index) => ({ line: index + 1, observation })) },
    now,
  )
  const call = { now: new Date('2025-04-20T00:00:00Z') }
  await forgetMachines.run(actor, { names: ['pc-4.corp.example'], reason }, call)
  await renameMachine.run(actor, { machine: 'pc-5.corp.example', name: 'front-desk', reason }, call)
  // Requests of pc-0 to pc-5, a minute apart from 1 May 2025 on, each of which licenses its machine.
  const importId = await uploadText(requestLog(6), now)
  const { rows, count, choices } = await IMPORT_CHANGES_LIST.page(
    actor,
    { ...listRequest('importChanges', {}), of: importId },
    now,
  )
  expect(rows.map(({ machine, kind, from, to }) => [machine, kind, from, to])).toEqual([
    ['front-desk', 'changes', 'notification', 'licensed'],
    ['pc-0.corp.example', 'newMachine', null, 'licensed'],
    ['pc-1.corp.example', 'changes', 'notification', 'licensed'],
    ['pc-2.corp.example', 'same', 'licensed', 'licensed'],
    ['pc-3.corp.example', 'older', 'notification', 'notification'],
    ['pc-4.corp.example', 'returns', null, 'licensed'],
  ])
  const byKind = await IMPORT_CHANGES_LIST.page(
    actor,
    { ...listRequest('importChanges', { sort: 'kind' }), of: importId },
    now,
  )
  const kinds = ['changes', 'changes', 'returns', 'newMachine', 'same', 'older']
  expect(byKind.rows.map(({ kind }) => kind)).toEqual(kinds)
  expect(count).toEqual({ value: 6, isExact: true })
  expect(choices.kind).toContainEqual({ value: 'changes', label: 'Other state', count: 2 })
  expect(await database.prisma.import.findUniqueOrThrow({ where: { id: importId } })).toMatchObject({
    fresh: 6,
    newClients: 1,
    changedClients: 5,
  })
})

it('says what changes of a product whose long name is cut inside a sign', async () => {
  const name = `${'a'.repeat(299)}😀 and more`
  const word = reading('pc-9.corp.example', '2025-05-02T10:00:00Z', 'licensed')
  const importId = await uploadText(JSON.stringify({ ...word, product: { name } }), now)
  expect(await database.prisma.import.findUniqueOrThrow({ where: { id: importId } })).toMatchObject({
    status: 'ready',
    fresh: 1,
    newClients: 1,
  })
  expect(await database.prisma.importChange.findMany({ where: { importId } })).toMatchObject([
    { machine: 'pc-9.corp.example', kind: 'newMachine', toCondition: 'licensed' },
  ])
})

it('offers the states that it changes beside more products than a menu can hold', async () => {
  const { id } = await database.prisma.import.create({
    data: { createdBy: 'test', origin: 'upload', fileName: 'many.txt', status: 'ready' },
  })
  await database.pool.query(
    `INSERT INTO import_change (import_id, no, machine, product, kind, from_condition, to_condition, at)
     SELECT $1, n, 'pc-1', 'Product ' || n, 'changes', 'licensed', 'notification', $2 FROM generate_series(1, 600) n`,
    [id, now],
  )
  const request = { ...listRequest('importChanges', {}), of: id }
  const { choices } = await IMPORT_CHANGES_LIST.page(actor, request, now)
  expect(choices.to).toMatchObject([{ value: 'notification', count: 600 }])
  expect(choices.kind).toMatchObject([{ value: 'changes', count: 600 }])
})
