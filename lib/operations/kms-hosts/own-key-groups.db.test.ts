import { expect, it } from 'vitest'
import { hostCoverage } from '@/lib/activation/kms/host-coverage'
import { hostPlatforms, keyGroupIdOf } from '@/lib/activation/kms/host-platforms'
import type { Observation } from '@/lib/activation/observation'
import { userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadHostKeyCoverage } from '@/lib/data/keys/host-key-coverage'
import { loadKmsHostPage } from '@/lib/data/kms-hosts/host-page'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { keyGroupOptions } from '../keys/key-groups'
import { recordObservations } from '../record/record-observations'
import { saveReferenceEntry } from '../reference/reference-entries'
import { changeHost } from './change-host'
import { registerHost, registerHosts } from './register-host'

withTestDatabase()
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const now = new Date('2026-11-22T12:00:00Z')

const PLANT_KEY = {
  kind: 'keyGroup' as const,
  key: '',
  value: {
    application: 'windows' as const,
    label: 'Server of the plant, a name as long as people give',
    clientsUpTo: 'Windows 11',
    serversUpTo: 'Windows Server 2025',
    installsOn: ['Windows Server 2025', 'Windows 11'],
    descriptionChannel: 'VOLUME_KMS_PLANT',
  },
  source: 'Ticket 4711',
  dated: '2026-02',
}
const PLANT = 'own-server-of-the-plant-a-name-as-long-as-people-give'

it('a host key that only our reference knows is chosen, stored and judged', async () => {
  const unknown = { name: 'kms07.corp.example', keyGroup: PLANT, platform: 'Windows 11' }
  expect(await registerHost.run(admin, unknown, { now })).toMatchObject({
    ok: false,
    refusal: { kind: 'unknownPlatform' },
  })
  expect(await saveReferenceEntry.run(admin, PLANT_KEY, { now })).toMatchObject({ ok: true, key: PLANT })

  const { hosts } = await loadReferenceBook(admin)
  expect(keyGroupOptions(hosts.groups)).toContainEqual({ value: PLANT, label: PLANT_KEY.value.label })
  expect(hostPlatforms(hosts.groups)).toContain('Windows 11')
  expect(keyGroupIdOf(PLANT_KEY.value.label, hosts.groups)).toBe(PLANT)

  const registered = await registerHost.run(admin, unknown, { now })
  if (!registered.ok) throw new Error('Not registered')
  expect((await loadKmsHostPage(admin, 'kms07.corp.example', now))?.registration).toMatchObject({
    keyGroup: PLANT,
    platform: 'Windows 11',
  })
  const changed = { ...unknown, id: registered.id, note: 'Moved' }
  expect(await changeHost.run(admin, changed, { now })).toMatchObject({ ok: true })
  const judged = hostCoverage({ hostPlatform: 'Windows 11', key: PLANT }, hosts)
  expect(judged.find(({ generation }) => generation === 'Windows Server 2025')?.refusal).toBeUndefined()
  expect(judged.find(({ generation }) => generation === 'Windows 11 LTSC 2024')?.refusal?.kind).toBe(
    'keyTooOld',
  )
})

it('reads it in a pasted list of hosts, by its name', async () => {
  const list = `name;platform;key group\nkms08.corp.example;Windows Server 2025;${PLANT_KEY.value.label}`
  expect(await registerHosts.run(admin, { list }, { now })).toMatchObject({
    ok: true,
    registered: ['kms08.corp.example'],
    problems: [],
  })
})

it('is recognised by its channel, and covers the fleet', async () => {
  const hostSays: Observation = {
    kind: 'kmsHost',
    observedAt: now.toISOString(),
    host: { name: 'kms09.corp.example' },
    product: {
      name: 'Windows(R), ServerStandard edition',
      description: 'Windows(R) Operating System, VOLUME_KMS_PLANT channel',
      channel: 'KMS host',
      partialKey: 'QQQQQ',
    },
    status: 'licensed',
    currentCount: 30,
  }
  const client: Observation = {
    kind: 'license',
    observedAt: now.toISOString(),
    client: { name: 'ws-01.corp.example' },
    product: {
      name: 'Windows(R), Enterprise edition',
      activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
      channel: 'KMS client',
    },
    status: 'licensed',
    remainingMinutes: 200_000,
  }
  const observations = [hostSays, client].map((observation, index) => ({ line: index + 1, observation }))
  await recordObservations({ observations }, now)
  const { installed, coverage } = await loadHostKeyCoverage(admin)
  expect(installed).toMatchObject([{ host: 'kms09.corp.example', group: { id: PLANT } }])
  expect(coverage).toMatchObject({ licenses: 1, servedLicenses: 1, uncovered: [] })
})
