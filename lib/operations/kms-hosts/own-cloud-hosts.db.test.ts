import { expect, it } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { alertsAt } from '@/lib/data/alerts/round'
import { loadClientPage } from '@/lib/data/clients/client-page'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadKmsHosts } from '@/lib/data/kms-hosts/inventory'
import { recordObservations } from '../record/record-observations'
import { saveReferenceEntry, withdrawReferenceEntry } from '../reference/reference-entries'

withTestDatabase()
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const now = new Date('2026-11-22T12:00:00Z')
const HOST = '203.0.113.7'

const asked = {
  kind: 'license' as const,
  observedAt: '2026-11-20T08:00:00.000Z',
  client: { name: 'pc-1.corp.example', isVirtual: false },
  product: { name: 'Windows(R), Enterprise edition', channel: 'KMS client' as const },
  status: 'licensed' as const,
  remainingMinutes: 250_000,
  kms: { host: HOST },
}

const stateOf = async (name: string) =>
  (await loadKmsHosts(admin, now)).hosts.find((host) => host.names.includes(name))

it('the host of a cloud that an admin adds is one on every page, until it is withdrawn', async () => {
  await recordObservations({ observations: [{ line: 1, observation: asked }] }, now)
  expect(await stateOf(HOST)).toMatchObject({ state: 'unknown', cloud: null })

  const value = { cloud: 'Harbour Cloud' }
  const about = { source: 'Contract 17', dated: '2026-10' }
  const entry = { kind: 'cloudHost' as const, key: ` ${HOST} `, value, ...about }
  expect(await saveReferenceEntry.run(admin, entry, { now })).toMatchObject({ ok: true, key: HOST })
  expect(await stateOf(HOST)).toMatchObject({ state: 'cloud', ...value })
  expect(await alertsAt(now)).toMatchObject([
    { rule: 'A14', object: HOST, evidence: { ...value, clients: 1 } },
  ])
  const page = await loadClientPage(admin, 'pc-1.corp.example', now)
  expect(page?.licenses[0]?.words.nextStep?.text).toContain('Harbour Cloud')

  await withdrawReferenceEntry.run(admin, { kind: 'cloudHost', key: HOST, reason: 'Left it' }, { now })
  expect(await stateOf(HOST)).toMatchObject({ state: 'unknown', cloud: null })
})

it('is refused what is no name and no address', async () => {
  const entry = { kind: 'cloudHost' as const, value: { cloud: 'X' }, source: 'Y', dated: '2026-10' }
  for (const key of ['', 'two words', '10.0.0.5:1688', 'http://kms.example']) {
    expect((await saveReferenceEntry.run(admin, { ...entry, key }, { now })).ok).toBe(false)
  }
})
