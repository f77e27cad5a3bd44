import { expect, it } from 'vitest'
import { resolvePeriod } from '@/lib/activation/report/period'
import { userActor } from '@/lib/auth/actor-kinds'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { loadEsuFacts } from '../alerts/key-facts'
import { withTestDatabase } from '../database.testing'
import { loadEndOfSupport } from '../reports/end-of-support'

withTestDatabase()
const NOW = new Date('2026-11-22T12:00:00Z')
const reader = userActor({ id: 'v', name: 'Vera', role: 'helpdesk' })

const ten = (name: string, isVirtual: boolean, host: string) => ({
  kind: 'license' as const,
  observedAt: '2026-11-20T12:00:00.000Z',
  client: { name, isVirtual },
  product: {
    name: 'Windows(R), Professional edition',
    description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
    activationId: '2de67392-b7a7-462a-b1ca-108dd189f588',
    channel: 'KMS client' as const,
  },
  extendedPid: '03612-03308-000-000000-03-1033-19045.0000-3002024',
  status: 'licensed' as const,
  remainingMinutes: 250_000,
  expiresAt: '2027-05-13T02:40:00.000Z',
  kms: { host, port: 1688 },
})

it('virtual machines of Azure need no ESU license, in the alert and in the report alike', async () => {
  const machines = [
    ten('az-1', true, 'azkms.core.windows.net'),
    ten('home-1', false, 'azkms.core.windows.net'),
    ten('vm-1', true, 'kms01.corp.example'),
  ]
  await recordObservations({ observations: machines.map((observation) => ({ line: 1, observation })) }, NOW)
  expect(await loadEsuFacts(NOW)).toMatchObject([{ machines: 3, covered: 0, exempt: 1 }])
  const { tables } = await loadEndOfSupport(reader, {
    now: NOW,
    rows: 100,
    filters: {},
    period: resolvePeriod({ word: 'last30' }, '2026-11-22'),
  })
  const [table] = tables
  const place = table?.columns.findIndex(({ header }) => header === 'ESU without a license') ?? -1
  expect(table?.total?.[place]).toBe(1)
  expect(table?.total?.[place + 1]).toBe(2)
})
