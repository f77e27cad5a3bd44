import { describe, expect, test } from 'vitest'
import { type HostFacts, hostWords } from './standing-sentence'

const now = new Date('2026-11-22T12:00:00Z')

const service = {
  application: 'windows',
  status: 'licensed',
  currentCount: 50,
  neededCount: 25,
  observedAt: '2026-11-22T09:00:00Z',
} as const satisfies HostFacts['services'][number]

const host: HostFacts = {
  state: 'inService',
  cloud: null,
  sightings: [{ source: 'reading', lastAt: '2026-11-22T09:00:00Z' }],
  registration: { registeredAt: '2026-01-01T00:00:00Z', retiredAt: null, retiredReason: null },
  clients: 1204,
  lastRequestAt: '2026-11-22T11:56:00Z',
  services: [service],
}

describe('a KMS host in words', () => {
  test('with a full count it serves', () => {
    expect(hostWords(host, now)).toMatchObject({
      standing: 'serves',
      headline: 'Serves its clients: Windows count 50, 25 needed',
      detail: 'Last request 4 minutes ago. 1,204 clients name it as their KMS host.',
    })
  })

  test('with 17 of 25 it activates servers only', () => {
    expect(hostWords({ ...host, services: [{ ...service, currentCount: 17 }] }, now)).toMatchObject({
      standing: 'below',
      headline: 'Below its threshold: 17 of 25, activates servers, but no client editions',
    })
  })

  test('an old report is dated', () => {
    const services = [{ ...service, currentCount: 17, observedAt: '2026-11-15T12:00:00Z' }]
    expect(hostWords({ ...host, services }, now).detail).toMatch(/^As reported 7 days ago\. 8 more machines/)
  })

  test('a host known by its log is not told that its count is unknown', () => {
    const words = hostWords({ ...host, services: [] }, now)
    expect(words.headline).toBe('Known by its log, not yet by a report of its own')
    expect(words.detail).toContain('Its count follows from the log')
  })

  test('with 3 of 25 it activates nobody', () => {
    expect(hostWords({ ...host, services: [{ ...service, currentCount: 3 }] }, now).headline).toBe(
      'Below its threshold: 3 of 25, activates no clients yet',
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

  test('a host nobody registered says by whom it was seen and who trusts it', () => {
    const unknown = hostWords(
      {
        ...host,
        state: 'unknown',
        registration: null,
        services: [],
        clients: 12,
        lastRequestAt: null,
        sightings: [
          { source: 'license', lastAt: null },
          { source: 'srv', lastAt: '2026-11-22T09:00:00Z', seenIn: ['lab.example'] },
        ],
      },
      now,
    )
    expect(unknown.headline).toBe('Unknown KMS host, seen by 12 clients and DNS (lab.example)')
    expect(unknown.detail).toContain('12 clients name it as their KMS host.')
  })

  test('an unknown host that was read says what it says of itself too', () => {
    const words = hostWords({ ...host, state: 'unknown', registration: null }, now)
    expect(words.headline).toContain('Unknown KMS host, seen by')
    expect(words.detail).toContain(
      'Serves its clients: Windows count 50, 25 needed. Last request 4 minutes ago.',
    )
  })

  test('a retired host that is asked says so before anything else', () => {
    const retired = hostWords(
      {
        ...host,
        state: 'retiredInUse',
        registration: {
          registeredAt: '2026-01-01T00:00:00Z',
          retiredAt: '2026-11-01T00:00:00Z',
          retiredReason: 'replaced by kms02',
        },
        sightings: [
          { source: 'reading', lastAt: '2026-10-01T09:00:00Z' },
          { source: 'requests', lastAt: '2026-11-22T11:00:00Z' },
        ],
      },
      now,
    )
    expect(retired).toMatchObject({
      standing: 'retiredInUse',
      headline: 'Retired on 1 Nov 2026 but still used',
    })
    expect(retired.detail).toContain('Reason: replaced by kms02. Clients still asked it, last 1 hour ago.')
    expect(retired.detail).not.toContain('the host itself')
  })

  test.each([
    ['neverSeen', 'Registered, but it has never reported'],
    ['retired', 'Retired, not used since'],
    ['cloud', 'The KMS host of Azure, for virtual machines rented there'],
  ] as const)('%s', (state, headline) => {
    expect(hostWords({ ...host, state, cloud: 'Azure' }, now).headline).toBe(headline)
  })
})
