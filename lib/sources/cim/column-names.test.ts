import { expect, it } from 'vitest'
import { readSource } from '../read-source'
import type { SourceRecord } from '../reader'
import { columnNames } from './column-names'

async function read(text: string): Promise<unknown[]> {
  async function* bytes() {
    yield Buffer.from(text)
  }
  const { records } = await readSource(bytes(), { observedAt: '2026-06-01T08:00:00.000Z' })
  const found: SourceRecord[] = []
  for await (const record of records) found.push(record)
  return found.map((record) => (record.type === 'observation' ? record.observation : record))
}

it('columns are known by the words of slmgr.vbs in other languages, and a bare status beside a product and its key', () => {
  expect(columnNames(['Rechnername', 'Lizenzstatus', 'Beschreibung', 'Anlage'])).toEqual([
    'Rechnername',
    'LicenseStatus',
    'Description',
    'Anlage',
  ])
  expect(columnNames(['Server', 'Product', 'Status', 'KeyLast5'])).toContain('LicenseStatus')
  expect(columnNames(['Server', 'Status', 'Owner'])).not.toContain('LicenseStatus')
})

it('a list of a German spreadsheet is read', async () => {
  const text = `Rechnername;Name;Beschreibung;Lizenzstatus;Product Key (teilweise)
KAI-1;Windows(R), Enterprise edition;Windows(R) Operating System, VOLUME_KMSCLIENT channel;Lizenziert;2YT43
KAI-2;Windows(R), Enterprise edition;Windows(R) Operating System, VOLUME_KMSCLIENT channel;Benachrichtigung;2YT43
`
  expect(await read(text)).toMatchObject([
    { client: { name: 'kai-1' }, status: 'licensed' },
    { client: { name: 'kai-2' }, status: 'notification' },
  ])
})

it('a table whose header a narrow console wrapped is read', async () => {
  const text = `Name                             LicenseStatus GracePeriodRe PartialProduct
                                               maining       Key
----                             ------------- ------------- --------------
Windows(R), Professional edition             1        250000 T83GX
`
  expect(await read(text)).toMatchObject([
    { status: 'licensed', remainingMinutes: 250_000, product: { partialKey: 'T83GX' } },
  ])
})

it('YAML with a status below a license is read', async () => {
  const text = `hosts:
  - hostname: kai-8
    license:
      name: Windows(R), ServerStandard edition
      status: Notification
      partial_product_key: J8VYB
`
  expect(await read(text)).toMatchObject([{ client: { name: 'kai-8' }, status: 'notification' }])
})
