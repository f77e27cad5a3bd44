import { describe, expect, it } from 'vitest'
import { groupHostNames, type HostStanding, hostState } from './host-state'

const standing: HostStanding = { isRegistered: true, names: ['kms01.corp.example'] }
const SEEN = '2026-11-20T00:00:00.000Z'

describe('whether a host is ours', () => {
  it.each<[string, Partial<HostStanding>, string]>([
    ['registered and seen', { lastSeenAt: SEEN }, 'inService'],
    ['registered and never seen', {}, 'neverSeen'],
    ['seen and not registered', { isRegistered: false, lastSeenAt: SEEN }, 'unknown'],
    ['of Azure', { isRegistered: false, names: ['azkms.core.windows.net'], lastSeenAt: SEEN }, 'cloud'],
    // Microsoft, custom routes to enable KMS activation (07/2024); copies of the EC2 user guide.
    ['of Azure by its address', { isRegistered: false, names: ['20.118.99.224'], lastSeenAt: SEEN }, 'cloud'],
    ['of Azure US Government', { isRegistered: false, names: ['azkms.core.usgovcloudapi.net'] }, 'cloud'],
    ['of Azure China', { isRegistered: false, names: ['kms.core.chinacloudapi.cn'] }, 'cloud'],
    ['of AWS', { isRegistered: false, names: ['169.254.169.250'], lastSeenAt: SEEN }, 'cloud'],
    ['of Google', { isRegistered: false, names: ['kms.windows.googlecloud.com'] }, 'cloud'],
    [
      'retired before it was last seen',
      { retiredAt: '2026-11-01T00:00:00.000Z', lastSeenAt: SEEN },
      'retiredInUse',
    ],
    [
      'retired after it was last seen',
      { retiredAt: '2026-11-21T00:00:00.000Z', lastSeenAt: SEEN },
      'retired',
    ],
    ['retired and never seen', { retiredAt: SEEN }, 'retired'],
  ])('%s', (_, given, state) => {
    expect(hostState({ ...standing, ...given })).toBe(state)
  })
})

describe('the names of one host', () => {
  const group = (names: string[], registered: string[] = [], decided: [string, string | null][] = []) =>
    groupHostNames(names, new Set(registered), new Map(decided))

  it('are its short name and its FQDN', () => {
    expect(group(['kms01', 'kms01.corp.example', 'kms02.corp.example'])).toEqual([
      ['kms01.corp.example', 'kms01'],
      ['kms02.corp.example'],
    ])
  })

  it('are not a short name that fits two', () => {
    expect(group(['kms01', 'kms01.a.example', 'kms01.b.example'])).toHaveLength(3)
  })

  it('begin with the registered one, even a short one', () => {
    expect(group(['kms01', 'kms01.corp.example'], ['kms01'])).toEqual([['kms01', 'kms01.corp.example']])
  })

  it('follow what a person decided, through several names', () => {
    expect(
      group(
        ['10.0.0.5', 'old', 'kms9.corp.example'],
        [],
        [
          ['10.0.0.5', 'old'],
          ['old', 'kms9.corp.example'],
        ],
      ),
    ).toEqual([['kms9.corp.example', '10.0.0.5', 'old']])
  })

  it('stay apart where a person said so', () => {
    expect(group(['kms01', 'kms01.corp.example'], [], [['kms01', null]])).toHaveLength(2)
  })

  it('do not run in circles', () => {
    expect(
      group(
        ['a', 'b'],
        [],
        [
          ['a', 'b'],
          ['b', 'a'],
        ],
      )
        .flat()
        .sort(),
    ).toEqual(['a', 'b'])
  })
})
