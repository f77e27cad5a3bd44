import { expect, test } from 'vitest'
import { readFacts } from './read-facts'

const FACTS = {
  now: '2026-11-30T08:37:00Z',
  machine: { name: 'NB-1.Corp.Example.', channel: 'KMS client' },
  license: { condition: 'grace', observedAt: '2026-11-30T08:00:00Z', reason: 'c004f074' },
}

test('names and codes are read in any spelling', () => {
  expect(readFacts(FACTS)).toMatchObject({
    ok: true,
    facts: { machine: { name: 'nb-1.corp.example' }, license: { reason: '0xC004F074' } },
  })
})

test.each([
  [null, '$'],
  [{ ...FACTS, now: 'yesterday' }, 'now'],
  [{ ...FACTS, machine: { name: 'x' } }, 'machine.channel'],
  [{ ...FACTS, colour: 'red' }, 'colour'],
  [{ ...FACTS, license: { ...FACTS.license, reason: 'bad' } }, 'license.reason'],
  [{ ...FACTS, attempts: [{ at: '2026-11-30T08:00:00Z', code: 7 }] }, 'attempts[0].code'],
  [{ ...FACTS, hosts: [{ host: 'kms01', port: 0 }] }, 'hosts[0].port'],
  [{ ...FACTS, dns: { at: '2026-11-30T08:00:00Z', found: 'hosts' } }, 'dns.hosts'],
  [{ ...FACTS, hosts: [{ host: 'kms01', port: 1688, keys: ['server-2048'] }] }, 'hosts[0].keys[0]'],
])('what is wrong first is named: %j', (json, path) => {
  expect(readFacts(json)).toMatchObject({ ok: false, path })
})
