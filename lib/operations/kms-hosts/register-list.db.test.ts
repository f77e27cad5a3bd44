import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { registerHost, registerHosts } from './register-host'

withTestDatabase()
const admin = systemActor('Ada')
const now = new Date('2026-11-22T12:00:00Z')

it('refuses the lines of a list that have a wrong address or too many words, and registers the others', async () => {
  const list = [
    'name,addresses,owner',
    'kms-x.corp.example,10.0.0.999,a',
    'kms-y.corp.example,fd00::7,b',
    `kms-z.corp.example,10.0.0.7,${'c'.repeat(300)}`,
  ].join('\n')
  expect(await registerHosts.run(admin, { list }, { now })).toMatchObject({
    ok: true,
    registered: ['kms-y.corp.example'],
    problems: [{ line: 2, problem: expect.stringContaining('10.0.0.5') }, { line: 4 }],
  })
})

it('refuses what only looks like an address', async () => {
  const wrong = { name: 'kms-w.corp.example', addresses: '1.2.3.4.5' }
  expect(await registerHost.run(admin, wrong, { now })).toMatchObject({ refusal: { kind: 'badInput' } })
})

it('refuses a product key as the name of a host, masked ("a product key becomes a host’s name")', async () => {
  // No real key: the groups only have the shape of one.
  const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
  const outcome = await registerHosts.run(admin, { list: `${key}\nkms-k.corp.example` }, { now })
  expect(outcome).toMatchObject({
    ok: true,
    registered: ['kms-k.corp.example'],
    problems: [
      { line: 1, text: 'XXXXX-XXXXX-XXXXX-XXXXX-6789N', problem: expect.stringContaining('product key') },
    ],
  })
  expect(await registerHost.run(admin, { name: key }, { now })).toMatchObject({
    refusal: {
      kind: 'badInput',
      issues: [{ path: 'name', message: expect.stringContaining('product key') }],
    },
  })
})
