import { describe, expect, it } from 'vitest'
import { recordsOf } from '../records-of.testing'
import { vamtXmlReader } from './xml-reader'

const product = (key: string, status = '1') =>
  `<Product><Sku Id="9abf5984-9c16-46f2-ad1e-7fe15931a8dd" Name="Windows 7"/><PartialProductKey>${key}</PartialProductKey><LicenseStatus>${status}</LicenseStatus></Product>`
const computer = (name: string, ...products: string[]) =>
  `<Computer Name="${name}" NetworkType="Workgroup" NetworkName="WORKGROUP"><Products>\n${products.join('\n')}\n</Products></Computer>`
const file = (...computers: string[]) =>
  `<SoftwareLicensingData Version="2.0"><Computers>\n${computers.join('\n')}\n</Computers></SoftwareLicensingData>`

async function keysOf(text: string, pieceLength = 100) {
  const records = await recordsOf(vamtXmlReader, text, { pieceLength })
  return records.map((record) => {
    if (record.type === 'rejected') return record.reason
    return record.observation.kind === 'license' ? record.observation.product.partialKey : undefined
  })
}

describe('VAMT computer information lists', () => {
  it('reads every product of every computer, unknown tags or not', async () => {
    const text = file(
      computer('A.test.example', product('AAAAB'), '<Extra x="1"><Deep>y</Deep></Extra>', product('AAAAC')),
      computer('B', product('AAAAD', 'OOTGrace')),
    )
    const records = await recordsOf(vamtXmlReader, text)
    expect(records).toMatchObject([
      { line: 3, observation: { client: { name: 'a.test.example' }, product: { partialKey: 'AAAAB' } } },
      { line: 5, observation: { client: { name: 'a.test.example' }, product: { partialKey: 'AAAAC' } } },
      { line: 8, observation: { client: { name: 'b' }, status: 'outOfToleranceGrace' } },
    ])
  })

  it('reads a namespace prefix, computer facts as elements, and the time of the export', async () => {
    const text = `<v:SoftwareLicensingData xmlns:v="x" ExportTime="2026-05-02T03:04:05Z"><v:VolumeClient><v:FullyQualifiedDomainName>C.test.example</v:FullyQualifiedDomainName><v:ActiveProduct><v:PartialProductKey>AAAAB</v:PartialProductKey><v:LicenseStatus>1</v:LicenseStatus></v:ActiveProduct></v:VolumeClient></v:SoftwareLicensingData>`
    expect(vamtXmlReader.detect(text)).toBeGreaterThan(0.9)
    expect(await recordsOf(vamtXmlReader, text)).toMatchObject([
      { observation: { observedAt: '2026-05-02T03:04:05.000Z', client: { name: 'c.test.example' } } },
    ])
  })

  it('says that a secure export has no computer names', async () => {
    expect(await keysOf(file(`<Computer Id="1">${product('AAAAB')}</Computer>`))).toEqual([
      'no computer name: a secure export leaves names out',
    ])
  })

  it('rejects a broken product and reads the others, wherever the text is cut into pieces', async () => {
    const broken = product('AAAAC').replace('</PartialProductKey>', '</Partial')
    const text = file(
      computer('A', product('AAAAB'), broken, product('AAAAD')),
      computer('B', product('AAAAF')),
    )
    for (const pieceLength of [1, 7, 100, 100_000]) {
      expect(await keysOf(text, pieceLength)).toEqual([
        'AAAAB',
        expect.stringContaining('not well-formed'),
        'AAAAD',
        'AAAAF',
      ])
    }
  })

  it('reads no declarations and no entities', async () => {
    const text = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${file(computer('A', product('&e;'), product('AAAAD')))}`
    expect(await keysOf(text)).toEqual([
      expect.stringContaining('document type'),
      expect.stringContaining('undefined entity'),
      'AAAAD',
    ])
  })

  it('stops at deep nesting and at endless tags, and reads on behind them', async () => {
    const text = file(
      '<a>'.repeat(500),
      computer('A', product('AAAAB')),
      `<x y="${'z'.repeat(600_000)}`,
      computer('B', product('AAAAD')),
    )
    expect(await keysOf(text, 5000)).toEqual([
      expect.stringContaining('deeper'),
      'AAAAB',
      expect.anything(),
      'AAAAD',
    ])
  })

  it('reads the counts of keys without the keys', async () => {
    const key = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789B'].join('-')
    const text = `<SoftwareLicensingData><ProductKeys><ProductKey><KeyValue>${key}</KeyValue><KeyType>7</KeyType><RemainingActivations>12</RemainingActivations></ProductKey></ProductKeys></SoftwareLicensingData>`
    const records = await recordsOf(vamtXmlReader, text)
    expect(records).toMatchObject([{ observation: { kind: 'keyCount', partialKey: '6789B', remaining: 12 } }])
    expect(JSON.stringify(records)).not.toContain(key)
  })
})
