import { describe, expect, test } from 'vitest'
import { type HostFacts, hostWords } from './host-words'

const now = new Date('2026-11-22T12:00:00Z')

const service = {
  application: 'windows',
  status: 'licensed',
  currentCount: 50,
  neededCount: 25,
  observedAt: '2026-11-22T09:00:00Z',
} as const satisfies HostFacts['services'][number]

const host: HostFacts = {
  isKnown: true,
  clients: 1204,
  lastRequestAt: '2026-11-22T11:56:00Z',
  services: [service],
}

describe('a KMS host in words', () => {
  test('with a full count it serves', () => {
    expect(hostWords(host, now)).toMatchObject({
      standing: 'serves',
      headline: 'Serves its clients: Windows count 50, 25 needed',
      detail: 'Last request 4 minutes ago. 1,204 clients name it as the host of their activation.',
    })
  })

  test('with 17 of 25 it activates servers only', () => {
    expect(hostWords({ ...host, services: [{ ...service, currentCount: 17 }] }, now)).toMatchObject({
      standing: 'below',
      headline: 'Below its threshold: 17 of 25, activates servers, but no client editions',
    })
  })

  test('with 3 of 25 it activates nobody', () => {
    expect(hostWords({ ...host, services: [{ ...service, currentCount: 3 }] }, now).headline).toBe(
      'Below its threshold: 3 of 25, activates nobody yet',
    )
  })

  test('not licensed itself weighs more than its count', () => {
    const services = [{ ...service, status: 'notification', currentCount: 3 } as const]
    expect(hostWords({ ...host, services }, now).standing).toBe('notLicensed')
  })

  test('a day without a request is quiet', () => {
    expect(hostWords({ ...host, lastRequestAt: '2026-11-20T12:00:00Z' }, now).headline).toBe(
      'No request has been logged for 2 days',
    )
  })

  test('a host that only clients name is said to be unheard', () => {
    const unheard = hostWords({ ...host, isKnown: false, services: [], lastRequestAt: null }, now)
    expect(unheard.headline).toBe('Named by 1,204 clients, never heard of itself')
  })
})
