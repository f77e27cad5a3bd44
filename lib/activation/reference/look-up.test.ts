import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REASON_ROWS } from '../reason/reason-codes'
import { EVENT_ROWS, eventRow } from './event-table'
import { codeOf, lookUp, referenceSizes } from './look-up'
import { lookUpText } from './look-up-text'

describe('a reason code', () => {
  test.each(['0xC004F038', 'c004f038', '3221549112', '-1073418184', ' 0xC004F038. '])(
    'is found when written as %s',
    (text) => {
      expect(lookUp(text).code).toMatchObject([{ code: '0xC004F038', owner: 'kms-admin', known: true }])
    },
  )

  test('is found by a part of it, by its symbol and by words of its meaning', () => {
    expect(lookUp('F038').code.map(({ code }) => code)).toContain('0xC004F038')
    expect(lookUp('not_enough_count').code[0]?.code).toBe('0xC004F038')
    expect(lookUp('count too low').code[0]?.code).toBe('0xC004F038')
  })

  test('that no table lists is explained by its range', () => {
    expect(lookUp('0xC004F7F7').code).toMatchObject([{ code: '0xC004F7F7', known: false }])
  })

  test('is not read into an event number, but codes whose texts name the event are found', () => {
    expect(codeOf('12288')).toBeUndefined()
    expect(lookUp('12288').code.map(({ code }) => code)).toContain('0xC004F056')
  })
})

describe('a product', () => {
  test('is found by its activation ID, by a part of it and by its name', () => {
    const label = 'Windows 10/11 Enterprise'
    expect(lookUp('73111121-5638-40f6-bc11-f1d7b0d64300').product).toHaveLength(1)
    expect(lookUp('73111121').product).toMatchObject([{ label, channel: 'KMS client' }])
    expect(lookUp('office 2021 professional plus').product.length).toBeGreaterThan(0)
  })
})

describe('a key', () => {
  test('group is found by its name and by the channel in a host’s description', () => {
    expect(lookUp('Server 2022').keyGroup[0]?.id).toBe('server-2022')
    expect(lookUp('VOLUME_KMS_WS22').keyGroup.map(({ id }) => id)).toEqual(['server-2022'])
    expect(lookUp('csvlk').keyGroup).toHaveLength(referenceSizes().keyGroup)
  })

  test('is found by its last five, in any case', () => {
    expect(lookUp('2yt43').key).toMatchObject([{ lastFive: '2YT43', name: 'Enterprise', kind: 'gvlk' }])
  })

  test('that is pasted whole is cut to its last five before anything looks at it', () => {
    expect(lookUpText('BCDFG-HJKMP-QRTVW-XY234-2YT43')).toBe('2YT43')
    expect(lookUpText('*****-*****-*****-*****-2YT43')).toBe('2YT43')
    const symbols = fc.constantFrom(...'BCDFGHJKMPQRTVWXY2346789')
    const group = fc.array(symbols, { minLength: 5, maxLength: 5 }).map((letters) => letters.join(''))
    const key = fc
      .array(group, { minLength: 5, maxLength: 5 })
      .filter((groups) => /[A-Z]/.test(groups.join('')))
    fc.assert(fc.property(key, (groups) => lookUpText(groups.join('-')).length <= 5))
  })
})

describe('an event', () => {
  test('is found by its number, also where one row speaks of several', () => {
    expect(lookUp('12290').event).toMatchObject([{ log: 'Key Management Service', side: 'KMS host' }])
    expect(eventRow(902)?.isNoise).toBe(true)
  })

  test('stands in one row only', () => {
    const ids = EVENT_ROWS.flatMap((row) => row.ids)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

test('a switch of slmgr.vbs is found by its name and by what it does', () => {
  const wordsOf = (text: string) => lookUp(text).word.map(({ word }) => word)
  expect(wordsOf('/rearm')).toContain('slmgr.vbs /rearm')
  expect(wordsOf('slmgr /upk')).toContain('slmgr.vbs /upk')
  expect(wordsOf('clears the key from the registry')).toEqual(['slmgr.vbs /cpky'])
})

test('the empty text finds everything, nonsense nothing', () => {
  const everything = lookUp(' ')
  expect(everything.code).toHaveLength(REASON_ROWS.length)
  expect(everything.product).toHaveLength(referenceSizes().product)
  expect(Object.values(lookUp('zzzz no such thing')).flat()).toEqual([])
})
