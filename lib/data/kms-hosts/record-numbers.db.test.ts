import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from '../database.testing'
import { loadNumberedRuns } from './record-numbers'

const database = withTestDatabase()
const HOST = 'kms01.corp.example'
const START = Date.parse('2026-03-01T00:00:00Z')
const MINUTE_MS = 60_000
const NOW = new Date(START + 600 * MINUTE_MS)

/** A request each minute; `number` is that of its record, absent where the file does not tell it. */
function request(minute: number, number?: number, channel = 'Key Management Service'): Observation {
  return {
    kind: 'kmsRequest',
    at: new Date(START + minute * MINUTE_MS).toISOString(),
    host: { name: HOST },
    client: {
      name: `pc-${minute}.corp.example`,
      cmid: '0a0a0a0a-0000-4000-8000-000000000001',
      isVirtual: false,
    },
    hresult: minute % 2 === 0 ? '0x00000000' : '0xC004F038',
    minimumCount: 25,
    status: 'licensed',
    remainingMinutes: 1000,
    activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
    ...(number !== undefined && { event: { recordId: number, channel, computer: HOST } }),
  }
}

async function* lines(observations: readonly Observation[]) {
  for (const observation of observations) yield { line: 1, observation }
}

const record = (observations: readonly Observation[]) =>
  recordObservations({ observations: lines(observations), isSample: false }, NOW)

it('finds the runs of record numbers, and numbers events that were known without one', async () => {
  await record([...[0, 1, 2, 3].map((minute) => request(minute)), request(9, 7, 'Application')])
  const { rows } = await database.pool.query("SELECT id FROM kms_host WHERE name = 'kms01.corp.example'")
  const hosts = [rows[0].id as number]
  expect(await loadNumberedRuns(hosts, NOW)).toEqual([])
  const again = await record([
    request(0, 88_010),
    request(1, 88_011),
    request(2, 88_012),
    request(3, 88_015),
    request(4, 88_016),
  ])
  expect(again.fresh).toBe(1)
  const at = (minute: number) => START + minute * MINUTE_MS
  expect(await loadNumberedRuns(hosts, NOW)).toEqual([
    { from: at(0), to: at(2), first: 88_010, last: 88_012 },
    { from: at(3), to: at(4), first: 88_015, last: 88_016 },
  ])
})
