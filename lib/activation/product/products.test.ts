import { describe, expect, it } from 'vitest'
import type { ObservedProduct } from '../observation'
import { type ProductHints, productOf } from './products'
import { PRODUCTS_BY_ACTIVATION_ID, productByActivationId } from './products-by-id'

const build = (serviceVersion: string): ProductHints => ({ serviceVersion })

describe('productOf', () => {
  it.each<[string, ObservedProduct, ProductHints?]>([
    [
      'Windows 11 Enterprise',
      { name: 'Windows(R), Enterprise edition', channel: 'KMS client', partialKey: '2YT43' },
      build('10.0.26100.1'),
    ],
    [
      'Windows 10/11 Enterprise',
      { name: 'Windows(R), Enterprise edition', channel: 'KMS client', partialKey: '2YT43' },
    ],
    ['Windows Enterprise', { name: 'Windows(R), Enterprise edition', channel: 'MAK', partialKey: '2YT43' }],
    ['Windows 10 Pro', { activationId: '2de67392-b7a7-462a-b1ca-108dd189f588' }, build('10.0.19045.1')],
    [
      'Windows 11 Pro',
      { name: 'Windows(R), Professional edition' },
      { extendedPid: '03612-03308-000-000001-00-1033-26100.0000-3102025' },
    ],
    ['Windows 7 Professional', { name: 'Windows(R) 7, Professional edition' }],
    ['Windows Vista Enterprise', { name: 'Windows(TM) Vista, Enterprise edition' }],
    [
      'Windows 10 Enterprise LTSC',
      { activationId: '32d2fab3-e4a8-42c2-923b-4bf4fd13e6ee' },
      build('10.0.17763.1'),
    ],
    ['Windows 10 Enterprise LTSB 2016', { activationId: '2d5a5a60-3040-48bf-beb0-fcd770c20ce0' }],
    ['Windows 8.1', { activationId: 'fe1c3238-432a-43a1-8e25-97e7d1ef10f3' }],
    ['Windows Server Datacenter evaluation', { name: 'Windows(R), ServerDatacenterEval edition' }],
    ['Windows Server 2022 Standard', { name: 'Windows(R), ServerStandard edition' }, build('10.0.20348.2')],
    [
      'Windows Server 2012 R2 Standard',
      { name: 'Windows(R), ServerStandard edition', channel: 'KMS client', partialKey: 'MDVJX' },
    ],
    [
      'Windows Server 2022 Datacenter',
      { name: 'Windows(R), ServerDatacenter edition', channel: 'AVMA', partialKey: 'DV9BG' },
    ],
    ['Windows Server 2008 Standard', { name: 'Windows Server(R) 2008, ServerStandard edition' }],
    [
      'Windows Server 2012 R2 Datacenter',
      { name: 'Windows(R), ServerDatacenter edition', activationId: '20e938bb-df44-45ee-bde1-4e4fe7477f37' },
    ],
    ['Windows Server 2012 R2 (KMS host)', { activationId: '20e938bb-df44-45ee-bde1-4e4fe7477f37' }],
    ['Windows 10 ESU year 1', { activationId: 'f520e45e-7413-4a34-a497-d2765967d094' }],
    ['Windows ESU year 2', { name: 'Windows(R), Client-ESU-Year2 add-on', isAddon: true }],
    [
      'Office LTSC Professional Plus 2021',
      { name: 'Office 21, Office21ProPlus2021VL_KMS_Client_AE edition' },
    ],
    [
      'Office LTSC Professional Plus 2021',
      { description: 'Office 21, VOLUME_KMSCLIENT channel', channel: 'KMS client', partialKey: '6F7TH' },
    ],
    ['Office Professional Plus 2016', { activationId: 'd450596f-894d-49e0-966a-fd39ed4c4c64' }],
    ['Visio LTSC Professional 2024', { name: 'Office 24, Office24VisioPro2024VL_KMS_Client_AE edition' }],
    ['Project Professional 2016', { name: 'Office 16, Office16ProjectProVL_KMS_Client edition' }],
    ['Microsoft 365 Apps for enterprise', { name: 'Office 21, Office16O365ProPlusR_Subscription1 edition' }],
    ['Office Home and Business 2019', { name: 'Office 19, Office19HomeBusinessR_Retail edition' }],
    ['Office 2010 KMS host', { name: 'Microsoft Office 2010, KMSHost edition' }],
    ['Office 2016 Some New Thing', { name: 'Office 16, Office16SomeNewThing_Retail edition' }],
    ['Exchange Server 2013 Standard', { activationId: '448516f0-1f1d-48a8-95d9-c955b86b2ce1' }],
    [
      'Unknown product 00000000-1111-4222-8333-444444444444',
      { activationId: '00000000-1111-4222-8333-444444444444' },
    ],
    ['Something else', { name: 'Something(R) else' }],
    ['Unknown product', {}],
  ])('names %s', (label, observed, hints) => {
    expect(productOf(observed, hints).label).toBe(label)
  })

  it('tells the family that decides the threshold', () => {
    expect(productOf({ activationId: '73111121-5638-40f6-bc11-f1d7b0d64300' }).family).toBe('client')
    expect(productOf({ activationId: 'ec868e65-fadf-4759-b23e-93fe37f2cc29' }).family).toBe('client')
    expect(productOf({ activationId: '9bd77860-9b31-4b7b-96ad-2564017315bf' }).family).toBe('server')
    expect(productOf({ activationId: 'd450596f-894d-49e0-966a-fd39ed4c4c64' }).family).toBe('office')
    expect(
      productOf({ activationId: '00000000-1111-4222-8333-444444444444' }, { minimumCount: 25 }).family,
    ).toBe('client')
  })

  // Build 29651 is a public preview; 26200 and 28000 are Windows 11 25H2 and 26H1.
  it('calls no server newer than Server 2025 by that name', () => {
    const server = { name: 'Windows(R), ServerDatacenter edition' }
    expect(productOf(server, build('10.0.26100.1')).generation).toBe('Windows Server 2025')
    expect(productOf(server, build('10.0.29651.1')).generation).toBeUndefined()
    const client = { name: 'Windows(R), Professional edition' }
    for (const number of [26200, 28000])
      expect(productOf(client, build(`10.0.${number}.1`)).generation).toBe('Windows 11')
  })

  it('marks test builds', () => {
    const product = productOf({ activationId: 'cde952c7-2f96-4d9d-8f2b-2d349f64fc51' })
    expect(product.prerelease).toBe(product.label.endsWith('(test build)'))
  })

  it('names every product the tables know', () => {
    for (const activationId of PRODUCTS_BY_ACTIVATION_ID.keys()) {
      const product = productOf({ activationId })
      expect(product.known).toBe(true)
      expect(product.label).toMatch(/^\S.*\S$/)
      expect(product.label).not.toMatch(/undefined|several|_|;/)
    }
  })
})

describe('productByActivationId', () => {
  it('reads IDs in any case and with braces', () => {
    expect(productByActivationId('{73111121-5638-40F6-BC11-F1D7B0D64300}')?.edition).toBe('Enterprise')
    expect(productByActivationId('')).toBeUndefined()
    expect(productByActivationId(undefined)).toBeUndefined()
  })

  it('lists only well-formed IDs', () => {
    expect(PRODUCTS_BY_ACTIVATION_ID.size).toBeGreaterThan(600)
    for (const id of PRODUCTS_BY_ACTIVATION_ID.keys())
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })
})
