import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadHostKeyCoverage } from '@/lib/data/keys/host-key-coverage'
import { loadKeys } from '@/lib/data/keys/keys-page'
import { loadSampleFleet, removeSampleFleet } from './sample-fleet'

const database = withTestDatabase()
const reader = systemActor('test')
const now = new Date('2026-11-22T09:00:00Z')

it('the sample fleet has keys by their last five, with the machines and hosts that use them', {
  timeout: 60_000,
}, async () => {
  await loadSampleFleet(now)
  const { keys } = await loadKeys(reader, now)
  const shown = keys.map(({ lastFive, isWhole, isSample, machines, listedMachines, counts }) => ({
    lastFive,
    isWhole,
    isSample,
    machines,
    listedMachines,
    hosts: counts?.hosts,
  }))
  const hosts = (used: number) => ({ used, limit: 6, isOver: false })
  const sample = { isWhole: false, isSample: true }
  expect(shown).toEqual([
    { ...sample, lastFive: 'K3VDX', machines: expect.any(Number), listedMachines: 0, hosts: null },
    { ...sample, lastFive: 'Q7F3D', machines: 34, listedMachines: 34, hosts: null },
    { ...sample, lastFive: 'C6RTV', machines: 1, listedMachines: 0, hosts: hosts(1) },
    { ...sample, lastFive: 'W4HJ9', machines: 3, listedMachines: 0, hosts: hosts(3) },
  ])
  const { coverage } = await loadHostKeyCoverage(reader)
  expect(coverage.uncovered.map(({ product, cheapest }) => [product.label, cheapest])).toEqual([
    ['Office LTSC Professional Plus 2024', 'office-ltsc-2024'],
    ['Windows Server 2025 Standard', 'server-2025'],
  ])
  for (const { product } of coverage.uncovered) {
    const { rows } = await database.pool.query(
      'SELECT FROM license WHERE product_label = $1 AND channel = $2',
      [product.label, 'KMS client'],
    )
    expect(product.licenses).toBe(rows.length)
  }
  await removeSampleFleet.run(reader, {})
  expect((await loadKeys(reader, now)).keys).toEqual([])
  const { rows } = await database.pool.query('SELECT FROM host_key_activation')
  expect(rows).toHaveLength(0)
})
