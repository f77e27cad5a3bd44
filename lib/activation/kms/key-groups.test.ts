import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KmsProduct } from '../product/release-order'
import { type KeyGroupId, OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from './key-group-table'
import { cheapestKeyGroup, keyCovers, keyGroup, keyGroupOfHost, serves, unservedBy } from './key-groups'

const client = (generation: string, edition?: string): KmsProduct => ({
  family: 'client',
  generation,
  edition,
})
const server = (generation: string, edition?: string): KmsProduct => ({
  family: 'server',
  generation,
  edition,
})
const office = (generation: string): KmsProduct => ({ family: 'office', generation })

const VISTA = client('Windows Vista', 'Business')
const S2008 = (edition?: string) => server('Windows Server 2008', edition)
const R2 = (edition?: string) => server('Windows Server 2008 R2', edition)

describe('what a key serves', () => {
  it.each<[KeyGroupId, KmsProduct, boolean]>([
    ['vista', VISTA, true],
    ['vista', S2008('ServerWeb'), false],
    ['server-2008-a', VISTA, true],
    ['server-2008-a', S2008('ServerWeb'), true],
    ['server-2008-a', S2008('ServerComputeCluster'), true],
    ['server-2008-a', S2008('ServerStandard'), false],
    ['server-2008-b', S2008('ServerWeb'), true],
    ['server-2008-b', S2008('ServerStandard'), true],
    ['server-2008-b', S2008('ServerEnterprise'), true],
    ['server-2008-b', S2008('ServerDatacenter'), false],
    ['server-2008-b', S2008('ServerEnterpriseIA64'), false],
    ['server-2008-c', S2008('ServerDatacenter'), true],
    ['server-2008-c', S2008('ServerEnterpriseIA64'), true],
    ['server-2008-c', client('Windows 7'), false],
    ['server-2008-r2-a', client('Windows 7'), true],
    ['server-2008-r2-a', R2('HPC'), true],
    ['server-2008-r2-a', R2('Standard'), false],
    ['server-2008-r2-b', R2('Standard'), true],
    ['server-2008-r2-b', S2008('Standard'), true],
    ['server-2008-r2-b', R2('Datacenter'), false],
    ['server-2008-r2-c', R2('Datacenter'), true],
    ['server-2008-r2-c', R2(), true],
    ['server-2008-r2-c', client('Windows 8'), false],
    ['windows-10', client('Windows 10'), true],
    ['windows-10', server('Windows Server 2016'), false],
    ['server-2012-r2-windows-10', client('Windows 10'), true],
    ['server-2012-r2-windows-10', server('Windows Server 2012 R2'), true],
    ['server-2012-r2-windows-10', server('Windows Server 2016'), false],
    ['server-2019', client('Windows 10'), true],
    ['server-2019', client('Windows 11'), false],
    ['server-2019', client('Windows 10/11'), true],
    ['server-2022', client('Windows 11'), true],
    ['server-2022', server('Windows Server 2025'), false],
    ['server-2022', client('Windows 11', 'EnterpriseS'), false],
    ['server-2025', client('Windows 11', 'EnterpriseS'), true],
    ['windows-10', client('Windows 10', 'EnterpriseLTSB2015'), true],
    ['windows-10', client('Windows 10', 'Enterprise LTSB 2016'), false],
    ['windows-10', client('Windows 10', 'EnterpriseS'), false],
    ['server-2016', client('Windows 10', 'EnterpriseLTSB2016'), true],
    ['server-2016', client('Windows 10', 'Enterprise LTSC'), false],
    ['server-2016', client('Windows 10/11', 'IoTEnterpriseS'), false],
    ['server-2016', server('Windows Server (SAC)'), true],
    ['server-2019', client('Windows 10', 'EnterpriseS'), true],
    ['server-2022', client('Windows 10', 'EnterpriseSN'), true],
    ['server-2012-r2-windows-10', client('Windows 10', 'EnterpriseS'), false],
    ['server-2025', VISTA, true],
    ['server-2025', S2008('ServerDatacenter'), true],
    ['server-2025', office('Office LTSC 2024'), false],
    ['office-2019', office('Office 2019'), true],
    ['office-2019', office('Office LTSC 2021'), false],
    ['office-2019', client('Windows 10'), false],
  ])('%s and %o: %s', (id, product, expected) => {
    expect(keyCovers(keyGroup(id), product).ok).toBe(expected)
    expect(serves(keyGroup(id), product)).toBe(expected)
  })

  it.each<[KeyGroupId, KmsProduct, object]>([
    ['windows-10', server('Windows Server 2016'), { kind: 'clientOnlyKey', needed: 'server-2016' }],
    [
      'server-2019',
      server('Windows Server 2022'),
      {
        kind: 'keyTooOld',
        keyUpTo: 'Windows Server 2019',
        product: 'Windows Server 2022',
        needed: 'server-2022',
      },
    ],
    [
      'server-2008-a',
      S2008('Standard'),
      { kind: 'editionNotCovered', has: 'A', needs: 'B', needed: 'server-2008-b' },
    ],
    ['server-2008-b', S2008(), { kind: 'editionUnknown', has: 'B' }],
    ['server-2022', office('Office 2019'), { kind: 'needsOfficeHostKey', needed: 'office-2019' }],
    ['office-2019', client('Windows 10'), { kind: 'needsWindowsHostKey', needed: 'windows-10' }],
    ['server-2022', { family: 'other' }, { kind: 'unknownProduct' }],
  ])('%s refuses %o and says which key would do', (id, product, refusal) => {
    expect(keyCovers(keyGroup(id), product)).toEqual({ ok: false, refusal })
  })
})

describe('editions that were never sold by volume', () => {
  it.each(['Ultimate', 'HomePremium', 'Home Basic', 'Starter'])('%s is served by no key', (edition) => {
    for (const generation of ['Windows Vista', 'Windows 7']) {
      const product: KmsProduct = { family: 'client', generation, edition }
      expect(keyCovers(keyGroup('server-2025'), product)).toEqual({
        ok: false,
        refusal: { kind: 'notByVolume', product: generation, edition },
      })
      expect(cheapestKeyGroup([product])).toMatchObject({ office: [], unserved: [product] })
    }
  })

  it.each(['Business', 'BusinessN', 'Professional', 'Enterprise', undefined])(
    '%s is not among them',
    (edition) => {
      const product: KmsProduct = { family: 'client', generation: 'Windows 7', edition }
      expect(keyCovers(keyGroup('server-2025'), product)).toEqual({ ok: true })
    },
  )
})

describe('cheapestKeyGroup', () => {
  it.each<[string, KmsProduct[], string | undefined]>([
    ['Vista only', [VISTA], 'vista'],
    ['Vista and Web Server', [VISTA, S2008('ServerWeb')], 'server-2008-a'],
    ['Vista and Standard', [VISTA, S2008('ServerStandard'), S2008('ServerWeb')], 'server-2008-b'],
    ['one Datacenter', [VISTA, S2008('ServerDatacenter')], 'server-2008-c'],
    ['2008 R2 Standard and Windows 7', [client('Windows 7'), R2('Standard')], 'server-2008-r2-b'],
    ['Windows 10 clients only', [client('Windows 10'), client('Windows 7')], 'windows-10'],
    [
      'Windows 10 and 2012 R2',
      [client('Windows 10'), server('Windows Server 2012 R2')],
      'server-2012-r2-windows-10',
    ],
    ['Windows 11 clients only', [client('Windows 11')], 'server-2022'],
    ['everything', [VISTA, S2008('ServerDatacenter'), server('Windows Server 2025')], 'server-2025'],
    ['nothing', [], undefined],
  ])('%s', (_name, fleet, id) => {
    expect(cheapestKeyGroup(fleet).windows?.id).toBe(id)
  })

  it('adds one key for each Office version', () => {
    const keys = cheapestKeyGroup([client('Windows 10'), office('Office 2016'), office('Office LTSC 2021')])
    expect(keys.office.map(({ id }) => id)).toEqual(['office-2016', 'office-ltsc-2021'])
  })

  it('keeps to the keys a platform can hold and names what stays unserved', () => {
    const fleet = [client('Windows 10'), server('Windows Server 2016')]
    const keys = cheapestKeyGroup(fleet, { hostPlatform: 'Windows Server 2008 R2' })
    expect(keys.windows?.id).toBe('server-2012-r2-windows-10')
    expect(keys.unserved).toEqual([server('Windows Server 2016')])
  })

  it('names products it cannot place', () => {
    expect(cheapestKeyGroup([{ family: 'other' }]).unserved).toEqual([{ family: 'other' }])
  })

  const generations = WINDOWS_KEY_GROUPS.flatMap((key) => [
    client(key.clientsUpTo),
    ...(key.serversUpTo === undefined ? [] : [server(key.serversUpTo, 'Standard')]),
  ])

  it('covers every fleet of known products, and no cheaper key does', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...generations), { minLength: 1 }), (fleet) => {
        const { windows, unserved } = cheapestKeyGroup(fleet)
        expect(unserved).toEqual([])
        for (const cheaper of WINDOWS_KEY_GROUPS) {
          if (cheaper.id === windows?.id) break
          expect(unservedBy([cheaper], fleet)).not.toEqual([])
        }
      }),
    )
  })
})

describe('keyGroupOfHost', () => {
  it.each([
    ['Windows(R) Operating System, VOLUME_KMS_WS22 channel', undefined, 'server-2022'],
    ['Windows Operating System - Windows Server(R), VOLUME_KMS_R2_C channel', undefined, 'server-2008-r2-c'],
    ['Windows(R) Operating System, VOLUME_KMS_2012-R2_WIN10 channel', undefined, 'server-2012-r2-windows-10'],
    ['Office 16, VOLUME_KMS channel', 'Office 2016', 'office-2016'],
    ['Windows(R) Operating System, VOLUME_KMS channel', 'Windows Vista', 'vista'],
    ['Windows(R) Operating System, VOLUME_KMS channel', undefined, undefined],
    ['Windows(R) Operating System, VOLUME_KMSCLIENT channel', undefined, undefined],
  ])('%s', (description, generation, id) => {
    expect(keyGroupOfHost(description, generation)?.id).toBe(id)
  })
})

it('gives every key group a source and a date', () => {
  for (const key of [...WINDOWS_KEY_GROUPS, ...OFFICE_KEY_GROUPS])
    expect([key.source, key.date]).not.toContain('')
})
