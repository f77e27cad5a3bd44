import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { slmgrReader } from '../slmgr/slmgr-reader'
import { expectationOf, fixturesIn, observationsOf, recordsOf } from '../transcript/collect-records.testing'
import { DAMAGES, wrapAt } from '../transcript/console-damage.testing'
import { osppReader } from './ospp-reader'

const FIXTURES = fixturesIn('ospp')

describe.each(FIXTURES)('ospp output $name', ({ name, text }) => {
  it('gives what a careful reader writes down', async () => {
    expect(await recordsOf(osppReader, text)).toEqual(expectationOf('ospp', name))
  })

  it.each([80, 100, 120])('reads the same when a console of %i columns wrapped it', async (width) => {
    const expected = await observationsOf(osppReader, text)
    const wrapped = wrapAt(width)(text)
    expect(await observationsOf(osppReader, wrapped)).toEqual(expected)
    for (const [damage, apply] of Object.entries(DAMAGES)) {
      expect(await observationsOf(osppReader, apply(wrapped)), damage).toEqual(expected)
    }
  })

  it.each(Object.entries(DAMAGES))('reads the same with %s', async (_, apply) => {
    expect(await observationsOf(osppReader, apply(text))).toEqual(await observationsOf(osppReader, text))
  })

  it.each(['utf16le', 'utf16be', 'cp437', 'cp850', 'cp1252'])('reads the same in %s', async (encoding) => {
    const expected = await observationsOf(osppReader, text)
    expect(await observationsOf(osppReader, iconv.encode(text, encoding))).toEqual(expected)
  })

  it('is recognised as ospp output and not as slmgr output', () => {
    expect(osppReader.detect(text)).toBeGreaterThan(0.8)
    expect(slmgrReader.detect(text)).toBe(0)
  })
})

const product = (status: string) => `LICENSE NAME: Office 16, Office16StandardVL_MAK edition\n${status}\n`

describe('ospp output', () => {
  it('raises no reason for the ERROR CODE row of a licensed product', async () => {
    const text = `${product('LICENSE STATUS:  ---LICENSED---')}ERROR CODE: 0x4004F040 (for information)\n`
    const [observation] = await observationsOf(osppReader, text)
    expect(observation).toMatchObject({ status: 'licensed' })
    expect(observation).not.toHaveProperty('reason')
  })

  it('never reads days', async () => {
    const text = `${product('LICENSE STATUS:  ---OOB_GRACE---')}REMAINING GRACE: 22 days\n`
    const records = await recordsOf(osppReader, text)
    expect(records).toMatchObject([
      { type: 'observation', observation: { status: 'initialGrace' } },
      { type: 'rejected', line: 3, reason: expect.stringContaining('minutes cannot be read') },
    ])
    expect(JSON.stringify(records)).not.toContain('remainingMinutes')
  })

  it.each([
    ['ÉTAT DE LA LICENCE : ---LICENCE ACCORDÉE---', 'licensed'],
    ['TRẠNG THÁI GIẤY PHÉP: ---ĐÃ CẤP PHÉP---', 'licensed'],
  ])('knows %s', async (row, status) => {
    expect(await observationsOf(osppReader, product(row))).toMatchObject([{ status }])
  })

  it('says that a status is in an unknown language and goes on with the next product', async () => {
    const text = `${product('LIZENZSTATUS: ---ILMOITUS---')}${'-'.repeat(39)}\n${product('LICENSE STATUS:  ---LICENSED---')}`
    expect(await recordsOf(osppReader, text)).toMatchObject([
      { type: 'rejected', line: 2, reason: expect.stringContaining('ILMOITUS') },
      { type: 'observation', line: 4, observation: { status: 'licensed' } },
    ])
  })

  it('keeps masked ids absent', async () => {
    const text = `*** ID: ****7360-8c5f-417c-9d61-816******e0c\n${product('<Product activation successful>')}`
    const [observation] = await observationsOf(osppReader, text)
    expect(observation).toMatchObject({ kind: 'license', status: 'licensed' })
    expect(observation).not.toHaveProperty('product.activationId')
  })

  it.each([
    ['Office 21, Office16O365ProPlusR_Subscription1 edition', 'RETAIL(Subscription)'],
    ['Office 16, Office16O365ProPlusR_Grace edition', 'RETAIL(Grace)'],
  ])('marks %s as managed per user', async (name, channel) => {
    const text = `LICENSE NAME: ${name}\nLICENSE DESCRIPTION: Office 16, ${channel} channel\nLICENSE STATUS:  ---NOTIFICATIONS---\n`
    expect(await observationsOf(osppReader, text)).toMatchObject([{ product: { managedPerUser: true } }])
  })
})
