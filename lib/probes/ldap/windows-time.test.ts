import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileTime, generalizedTime } from './windows-time'

describe('a FILETIME', () => {
  it.each([
    ['116444736000000000', '1970-01-01T00:00:00.000Z'],
    ['128271382742968750', '2007-06-24T05:57:54.296Z'],
  ])('%s is %s', (ticks, iso) => {
    expect(fileTime(ticks)?.toISOString()).toBe(iso)
  })

  it.each([undefined, '', '0', '9223372036854775807', '-1', 'never', '1e18', '12345678901234567890'])(
    '%j is no time',
    (text) => {
      expect(fileTime(text)).toBeUndefined()
    },
  )

  it('keeps every whole millisecond', () => {
    const moments = fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (at) => {
        const ticks = (BigInt(at.getTime()) + 11_644_473_600_000n) * 10_000n
        expect(fileTime(String(ticks))).toEqual(at)
      }),
    )
  })
})

describe('generalized time', () => {
  it('is read as UTC', () => {
    expect(generalizedTime('20260131093000.0Z')?.toISOString()).toBe('2026-01-31T09:30:00.000Z')
    expect(generalizedTime('20260131093000Z')?.toISOString()).toBe('2026-01-31T09:30:00.000Z')
  })

  it.each([undefined, '', '20261331093000.0Z', '20260231093000.0Z', '2026', 'now'])(
    '%j is no time',
    (text) => {
      expect(generalizedTime(text)).toBeUndefined()
    },
  )
})
