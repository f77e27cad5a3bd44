import { expect, it } from 'vitest'
import type { KmsRequestObservation } from '@/lib/activation/observation'
import { withTestDatabase } from '@/lib/data/database.testing'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { findHostGroup } from './host-names'
import { keptHostLog } from './kept-host-log'

withTestDatabase()

const NOW = new Date('2026-11-29T12:00:00Z')

function record(machine: number, at: string) {
  const observation: KmsRequestObservation & { host: { name: string } } = {
    kind: 'kmsRequest',
    at,
    host: { name: 'kms01.corp.example' },
    client: {
      name: `ws-${machine}.corp.example`,
      cmid: `0000000${machine}-1111-4222-8333-444444444444`,
      isVirtual: false,
    },
    hresult: '0x00000000',
    minimumCount: 25,
    status: 'licensed',
    remainingMinutes: 259_200,
    activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
  }
  return recordObservations({ observations: [{ line: 1, observation }] }, NOW)
}

const read = async (now = NOW) => keptHostLog((await findHostGroup('kms01.corp.example'))?.ids ?? [], now)

it('a log is kept until something of the host is recorded, be it old, and for five minutes', async () => {
  await record(1, '2026-11-29T10:00:00Z')
  const first = await read()
  expect(first?.end.counts[0]?.count).toBe(1)
  expect(await read()).toBe(first)
  await record(2, '2026-11-20T10:00:00Z')
  const second = await read()
  expect(second?.end.counts[0]?.count).toBe(2)
  expect(await read()).toBe(second)
  expect(await read(new Date(NOW.getTime() + 5 * 60_000))).not.toBe(second)
})
