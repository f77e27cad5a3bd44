import { describe, expect, it } from 'vitest'
import { recordsOf } from '../records-of.testing'
import { cimJsonReader } from './json-reader'

const AT = '2026-06-01T08:00:00.000Z'
const FIRMWARE_KEY = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789B'].join('-')

const product = (changes: Record<string, unknown> = {}) => ({
  ID: '34e1ae55-27f8-4950-8877-7a03be5fb181',
  ApplicationID: '55c92734-d682-4d71-983e-d6ec3f16059f',
  Name: 'Windows(R), ServerDatacenter edition',
  Description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
  PartialProductKey: '72KRB',
  LicenseStatus: 1,
  LicenseStatusReason: 1074065472,
  GracePeriodRemaining: 0,
  LicenseIsAddon: false,
  ...changes,
})

const read = (...objects: unknown[]) => recordsOf(cimJsonReader, JSON.stringify(objects, null, 1))

async function licenseOf(changes: Record<string, unknown>) {
  const [record] = await read(product(changes))
  if (record?.type !== 'observation' || record.observation.kind !== 'license') throw new Error('no license')
  return record.observation
}

describe('SoftwareLicensingProduct as JSON', () => {
  it('reads codes signed, unsigned and as text, and leaves them out where they say nothing', async () => {
    const reason = async (LicenseStatus: number, LicenseStatusReason: unknown) =>
      (await licenseOf({ LicenseStatus, LicenseStatusReason })).reason
    expect(await reason(5, -1073418124)).toBe('0xC004F074')
    expect(await reason(5, 3221549172)).toBe('0xC004F074')
    expect(await reason(5, '0xc004f074')).toBe('0xC004F074')
    expect(await reason(5, 0)).toBeUndefined()
    expect(await reason(5, 4294967295)).toBeUndefined()
    expect(await reason(1, 1074066433)).toBeUndefined()
  })

  it('takes no minutes on a licensed product for a permanent license', async () => {
    const observation = await licenseOf({ GracePeriodRemaining: 0 })
    expect(observation.remainingMinutes).toBeUndefined()
    expect(observation.expiresAt).toBeUndefined()
  })

  it('does not read zero minutes in notification as an expiry', async () => {
    expect(await licenseOf({ LicenseStatus: 5 })).not.toHaveProperty('remainingMinutes')
  })

  it('takes the end of an evaluation from its date where there are no minutes', async () => {
    const observation = await licenseOf({ EvaluationEndDate: '2026-09-01T00:00:00Z' })
    expect(observation.expiresAt).toBe('2026-09-01T00:00:00.000Z')
    expect(await licenseOf({ EvaluationEndDate: '1601-01-01T00:00:00Z' })).not.toHaveProperty('expiresAt')
  })

  it('dates by TrustedTime in each spelling of PowerShell and WMI', async () => {
    const observedAt = async (TrustedTime: unknown) => (await licenseOf({ TrustedTime })).observedAt
    expect(await observedAt('/Date(1749040500000)/')).toBe('2025-06-04T12:35:00.000Z')
    expect(await observedAt({ value: '/Date(1749040500000)/', DateTime: '4 June' })).toBe(
      '2025-06-04T12:35:00.000Z',
    )
    expect(await observedAt('2025-06-04T14:35:00+02:00')).toBe('2025-06-04T12:35:00.000Z')
    expect(await observedAt('20250604143500.000000+120')).toBe('2025-06-04T12:35:00.000Z')
    expect(await observedAt('3/4/2025 4:55:00 PM')).toBe(AT)
    expect(await observedAt('/Date(-11644473600000)/')).toBe(AT)
  })

  it('reads a status by number, by text of a number and by name', async () => {
    const status = async (LicenseStatus: unknown) => (await licenseOf({ LicenseStatus })).status
    expect(await status('3')).toBe('outOfToleranceGrace')
    expect(await status('OOBGrace')).toBe('initialGrace')
    expect(await status('Non-Genuine Grace')).toBe('nonGenuineGrace')
    expect(await status('Notification')).toBe('notification')
  })

  it('does not report license files that are not in use, and rejects an unknown status', async () => {
    const records = await read(
      product({ PartialProductKey: null, LicenseStatus: 0 }),
      product({ PartialProductKey: '', LicenseStatus: 0 }),
      product({ LicenseStatus: 9 }),
    )
    expect(records).toEqual([
      {
        type: 'rejected',
        line: expect.any(Number),
        reason: 'LicenseStatus is neither 0 to 6 nor the name of a status',
        excerpt: 'Windows(R), ServerDatacenter edition, 9',
      },
    ])
  })

  it('marks add-ons and per-user licenses', async () => {
    expect((await licenseOf({ LicenseIsAddon: true })).product.isAddon).toBe(true)
    const office = await licenseOf({
      Name: 'Office 16, Office16O365ProPlusR_Grace edition',
      Description: 'Office 16, RETAIL(Grace) channel',
    })
    expect(office.product.managedPerUser).toBe(true)
  })

  it('tells a registered KMS host from one found through DNS', async () => {
    const hosts = {
      KeyManagementServiceMachine: 'LIC09.branch.example',
      KeyManagementServicePort: 1689,
      DiscoveredKeyManagementServiceMachineName: 'lic02.branch.example',
      DiscoveredKeyManagementServiceMachinePort: 1688,
      VLActivationInterval: 120,
      VLRenewalInterval: 10080,
    }
    const intervals = { activationIntervalMinutes: 120, renewalIntervalMinutes: 10080 }
    expect((await licenseOf(hosts)).kms).toEqual({
      host: 'lic09.branch.example',
      port: 1689,
      foundBy: 'registered',
      ...intervals,
    })
    expect((await licenseOf({ ...hosts, KeyManagementServiceMachine: '' })).kms).toEqual({
      host: 'lic02.branch.example',
      port: 1688,
      foundBy: 'dns',
      ...intervals,
    })
  })

  it('says what activated a product, and no KMS host where it was the directory or a token', async () => {
    const host = { DiscoveredKeyManagementServiceMachineName: 'lic02.branch.example' }
    expect((await licenseOf({ ...host, VLActivationType: 2 })).activatedBy).toBe('kms')
    expect((await licenseOf(host)).activatedBy).toBe('kms')
    const byDirectory = await licenseOf({ ...host, VLActivationType: 1 })
    expect(byDirectory.activatedBy).toBe('directory')
    expect(byDirectory.kms).toBeUndefined()
    expect((await licenseOf({ ...host, VLActivationType: 3 })).activatedBy).toBe('token')
    expect((await licenseOf({ ...host, LicenseStatus: 5 })).activatedBy).toBeUndefined()
  })

  it('gives the service object to the products of its machine, also when it comes last', async () => {
    const service = {
      ClientMachineID: '7D21C4B8-90AE-4F53-A6C1-5B8E02F7D349',
      RemainingWindowsReArmCount: 998,
    }
    const records = await read(
      product({ PSComputerName: 'SRV-A' }),
      product({ PSComputerName: 'SRV-B' }),
      { ...service, PSComputerName: 'srv-a' },
      product({ PSComputerName: 'SRV-A', PartialProductKey: 'B94CV' }),
    )
    const found = records.flatMap((record) =>
      record.type === 'observation' && record.observation.kind === 'license' ? [record.observation] : [],
    )
    expect(found.map(({ client, rearms }) => [client.name, client.cmid, rearms?.windows])).toEqual([
      ['srv-a', '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349', 998],
      ['srv-a', '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349', 998],
      ['srv-b', undefined, undefined],
    ])
  })

  it('reads a KMS host with its counters, those of Vista from the service object', async () => {
    const counters = {
      KeyManagementServiceCurrentCount: 31,
      KeyManagementServiceTotalRequests: 900,
      KeyManagementServiceFailedRequests: 4294967295,
      KeyManagementServiceLicensedRequests: 880,
    }
    const description = 'Windows Operating System - Vista, VOLUME_KMS channel'
    const records = await read(
      {
        ClientMachineID: null,
        ...counters,
        KeyManagementServiceListeningPort: 1688,
        KeyManagementServiceDnsPublishing: true,
        KeyManagementServiceLowPriority: false,
        CSName: 'LIC01',
      },
      product({ Description: description, CSName: 'LIC01', Name: 'Windows(TM) Vista, Business edition' }),
    )
    expect(records).toMatchObject([
      {
        observation: {
          kind: 'kmsHost',
          host: { name: 'lic01' },
          currentCount: 31,
          port: 1688,
          dnsPublishing: true,
          priority: 'normal',
          requests: { total: 900, licensed: 880 },
        },
      },
    ])
  })

  it('finds the machine where Windows PowerShell puts it', async () => {
    const extras = {
      PSComputerName: null,
      CimClass: { CimSuperClassName: null, CimClassProperties: ['Name', 'ID'] },
      CimInstanceProperties: ['Name = "Windows"', 'LicenseStatus = 1'],
      CimSystemProperties: {
        Namespace: 'root/cimv2',
        ServerName: 'PC-31',
        ClassName: 'SoftwareLicensingProduct',
      },
    }
    expect((await licenseOf(extras)).client).toEqual({ name: 'pc-31' })
  })

  it('never lets a full product key out', async () => {
    const records = await read(
      { ClientMachineID: 'x', OA3xOriginalProductKey: FIRMWARE_KEY },
      product({ Name: `Windows with ${FIRMWARE_KEY}`, PartialProductKey: FIRMWARE_KEY }),
      { Note: FIRMWARE_KEY },
    )
    expect(JSON.stringify(records)).not.toContain(FIRMWARE_KEY)
    expect(records).toHaveLength(2)
  })

  it('rejects a service object that has no product beside it', async () => {
    const records = await read({ ClientMachineID: '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349' })
    expect(records).toMatchObject([{ type: 'rejected', line: 2, reason: /without a product/ }])
  })

  it('reads wrappers of a collector one by one, each with the facts of its machine', async () => {
    const wrapper = (name: string) => ({
      host: { name, domain: 'BRANCH' },
      collectedAt: '2026-05-01T06:00:00Z',
      SoftwareLicensingProduct: [product()],
    })
    const lines = [wrapper('PC-1'), wrapper('PC-2')].map((each) => JSON.stringify(each)).join('\n')
    const records = await recordsOf(cimJsonReader, lines)
    expect(records).toMatchObject([
      {
        line: 1,
        observation: { client: { name: 'pc-1', domain: 'branch' }, observedAt: '2026-05-01T06:00:00.000Z' },
      },
      { line: 2, observation: { client: { name: 'pc-2', domain: 'branch' } } },
    ])
  })

  it('keeps the objects around a damaged one', async () => {
    const good = JSON.stringify(product())
    const records = await recordsOf(cimJsonReader, [good, good.slice(0, 90), good, '{"a":'].join('\n'))
    expect(records.map(({ type, line }) => [type, line])).toEqual([
      ['rejected', 2],
      ['rejected', 4],
      ['observation', 1],
      ['observation', 3],
    ])
  })

  it('knows by the object around an array whose the elements are, and not what follows', async () => {
    const text = [{ host: 'zone-4', taken: 1, data: [product()] }, product({ PartialProductKey: 'J8VYB' })]
    const records = await recordsOf(cimJsonReader, text.map((one) => JSON.stringify(one)).join('\n'))
    const clients = records.map((record) => record.type === 'observation' && record.observation)
    expect(clients).toMatchObject([{ client: { name: 'zone-4' } }, { client: {} }])
    expect(clients[1]).not.toHaveProperty('client.name')
  })
})
