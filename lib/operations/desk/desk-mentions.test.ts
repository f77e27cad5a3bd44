import { describe, expect, test } from 'vitest'
import { mentionsIn } from './desk-mentions'

describe('codes', () => {
  test.each([
    ['0xC004F074', ['0xC004F074']],
    ['c004f074', ['0xC004F074']],
    ['-1073418124', ['0xC004F074']],
    ['Error: 0xC004F074 The Software Licensing Service reported', ['0xC004F074']],
    ["run 'slui.exe 0x2a 0xC004F038' to display the error text", ['0xC004F038']],
    ['he reads 8007232B and then c004f056 to me', ['0x8007232B', '0xC004F056']],
    ['LicenseStatusReason : 3221549172, twice: 0xC004F074', ['0xC004F074']],
    ['hr=0x00000000, all is well', []],
    ['call me at 0301234567 or 1234567890', []],
    ['358fb95b-0090-44fb-883a-75734e060c30, 1, 0 [(0 [0xC004F014, 0, 0], [(?)(?)(?)(?)(?)(?)])(1 )(2 )]', []],
    ['1: [(0 [0xC004F014, 0, 0], [(?)( 1 0x00000000 0)])(1 )] and slui says 0xC004F074', ['0xC004F074']],
  ])('of “%s”', (text, codes) => {
    expect(mentionsIn(text).codes).toEqual(codes)
  })
})

test('a code with letters for digits is read, and that is said', () => {
  expect(mentionsIn('0xCOO4FO74 on ber-kisok-037')).toMatchObject({
    codes: ['0xC004F074'],
    corrected: [{ written: '0xCOO4FO74', code: '0xC004F074' }],
    names: { whole: ['ber-kisok-037'] },
  })
})

describe('events', () => {
  test.each([
    ['12293', [12293]],
    ['Event ID: 12288', [12288]],
    ['event 8198 again', [8198]],
    ['<EventID Qualifiers="0">12290</EventID>', [12290]],
    ['room 12290', []],
    ['Event ID: 4711', []],
  ])('of “%s”', (text, ids) => {
    expect(mentionsIn(text).events.map((row) => row.ids[0])).toEqual(ids)
  })
})

test('machine names are words with their dots and hyphens, lower-case', () => {
  const { whole } = mentionsIn('User on WS-0412.corp.example, formerly ws-0412, says it is dark.').names
  expect(whole).toEqual(expect.arrayContaining(['ws-0412.corp.example', 'ws-0412']))
})

test('neither codes nor masked keys nor numbers are taken for names', () => {
  const { names } = mentionsIn('0xC004F074 c004f038 XXXXX-XXXXX-XXXXX-XXXXX-2YT43 1688')
  expect(names.whole).toEqual([])
})

test('a CMID is found in braces and in capitals', () => {
  expect(mentionsIn('{7D21C4B8-90AE-4F53-A6C1-5B8E02F7D349}').guids).toEqual([
    '7d21c4b8-90ae-4f53-a6c1-5b8e02f7d349',
  ])
})

test('the last five of a published key alone are that key; among other words they are not', () => {
  expect(mentionsIn(' 2yt43 ').key).toMatchObject({ lastFive: '2YT43', kind: 'gvlk' })
  expect(mentionsIn('key 2YT43').key).toBeUndefined()
})

test('a very long text is not kept whole', () => {
  const { names, guids } = mentionsIn(Array.from({ length: 5_000 }, (_, i) => `pc-${i}`).join(' '))
  expect(names.whole.length).toBeLessThanOrEqual(60)
  expect(guids).toEqual([])
})
