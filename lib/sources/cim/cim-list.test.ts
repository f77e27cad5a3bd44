import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readSource } from '../read-source'
import type { SourceRecord } from '../reader'
import { recordsOf } from '../records-of.testing'
import { cimListReader } from './list-reader'

const AT = '2026-06-01T08:00:00.000Z'

const WRAPPED = `
ApplicationID        : 55c92734-d682-4d71-983e-d6ec3f16059f
Description          : Windows(R) Operating System,
                       VOLUME_KMSCLIENT channel
GracePeriodRemaining : 201604
ID                   : 73111121-5638-40f6-
                       bc11-f1d7b0d64300
LicenseStatus        : 1
PartialProductKey    : 8HM64
PSComputerName       : PC-1

ClientMachineID            : 7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349
RemainingWindowsReArmCount : 1001
PSComputerName             : PC-1
`

describe('SoftwareLicensingProduct as a list', () => {
  it('joins what the console wrapped and tells objects apart at blank lines', async () => {
    expect(await recordsOf(cimListReader, WRAPPED)).toMatchObject([
      {
        line: 2,
        observation: {
          client: { name: 'pc-1', cmid: '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349' },
          product: {
            activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
            description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
            channel: 'KMS client',
          },
          rearms: { windows: 1001 },
        },
      },
    ])
  })

  it('reads wmic output in UTF-16 with its doubled carriage returns', async () => {
    const object = (key: string, status: number) => [
      '',
      '',
      'ApplicationID=55c92734-d682-4d71-983e-d6ec3f16059f',
      `LicenseStatus=${status}`,
      'LicenseStatusReason=3221549172',
      `PartialProductKey=${key}`,
    ]
    const lines = [...object('8HM64', 5), ...object('', 0), ...object('B94CV', 2), '', '']
    const bytes = iconv.encode(lines.join('\r\r\n'), 'utf-16le', { addBOM: true })
    const { format, encoding, records } = await readSource(bytesOf(bytes), {
      hostName: 'pc-7',
      observedAt: AT,
    })
    const found: SourceRecord[] = []
    for await (const record of records) found.push(record)
    expect([format, encoding]).toEqual(['cim-list', 'utf-16le'])
    expect(found).toMatchObject([
      {
        observation: {
          client: { name: 'pc-7' },
          status: 'notification',
          reason: '0xC004F074',
          product: { partialKey: '8HM64' },
        },
      },
      { observation: { status: 'initialGrace', product: { partialKey: 'B94CV' } } },
    ])
  })

  it('finds the list inside a transcript', async () => {
    const text = `PS C:\\> Get-CimInstance SoftwareLicensingProduct | fl *\n${WRAPPED}\nPS C:\\> exit\n`
    expect(cimListReader.detect(text)).toBeGreaterThan(0.9)
    expect(await recordsOf(cimListReader, text)).toMatchObject([{ type: 'observation', line: 3 }])
  })

  it('reads facts of Puppet nested under the name of a machine', async () => {
    const text = `{
  fqdn => "gate-2.lab.example",
  windows_license => {
    name => "Windows(R), ServerStandard edition",
    license_status => "Licensed (1)",
    partial_product_key => "J8VYB",
    grace_minutes => 187200
  }
}
`
    expect(await recordsOf(cimListReader, text)).toMatchObject([
      { observation: { client: { name: 'gate-2.lab.example' }, remainingMinutes: 187_200 } },
    ])
  })

  it('never lets the firmware key out', async () => {
    const key = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789B'].join('-')
    const records = await recordsOf(cimListReader, `OA3xOriginalProductKey : ${key}\n${WRAPPED}`)
    expect(records).toHaveLength(1)
    expect(JSON.stringify(records)).not.toContain(key)
  })
})

async function* bytesOf(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50)
}
