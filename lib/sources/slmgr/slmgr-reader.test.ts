import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import {
  expectationOf,
  fixturesIn,
  GIVEN,
  observationsOf,
  recordsOf,
} from '../transcript/collect-records.testing'
import { DAMAGES, wideColons, wrapAt } from '../transcript/console-damage.testing'
import { slmgrReader } from './slmgr-reader'

const FIXTURES = fixturesIn('slmgr')
const ENCODINGS = ['utf8', 'utf16le', 'utf16be', 'cp437', 'cp850', 'cp1252']

const canWrite = (text: string, encoding: string) =>
  iconv.decode(iconv.encode(text, encoding), encoding) === text

describe.each(FIXTURES)('slmgr output $name', ({ name, text }) => {
  it('gives what a careful reader writes down', async () => {
    expect(await recordsOf(slmgrReader, text)).toEqual(expectationOf('slmgr', name))
  })

  it.each([80, 100, 120])('reads the same when a console of %i columns wrapped it', async (width) => {
    const expected = await observationsOf(slmgrReader, text)
    const wrapped = wrapAt(width)(text)
    expect(await observationsOf(slmgrReader, wrapped)).toEqual(expected)
    for (const [damage, apply] of Object.entries(DAMAGES)) {
      expect(await observationsOf(slmgrReader, apply(wrapped)), damage).toEqual(expected)
    }
  })

  it('reads the same in a console of any width from 76 columns', async () => {
    const expected = await observationsOf(slmgrReader, text)
    // 79, 99 and 119 look like the usual widths with a blank lost at the end.
    const widths = fc.integer({ min: 76, max: 240 }).filter((width) => ![79, 99, 119].includes(width))
    await fc.assert(
      fc.asyncProperty(widths, async (width) => {
        const rows = text.split('\n').flatMap((row) => row.match(new RegExp(`.{1,${width}}`, 'g')) ?? [''])
        expect(await observationsOf(slmgrReader, rows.join('\n'))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it.each(Object.entries(DAMAGES))('reads the same with %s', async (_, apply) => {
    expect(await observationsOf(slmgrReader, apply(text))).toEqual(await observationsOf(slmgrReader, text))
  })

  it.each(ENCODINGS.filter((encoding) => canWrite(text, encoding)))(
    'reads the same in %s',
    async (encoding) => {
      const expected = await observationsOf(slmgrReader, text)
      expect(await observationsOf(slmgrReader, iconv.encode(text, encoding))).toEqual(expected)
      const marked = iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf') })
      expect(await observationsOf(slmgrReader, marked)).toEqual(expected)
    },
  )
})

describe('slmgr output', () => {
  it('reads the same with full-width colons', async () => {
    for (const { name, text } of FIXTURES.filter((fixture) => fixture.name.includes('-dlv'))) {
      const expected = await observationsOf(slmgrReader, text)
      expect(await observationsOf(slmgrReader, wideColons(text)), name).toEqual(expected)
    }
  })

  it('is recognised, whole or wrapped, and other texts are not', () => {
    for (const { name, text } of FIXTURES.filter((fixture) => !fixture.name.startsWith('transcript'))) {
      expect(slmgrReader.detect(text), name).toBeGreaterThan(0.8)
      expect(slmgrReader.detect(wrapAt(80)(text)), name).toBeGreaterThan(0.8)
    }
    for (const text of [
      '',
      '{"LicenseStatus": 1}',
      '<Event/>',
      'Name,Description\na,b',
      'a letter about slmgr',
    ]) {
      expect(slmgrReader.detect(text), text).toBe(0)
    }
    const list = 'Description : Windows(R) Operating System, OEM_DM channel\nLicenseStatus : 1\n'
    expect(slmgrReader.detect(list)).toBe(0)
  })

  it('never shows the key that /ipk echoes nor the password of a remote command', async () => {
    const transcript = FIXTURES.find(({ name }) => name.startsWith('transcript'))?.text ?? ''
    const said = JSON.stringify(await recordsOf(slmgrReader, transcript))
    expect(said).not.toMatch(/BCD23-BCD23|Pa55-w0rd/)
    const alone =
      'C:\\>slmgr.vbs srv-09 kim Pa55-w0rd /ipk BCD23-BCD23-BCD23-BCD23-BCD23\r\nError: 0x80070005'
    const rejected = JSON.stringify(await recordsOf(slmgrReader, alone))
    expect(rejected).toContain('0x80070005')
    expect(rejected).not.toMatch(/BCD23-BCD23|Pa55-w0rd/)
  })

  it('uses the machine the text names, else the one given, and no time but the one given', async () => {
    const text = '[WS-0412]: PS C:\\> slmgr /dli\nName: Windows(R), X edition\nLicense Status: Licensed\n'
    const [named] = await observationsOf(slmgrReader, text)
    expect(named).toMatchObject({ client: { name: 'ws-0412' }, observedAt: GIVEN.observedAt })
    const [given] = await observationsOf(
      slmgrReader,
      'Name: Windows(R), X edition\nLicense Status: Licensed\n',
    )
    expect(given).toMatchObject({ client: { name: 'ws-given' } })
  })

  it.each([
    ['echo %COMPUTERNAME%', 'C:\\>echo %COMPUTERNAME%\nWS-0501\nC:\\>slmgr /dli'],
    ['hostname', 'C:\\>hostname\n\nWS-0501\n\nC:\\>slmgr /dli'],
    ['a heading of psexec', '\\\\WS-0501:'],
    ['winrs', 'C:\\>winrs -r:WS-0501 cscript //nologo c:\\windows\\system32\\slmgr.vbs /dli'],
    ['psexec', 'C:\\>psexec -s \\\\ws-0501 cscript slmgr.vbs /dli'],
    ['a remote slmgr command', 'C:\\>cscript slmgr.vbs ws-0501 /dli'],
    ['systeminfo', 'Host Name:                 WS-0501'],
  ])('takes the machine from %s', async (_, head) => {
    const text = `${head}\nName: Windows(R), X edition\nLicense Status: Licensed\n`
    expect(await observationsOf(slmgrReader, text)).toMatchObject([{ client: { name: 'ws-0501' } }])
  })
})
