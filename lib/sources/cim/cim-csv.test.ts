import { describe, expect, it } from 'vitest'
import { recordsOf } from '../records-of.testing'
import { cimCsvReader } from './csv-reader'

const HEADER =
  '"PSComputerName","Name","Description","LicenseStatus","LicenseStatusReason","GracePeriodRemaining","PartialProductKey","OA3xOriginalProductKey"'
const row = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(',')
const KMS = 'Windows(R) Operating System, VOLUME_KMSCLIENT channel'
const GOOD = row('PC-1', 'Windows(R), Enterprise edition', KMS, '5', '-1073418124', '0', '8HM64', '')

describe('SoftwareLicensingProduct as CSV', () => {
  it('reads rows under their header, with a type line and any delimiter', async () => {
    for (const delimiter of [',', ';', '\t']) {
      const text = `#TYPE Microsoft.Management.Infrastructure.CimInstance\r\n${HEADER}\r\n${GOOD}\r\n`
      const records = await recordsOf(cimCsvReader, text.replaceAll('","', `"${delimiter}"`))
      expect(records).toMatchObject([
        {
          line: 3,
          observation: {
            client: { name: 'pc-1' },
            status: 'notification',
            reason: '0xC004F074',
            product: { channel: 'KMS client', partialKey: '8HM64', description: KMS },
          },
        },
      ])
    }
  })

  it('rejects ragged rows and goes on', async () => {
    const records = await recordsOf(cimCsvReader, [HEADER, 'PC-9,x', `${GOOD},"more"`, GOOD].join('\n'))
    expect(records).toMatchObject([
      { type: 'rejected', line: 2, reason: '2 cells under 8 columns' },
      { type: 'rejected', line: 3, reason: '9 cells under 8 columns' },
      { type: 'observation', line: 4 },
    ])
  })

  it('does not take a formula for a machine name', async () => {
    const formula = GOOD.replace('PC-1', '=HYPERLINK(1)')
    const [record] = await recordsOf(cimCsvReader, `${HEADER}\n${formula}`)
    expect(record).toMatchObject({ observation: { client: {} } })
    expect(JSON.stringify(record)).not.toContain('HYPERLINK')
  })

  it('keeps both of two rows that contradict each other: which one is newer is not for a reader to say', async () => {
    const licensed = GOOD.replace('"5","-1073418124","0"', '"1","0","201604"')
    const records = await recordsOf(cimCsvReader, [HEADER, GOOD, licensed].join('\n'))
    expect(records).toMatchObject([
      { line: 2, observation: { status: 'notification', reason: '0xC004F074' } },
      { line: 3, observation: { status: 'licensed', remainingMinutes: 201604 } },
    ])
  })

  it('goes on under another header in the same text', async () => {
    const service =
      '"PSComputerName","ClientMachineID","RemainingWindowsReArmCount"\n"pc-1","7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349","1001"'
    const records = await recordsOf(cimCsvReader, `${HEADER}\n${GOOD}\n${service}`)
    expect(records).toMatchObject([
      {
        line: 2,
        observation: { client: { cmid: '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349' }, rearms: { windows: 1001 } },
      },
    ])
  })

  it('is not sure about lists of other programs', () => {
    expect(cimCsvReader.detect(`${HEADER}\n`)).toBeGreaterThan(0.9)
    expect(cimCsvReader.detect('Name,Status\nServer,1\n')).toBe(0)
    expect(cimCsvReader.detect('"FullyQualifiedDomainName","LicenseStatus","PartialProductKey"\n')).toBe(0)
  })
})
