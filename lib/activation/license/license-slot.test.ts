import { describe, expect, it } from 'vitest'
import type { ObservedProduct } from '../observation'
import { licenseSlot } from './license-slot'

const windowsId = '55c92734-d682-4d71-983e-d6ec3f16059f'
const enterprise = '73111121-5638-40f6-bc11-f1d7b0d64300'

describe('licenseSlot', () => {
  it.each<[string, ObservedProduct]>([
    [
      'slmgr /dli',
      {
        name: 'Windows(R), Enterprise edition',
        description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
      },
    ],
    [
      'slmgr /dlv',
      { name: 'Windows(R), Enterprise edition', activationId: enterprise, applicationId: windowsId },
    ],
    ['a KMS event', { activationId: enterprise }],
    ['a Vista transcript', { name: 'Windows(TM) Vista, Enterprise edition' }],
    ['a masked name with an application ID', { applicationId: windowsId }],
    ['an activation ID in upper case', { activationId: enterprise.toUpperCase() }],
  ])('puts the operating system seen through %s in one row', (_through, product) => {
    expect(licenseSlot(product)).toBe('windows')
  })

  it('places an unknown activation ID by the threshold of its request', () => {
    const product = { activationId: '00000000-0000-4000-8000-00000000aaaa' }
    expect(licenseSlot(product, { minimumCount: 25 })).toBe('windows')
    expect(licenseSlot(product, { minimumCount: 5 })).toBe('other:00000000-0000-4000-8000-00000000aaaa')
    expect(licenseSlot(product)).toBe('other:00000000-0000-4000-8000-00000000aaaa')
  })

  it.each<[string, ObservedProduct[]]>([
    [
      'office:16-proplusvl-kms-client',
      [
        { name: 'Office 16, Office16ProPlusVL_KMS_Client edition' },
        { activationId: 'd450596f-894d-49e0-966a-fd39ed4c4c64' },
        {
          activationId: 'd450596f-894d-49e0-966a-fd39ed4c4c64',
          name: 'Office 16, Office16ProPlusVL_KMS_Client edition',
        },
      ],
    ],
    [
      'office:21-proplus2021vl-kms-client',
      [
        { name: 'Office 21, Office21ProPlus2021VL_KMS_Client edition' },
        { name: 'Office 21, Office21ProPlus2021VL_KMS_Client_AE edition' },
        { activationId: 'fbdb3e18-a8ef-4fb3-9183-dffd60bd0984' },
      ],
    ],
    [
      'office:14-kmshost',
      [
        { name: 'Microsoft Office 2010, KMSHost edition' },
        { activationId: 'bfe7a195-4f8f-4f0b-a622-cf13c7d16864' },
      ],
    ],
    [
      'office:16-kmshostvl-kms-host',
      [
        { name: 'Office 16, OfficeKMSHostVL_KMS_Host edition' },
        { activationId: '98EBFE73-2084-4C97-932C-C0CD1643BEA7' },
      ],
    ],
    ['office:15-proplusvl-kms-client', [{ name: 'Office 15, OfficeProPlusVL_KMS_Client edition' }]],
    ['office:14-proplus-kms-client', [{ name: 'Office 14, OfficeProPlus-KMS_Client edition' }]],
    ['office:16-visioprovl-mak', [{ name: 'Office 16, Office16VisioProVL_MAK edition' }]],
    [
      'addon:esu-year-1',
      [
        { activationId: 'f520e45e-7413-4a34-a497-d2765967d094', applicationId: windowsId },
        {
          name: 'Windows(R), Client-ESU-Year1 add-on for Enterprise',
          applicationId: windowsId,
          isAddon: true,
        },
      ],
    ],
    ['addon:windows-r-extra-feature', [{ name: 'Windows(R), Extra feature', isAddon: true }]],
    ['other:something-else', [{ name: 'Something else' }]],
    ['other:unknown', [{}]],
  ])('gives %s', (slot, products) => {
    for (const product of products) expect(licenseSlot(product)).toBe(slot)
  })
})
