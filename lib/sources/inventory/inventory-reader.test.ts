import { describe, expect, it } from 'vitest'
import { readSource } from '../read-source'
import type { SourceRecord } from '../reader'

const AT = '2026-11-29T10:00:00.000Z'
const FULL_KEY = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789B'].join('-')

async function read(text: string, pieces = text.length): Promise<SourceRecord[]> {
  async function* bytes() {
    const whole = Buffer.from(text)
    for (let at = 0; at < whole.length; at += pieces) yield whole.subarray(at, at + pieces)
  }
  const { records } = await readSource(bytes(), { observedAt: AT })
  const found: SourceRecord[] = []
  for await (const record of records) found.push(record)
  return found
}

const XML = `<?xml version="1.0" encoding="UTF-8" ?>
<REQUEST>
  <CONTENT>
    <LICENSEINFOS>
      <FULLNAME>Office 19, VOLUME_KMSCLIENT channel</FULLNAME>
      <KEY>XXXXX-XXXXX-XXXXX-XXXXX-6MWKP</KEY>
      <NAME>Office 19, Office19ProPlus2019VL_KMS_Client_AE edition</NAME>
    </LICENSEINFOS>
    <LICENSEINFOS>
      <KEY>${FULL_KEY}</KEY>
      <NAME>Photo &amp; Paint</NAME>
    </LICENSEINFOS>
    <HARDWARE>
      <NAME>LT-0417</NAME>
      <WORKGROUP>corp.example</WORKGROUP>
    </HARDWARE>
  </CONTENT>
  <QUERY>INVENTORY</QUERY>
</REQUEST>
`

const FOUND = {
  type: 'installedKey',
  observation: {
    kind: 'installedKey',
    observedAt: AT,
    client: { name: 'lt-0417' },
    product: { partialKey: '6MWKP' },
  },
}

describe('an inventory of GLPI or OCS', () => {
  it('gives the keys of Windows and Office that it found, in whatever order and pieces it comes', async () => {
    const records = await read(XML)
    expect(records).toMatchObject([
      { ...FOUND, line: 4, observation: { product: { channel: 'KMS client' } } },
    ])
    expect(await read(XML, 7)).toEqual(records)
  })

  it('is read as JSON too, and from the packs of Office that OCS lists', async () => {
    const licenses = [{ name: 'Microsoft Office 2019', key: 'XXXXX-XXXXX-XXXXX-XXXXX-6MWKP' }]
    const json = { action: 'inventory', content: { hardware: { name: 'LT-0417' }, licenseinfos: licenses } }
    expect(await read(JSON.stringify(json))).toMatchObject([FOUND])
    const pack =
      '<OFFICEPACK><PRODUCT>Office 2019</PRODUCT><OFFICEKEY>XXXXX-XXXXX-XXXXX-XXXXX-6MWKP</OFFICEKEY></OFFICEPACK>'
    expect(
      await read(`<REQUEST><CONTENT><HARDWARE><NAME>LT-0417</NAME></HARDWARE>${pack}</CONTENT></REQUEST>`),
    ).toMatchObject([FOUND])
  })

  it('keeps the last five of a whole key and nothing more', async () => {
    const whole = XML.replace('XXXXX-XXXXX-XXXXX-XXXXX-6MWKP', FULL_KEY)
    const records = await read(whole)
    expect(records).toMatchObject([{ observation: { product: { partialKey: '6789B' } } }])
    expect(JSON.stringify(records)).not.toContain('BCDFG')
  })

  it('says so where it found none', async () => {
    const none = XML.replaceAll(/<KEY>[^<]*<\/KEY>/g, '')
    expect(await read(none)).toMatchObject([
      { type: 'rejected', reason: expect.stringContaining('no product key') },
    ])
  })
})
