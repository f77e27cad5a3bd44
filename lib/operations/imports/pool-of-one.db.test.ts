/** Every pool has one connection: whatever held one and waited for a second of its kind would never end. */
import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadSample } from '../sample/sample-fleet'
import { requestLog } from './import.testing'
import { cancelImport } from './import-cancel'
import { importFile } from './import-file'
import { recordImport } from './import-record'
import { receiveUpload } from './receive-upload'

const database = withTestDatabase({
  PEOPLE_CONNECTIONS: '1',
  IMPORT_CONNECTIONS: '1',
  JOB_CONNECTIONS: '1',
})
const actor = systemActor('test')
const now = new Date('2025-06-01T12:00:00Z')

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text)
}

it('takes in, records, cancels and imports many files at once', async () => {
  const received = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      receiveUpload(actor, { fileName: 'log.xml', origin: 'upload' }, bytesOf(requestLog(2, index * 2)), {
        now,
      }),
    ),
  )
  const ids = received.map((one) => (one.ok ? one.importId : ''))
  const ended = await Promise.all([
    ...ids.slice(1).map((importId) => recordImport.run(actor, { importId }, { now })),
    cancelImport.run(actor, { importId: ids[0] ?? '' }, { now }),
    importFile(
      actor,
      {
        fileName: 'more.xml',
        observedAt: now.toISOString(),
        sizeBytes: 1,
        bytes: () => bytesOf(requestLog(2, 90)),
      },
      now,
    ),
  ])
  expect(ended.every((outcome) => !('ok' in outcome) || outcome.ok)).toBe(true)
  expect(
    await database.prisma.import.groupBy({ by: ['status'], _count: true, orderBy: { status: 'asc' } }),
  ).toEqual([
    { status: 'done', _count: 20 },
    { status: 'cancelled', _count: 1 },
  ])
  expect(await database.prisma.client.count()).toBe(40)
}, 60_000)

it('loads the sample fleet', async () => {
  expect(await loadSample.run(actor, {}, { now: new Date() })).toMatchObject({ ok: true })
}, 120_000)
