import { describe, expect, it } from 'vitest'
import type { KmsProduct } from '../product/release-order'
import { canHostActivate, type KmsHostSetup } from './can-host-activate'

const SERVER_2019: KmsProduct = { family: 'server', generation: 'Windows Server 2019' }
const WINDOWS_10: KmsProduct = { family: 'client', generation: 'Windows 10' }
const WINDOWS_7: KmsProduct = { family: 'client', generation: 'Windows 7' }
const VISTA: KmsProduct = { family: 'client', generation: 'Windows Vista' }
const OFFICE_2024: KmsProduct = { family: 'office', generation: 'Office LTSC 2024' }

describe('canHostActivate', () => {
  it.each<[string, KmsHostSetup, KmsProduct]>([
    [
      'a host of the key’s own version',
      { hostPlatform: 'Windows Server 2019', key: 'server-2019' },
      SERVER_2019,
    ],
    [
      'an older host with its update',
      { hostPlatform: 'Windows Server 2016', key: 'server-2019', updates: ['KB4478877'] },
      SERVER_2019,
    ],
    [
      'an older host with the other update that does',
      { hostPlatform: 'Windows Server 2016', key: 'server-2019', updates: ['kb5003638'] },
      SERVER_2019,
    ],
    [
      'Windows 10 from Server 2008 R2',
      { hostPlatform: 'Windows Server 2008 R2', key: 'server-2012-r2-windows-10', updates: ['KB3079821'] },
      WINDOWS_10,
    ],
    [
      'Windows 7 from Server 2008',
      { hostPlatform: 'Windows Server 2008', key: 'server-2008-r2-a', updates: ['KB968912'] },
      WINDOWS_7,
    ],
    [
      'Windows 8.1 from Server 2008',
      { hostPlatform: 'Windows Server 2008', key: 'server-2012-r2', updates: ['KB2885698'] },
      { family: 'client', generation: 'Windows 8.1' },
    ],
    [
      'Windows 8 from a Windows 7 host',
      { hostPlatform: 'Windows 7', key: 'windows-8.1', updates: ['KB2885698'] },
      { family: 'client', generation: 'Windows 8' },
    ],
    [
      'Office 2010 from Server 2003',
      { hostPlatform: 'Windows Server 2003', key: 'office-2010' },
      { family: 'office', generation: 'Office 2010' },
    ],
    ['Vista from Server 2003', { hostPlatform: 'Windows Server 2003', key: 'vista' }, VISTA],
    ['Windows 10 from a Windows 10 host', { hostPlatform: 'Windows 10', key: 'windows-10' }, WINDOWS_10],
    ['Office LTSC 2024', { hostPlatform: 'Windows Server 2022', key: 'office-ltsc-2024' }, OFFICE_2024],
    [
      'a virtual host from 2008 R2 on',
      { hostPlatform: 'Windows Server 2019', key: 'server-2019', isVirtual: true },
      SERVER_2019,
    ],
  ])('allows %s', (_name, host, product) => {
    expect(canHostActivate(host, product)).toMatchObject({ ok: true })
  })

  it.each<[string, KmsHostSetup, KmsProduct, object]>([
    [
      'Office 2010 on Server 2008, whose KMS service is too old',
      { hostPlatform: 'Windows Server 2008', key: 'office-2010' },
      { family: 'office', generation: 'Office 2010' },
      { kind: 'platformTooOld', platform: 'Windows Server 2008' },
    ],
    [
      'a key of Server 2012 R2 on Server 2003, which no update brings so far',
      { hostPlatform: 'Windows Server 2003', key: 'server-2012-r2' },
      WINDOWS_7,
      { kind: 'platformTooOld', platform: 'Windows Server 2003' },
    ],
    [
      'Server 2012 from Server 2008 R2 without its update',
      { hostPlatform: 'Windows Server 2008 R2', key: 'server-2012', updates: [] },
      { family: 'server', generation: 'Windows Server 2012' },
      { kind: 'updateMissing', anyOf: ['KB3079821', 'KB2757817'] },
    ],
    [
      'a server from a key of Windows 8.1',
      { hostPlatform: 'Windows 8.1', key: 'windows-8.1' },
      { family: 'server', generation: 'Windows Server 2012' },
      { kind: 'clientOnlyKey' },
    ],
    [
      'a key newer than the platform',
      { hostPlatform: 'Windows Server 2008 R2', key: 'server-2016' },
      WINDOWS_10,
      { kind: 'platformTooOld', platform: 'Windows Server 2008 R2' },
    ],
    [
      'a key older than the platform',
      { hostPlatform: 'Windows Server 2022', key: 'server-2012-r2-windows-10' },
      WINDOWS_10,
      { kind: 'platformTooNew' },
    ],
    [
      'a server key on a client edition',
      { hostPlatform: 'Windows 10', key: 'server-2019' },
      WINDOWS_10,
      { kind: 'platformOfOtherKind' },
    ],
    [
      'a missing update',
      { hostPlatform: 'Windows Server 2012 R2', key: 'server-2019', updates: ['KB3172614'] },
      SERVER_2019,
      { kind: 'updateMissing', anyOf: ['KB4467695'] },
    ],
    [
      'Server 2016 from Server 2012 R2 without either of its updates',
      { hostPlatform: 'Windows Server 2012 R2', key: 'server-2016', updates: [] },
      { family: 'server', generation: 'Windows Server 2016' },
      { kind: 'updateMissing', anyOf: ['KB4467695', 'KB3172614'] },
    ],
    [
      'a product newer than the key',
      { hostPlatform: 'Windows Server 2016', key: 'server-2016' },
      SERVER_2019,
      { kind: 'keyTooOld', needed: 'server-2019' },
    ],
    [
      'a server from a client-only key',
      { hostPlatform: 'Windows 10', key: 'windows-10' },
      SERVER_2019,
      { kind: 'clientOnlyKey', needed: 'server-2019' },
    ],
    [
      'Office from a Windows key',
      { hostPlatform: 'Windows Server 2022', key: 'server-2022' },
      OFFICE_2024,
      { kind: 'needsOfficeHostKey', needed: 'office-ltsc-2024' },
    ],
    [
      'Office LTSC 2024 on Server 2019',
      { hostPlatform: 'Windows Server 2019', key: 'office-ltsc-2024' },
      OFFICE_2024,
      { kind: 'platformTooOld' },
    ],
    [
      'a virtual host of the Vista generation',
      { hostPlatform: 'Windows Server 2008', key: 'server-2008-c', isVirtual: true },
      VISTA,
      { kind: 'virtualHost', code: '0xC004F06B' },
    ],
    [
      'a key on Datacenter: Azure Edition',
      { hostPlatform: 'Windows Server 2022 Datacenter: Azure Edition', key: 'server-2022' },
      WINDOWS_10,
      { kind: 'azureEdition' },
    ],
    [
      'a platform it does not know',
      { hostPlatform: 'Windows 98', key: 'vista' },
      VISTA,
      { kind: 'unknownPlatform', platform: 'Windows 98' },
    ],
  ])('refuses %s', (_name, host, product, refusal) => {
    const answer = canHostActivate(host, product)
    expect(answer).toMatchObject({ ok: false, refusal })
    expect(answer.evidence[0]?.source).toBeTruthy()
  })

  it('names the update to look for where nobody knows what is installed', () => {
    expect(
      canHostActivate({ hostPlatform: 'Windows Server 2019', key: 'server-2022' }, SERVER_2019),
    ).toMatchObject({
      ok: true,
      updateToCheck: ['KB5003646'],
      evidence: [{ rule: 'keyGroup' }, { rule: 'hostUpdate', date: '2024-11' }],
    })
  })

  it.each(['KB5034768', 'kb5034768', '5034768', ' KB 5034768'])(
    'takes %j for the update it needs',
    (update) => {
      const host = { hostPlatform: 'Windows Server 2019', key: 'server-2025', updates: [update] } as const
      expect(canHostActivate(host, SERVER_2019)).toMatchObject({ ok: true })
    },
  )

  it('marks what the current guide no longer names', () => {
    const host = { hostPlatform: 'Windows Server 2022', key: 'server-2022' } as const
    for (const generation of ['Windows Vista', 'Windows 8']) {
      expect(canHostActivate(host, { family: 'client', generation })).toMatchObject({
        ok: true,
        carriedOver: true,
      })
    }
    expect(canHostActivate(host, WINDOWS_10)).not.toHaveProperty('carriedOver')
    const own = { hostPlatform: 'Windows Server 2012 R2', key: 'server-2012-r2' } as const
    expect(canHostActivate(own, { family: 'client', generation: 'Windows 8' })).not.toHaveProperty(
      'carriedOver',
    )
  })

  it('counts Office apart, with 5, and Windows clients with 25', () => {
    const office = canHostActivate(
      { hostPlatform: 'Windows Server 2022', key: 'office-ltsc-2024' },
      OFFICE_2024,
    )
    expect(office).toMatchObject({ countedAs: 'Office LTSC 2024', needed: 5 })
    const windows = canHostActivate({ hostPlatform: 'Windows Server 2019', key: 'server-2019' }, WINDOWS_10)
    expect(windows).toMatchObject({ countedAs: 'Windows', needed: 25 })
  })
})
