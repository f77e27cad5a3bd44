import { expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { userActor } from '@/lib/auth/actor-kinds'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from '../database.testing'
import { loadUnregisteredKeys } from './unregistered-keys'

const database = withTestDatabase()
const NOW = new Date('2026-03-02T00:00:00Z')
const helpdesk = userActor({ id: 'h', name: 'Hal', role: 'helpdesk' })

const windows = (client: string, partialKey: string, channel: 'MAK' | 'Retail' = 'MAK'): Observation => ({
  kind: 'license',
  observedAt: '2026-03-01T00:00:00.000Z',
  client: { name: client },
  product: { name: 'Windows 11 Enterprise', partialKey, channel },
  status: 'licensed',
})

const office = (client: string, partialKey: string): Observation => ({
  kind: 'license',
  observedAt: '2026-03-01T00:00:00.000Z',
  client: { name: client },
  product: {
    name: 'Office 16, Office16ProPlusVL_MAK edition',
    applicationId: '0ff1ce15-a989-479d-af46-f275c6370663',
    partialKey,
    channel: 'MAK',
  },
  status: 'licensed',
})

it('lists MAKs that machines show and nobody added, those on most machines first, each machine counted once', async () => {
  await database.pool.query(
    `INSERT INTO product_key (id, kind, last_five, label, added_at, added_by)
     VALUES (gen_random_uuid(), 'mak', '3467B', 'Known', now(), 'test')`,
  )
  const observations = [
    windows('pc-1.corp.example', '6789N'),
    windows('pc-2.corp.example', '7XQ2P'),
    windows('pc-3.corp.example', '7XQ2P'),
    office('pc-3.corp.example', '7XQ2P'),
    windows('pc-4.corp.example', '3467B'),
    windows('pc-5.corp.example', 'VK7JG', 'Retail'),
  ]
  await recordObservations(
    { observations: observations.map((observation, line) => ({ line, observation })) },
    NOW,
  )
  const found = await loadUnregisteredKeys(helpdesk)
  expect(found.map(({ kind, lastFive, label, machines }) => [kind, lastFive, label, machines])).toEqual([
    ['mak', '7XQ2P', 'Windows 11 Enterprise', 2],
    ['mak', '6789N', 'Windows 11 Enterprise', 1],
  ])
})
