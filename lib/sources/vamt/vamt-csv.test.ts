import { describe, expect, it } from 'vitest'
import { detectFormat } from '../detect'
import { recordsOf } from '../records-of.testing'
import { vamtCsvReader } from './csv-reader'

const PRODUCTS = `"FullyQualifiedDomainName","ProductName","ProductKeyType","PartialProductKey","Sku","LicenseStatus","LicenseStatusReason","GraceExpirationDate","LicenseStatusLastUpdated","CMID","KmsHost","KmsPort","VLActivationType"
"PC1.test.example","Windows 11 Enterprise","GVLK","8HM64","73111121-5638-40f6-bc11-f1d7b0d64300","Licensed","1074065472","2026-08-30T10:00:00Z","2026-03-04T10:00:00Z","7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349","lic02.branch.example","1688","2"
"PC2.test.example","Windows 11 Enterprise","MAK","DDHDD","","OOB Grace","1074065420","","","","","",""
"PC3.test.example","","Unknown","","","Unknown","","","","","","",""
"","Windows 11 Enterprise","MAK","DDHDD","","Licensed","","","","","","",""
"=cmd|x!A1","Windows 11 Enterprise","MAK","DDHDD","","Licensed","","","","","","",""
`

const WINDOW_LIST = `Computer Name;Product Name;Partial Product Key;Product Key Type;License Status;License Status Reason;Grace Period Remaining
PC4;Windows 10 Enterprise;DDHDD;MAK;Notification;0xC004F034;0
`

const KEY = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789B'].join('-')
const KEYS = `Key Value,Key Type,Key Description,Remaining Activations,Last Update
${KEY},MAK,Windows 11 MAK,45,2026-03-04 10:00
${KEY.replace('6789B', '6789C')},GVLK,Windows 11 GVLK,-1,
no key,MAK,Broken,3,
`

describe('VAMT lists as CSV', () => {
  it('reads the columns of the VAMT database', async () => {
    expect(detectFormat(PRODUCTS)?.reader.format).toBe('vamt-csv')
    const records = await recordsOf(vamtCsvReader, PRODUCTS)
    expect(records).toMatchObject([
      {
        line: 2,
        observation: {
          observedAt: '2026-03-04T10:00:00.000Z',
          client: { name: 'pc1.test.example', cmid: '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349' },
          product: { name: 'Windows 11 Enterprise', channel: 'KMS client', partialKey: '8HM64' },
          status: 'licensed',
          expiresAt: '2026-08-30T10:00:00.000Z',
          kms: { host: 'lic02.branch.example', port: 1688 },
          activatedBy: 'kms',
        },
      },
      { line: 3, observation: { status: 'initialGrace', reason: '0x4004F00C', product: { channel: 'MAK' } } },
      { type: 'rejected', line: 4, reason: /has not read the status/ },
      { type: 'rejected', line: 5, reason: /no computer name/ },
      { type: 'rejected', line: 6, reason: /no computer name/ },
    ])
  })

  it('reads the columns of the VAMT window', async () => {
    expect(detectFormat(WINDOW_LIST)?.reader.format).toBe('vamt-csv')
    expect(await recordsOf(vamtCsvReader, WINDOW_LIST)).toMatchObject([
      { line: 2, observation: { client: { name: 'pc4' }, status: 'notification', reason: '0xC004F034' } },
    ])
  })

  it('reads how often a key can still be used, without the key', async () => {
    expect(detectFormat(KEYS)?.reader.format).toBe('vamt-csv')
    const records = await recordsOf(vamtCsvReader, KEYS)
    expect(records).toEqual([
      {
        type: 'observation',
        line: 2,
        observation: {
          kind: 'keyCount',
          observedAt: '2026-03-04T10:00:00.000Z',
          partialKey: '6789B',
          product: 'Windows 11 MAK',
          remaining: 45,
        },
      },
      {
        type: 'rejected',
        line: 4,
        reason: expect.stringContaining('last five'),
        excerpt: expect.any(String),
      },
    ])
    expect(JSON.stringify(records)).not.toContain(KEY)
  })
})

const EXPORT = [
  'License ID\tOrganization name\tProduct\tType\tActivations\tOSA Status\tKey',
  `7001234\tExample Ltd\tWindows 11 Enterprise\tMAK\t12/50\tActive\t${KEY}`,
  `7001234\tExample Ltd\tOffice LTSC 2024\tMAK\t1,200 of 1,500\t\t${KEY.replace('6789B', '6789C')}`,
  `7001234\tExample Ltd\tVisio LTSC 2024\tMAK\t\t\t${KEY.replace('6789B', '6789D')}`,
].join('\r\n')

it('keeps the last five and the count of each key in the export of the admin centre, and no key', async () => {
  expect(detectFormat(EXPORT)?.reader.format).toBe('vamt-csv')
  const records = await recordsOf(vamtCsvReader, EXPORT)
  expect(records).toMatchObject([
    {
      observation: {
        kind: 'keyCount',
        partialKey: '6789B',
        product: 'Windows 11 Enterprise',
        remaining: 38,
        total: 50,
      },
    },
    {
      observation: {
        kind: 'keyCount',
        partialKey: '6789C',
        product: 'Office LTSC 2024',
        remaining: 300,
        total: 1500,
      },
    },
  ])
  expect(JSON.stringify(records)).not.toContain('HJKMP')
})
