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
