import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceRecord } from '../reader'
import { slmgrReader } from '../slmgr/slmgr-reader'
import { fixturesIn, GIVEN, recordsOf } from './collect-records.testing'

/** `npm run test:long` reads five times as much. */
const TIMES = process.env.TEST_LONG ? 5 : 1

const FIXTURES = [...fixturesIn('slmgr'), ...fixturesIn('ospp')]

async function readChunks(chunk: string, times: number): Promise<SourceRecord[]> {
  async function* text() {
    for (let count = 0; count < times; count += 1) yield chunk
  }
  const records: SourceRecord[] = []
  for await (const record of slmgrReader.read(text(), GIVEN)) records.push(record)
  return records
}

const oneRejection = (reason: string) => [
  { type: 'rejected', line: 1, reason: expect.stringContaining(reason) },
]

describe('a transcript that is none', () => {
  it.each([
    ['an empty text', '', 'empty'],
    ['blank lines', '\n\n  \n', 'empty'],
    ['prose', 'Dear helpdesk,\nmy Windows says: please activate.\n', 'No license status'],
    ['a failed activation', 'Error: 0xC004F074 The service reported ...', '0xC004F074'],
    [
      'unused products',
      'Name: Windows(R), X edition\nThis license is not in use.\nLicense Status: Unlicensed\n',
      'not in use',
    ],
  ])('%s is one rejection', async (_, text, reason) => {
    expect(await recordsOf(slmgrReader, text)).toMatchObject(oneRejection(reason))
  })

  it(`${2 * TIMES} MB on one line is one rejection with a short excerpt`, async () => {
    const records = await readChunks('License without a colon and without an end '.repeat(2500), 20 * TIMES)
    expect(records).toMatchObject(oneRejection('No license status'))
    expect(records[0]?.type === 'rejected' && records[0].excerpt.length).toBeLessThanOrEqual(200)
  })

  it(`${200 * TIMES},000 short lines are one rejection`, async () => {
    expect(await readChunks('ab: cd\nef\n'.repeat(5000), 20 * TIMES)).toMatchObject(
      oneRejection('No license status'),
    )
  }, 60_000)

  it.runIf(TIMES > 1)(
    '200,000 products keep memory bounded',
    async () => {
      const product = 'Name: Windows(R), X edition\nPartial Product Key: 2YT43\nLicense Status: Licensed\n'
      let count = 0
      async function* text() {
        for (let chunk = 0; chunk < 100; chunk += 1) yield product.repeat(2000)
      }
      const before = process.memoryUsage().heapUsed
      for await (const record of slmgrReader.read(text(), GIVEN))
        if (record.type === 'observation') count += 1
      expect(count).toBe(200_000)
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(200e6)
    },
    60_000,
  )

  it('never throws and says something, wherever a text is cut', async () => {
    const cut = fc.tuple(fc.constantFrom(...FIXTURES), fc.double({ min: 0, max: 1, noNaN: true }))
    await fc.assert(
      fc.asyncProperty(cut, async ([{ text }, share]) => {
        const records = await recordsOf(slmgrReader, text.slice(0, Math.floor(text.length * share)))
        expect(records.length).toBeGreaterThan(0)
      }),
      { numRuns: 200 },
    )
  })

  it('never throws on bytes of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect((await recordsOf(slmgrReader, bytes)).length).toBeGreaterThan(0)
      }),
    )
  })

  it('never throws on known rows in any order', async () => {
    const rows = [...new Set(FIXTURES.flatMap(({ text }) => text.split('\n')))]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...rows), { maxLength: 60 }), async (shuffled) => {
        const records = await recordsOf(slmgrReader, shuffled.join('\n'))
        expect(records.length).toBeGreaterThan(0)
        for (const record of records) {
          if (record.type === 'observation') expect(JSON.parse(JSON.stringify(record))).toEqual(record)
        }
      }),
    )
  })
})
