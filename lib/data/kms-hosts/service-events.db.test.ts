import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from '../database.testing'
import { loadServiceEvents } from './service-events'

const database = withTestDatabase()
const NOW = new Date('2026-03-02T00:00:00Z')
const host = { name: 'kms01.corp.example' }
const at = (hour: number) => `2026-03-01T0${hour}:00:00.000Z`

it('shows what befell the service of a host, the newest first, and none of another host', async () => {
  const observations: Observation[] = [
    { kind: 'kmsService', at: at(1), host, what: 'startFailed', hresult: '0xC004D502' },
    { kind: 'dnsPublishFailure', at: at(2), host, zone: 'corp.example', hresult: '0x80072338' },
    { kind: 'kmsService', at: at(3), host, what: 'published', hresult: '0x00000000', zone: 'corp.example' },
    {
      kind: 'kmsService',
      at: at(4),
      host: { name: 'kms02' },
      what: 'renewalTimerFailed',
      hresult: '0x80070005',
    },
  ]
  await recordObservations(
    { observations: observations.map((observation, line) => ({ line, observation })) },
    NOW,
  )
  const { rows } = await database.pool.query("SELECT id FROM kms_host WHERE name = 'kms01.corp.example'")
  const group = { name: host.name, names: [host.name], ids: [rows[0].id as number] }
  expect(await loadServiceEvents(group)).toMatchObject([
    { at: at(3), what: 'published', zone: 'corp.example' },
    { at: at(2), what: 'notPublished', code: '0x80072338', zone: 'corp.example' },
    { at: at(1), what: 'startFailed', code: '0xC004D502', zone: null },
  ])
})
