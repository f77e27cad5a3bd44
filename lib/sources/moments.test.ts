import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMoment } from './moments'

const at = (text: string) => {
  const moment = readMoment(text)
  return moment.ok ? moment.at : moment.reason
}

describe('reading a moment', () => {
  it.each([
    ['2025-03-04T16:55:00Z', '2025-03-04T16:55:00.000Z'],
    ['2025-03-04T16:55:00.1234567+05:45', '2025-03-04T11:10:00.123Z'],
    ['2025-03-04T16:55', '2025-03-04T16:55:00.000Z'],
    ['2025-03-04 16:55:07', '2025-03-04T16:55:07.000Z'],
    ['/Date(1741107300000)/', '2025-03-04T16:55:00.000Z'],
    ['\\/Date(1741107300000+0100)\\/', '2025-03-04T16:55:00.000Z'],
    ['20250304165500.000000+000', '2025-03-04T16:55:00.000Z'],
    ['20250304165500.500000+060', '2025-03-04T15:55:00.500Z'],
    ['20250304165500.000000-***', '2025-03-04T16:55:00.000Z'],
    ['2010/9/29 21:46', '2010-09-29T21:46:00.000Z'],
    ['2025. 3. 4. 오후 4:55:00', '2025-03-04T16:55:00.000Z'],
    ['2025/3/4 下午 04:55:00', '2025-03-04T16:55:00.000Z'],
    ['3/18/2026 12:34:20 PM', '2026-03-18T12:34:20.000Z'],
    ['3/18/2026 12:34:20\u202fAM', '2026-03-18T00:34:20.000Z'],
    ['\u200e18\u200e/\u200e03\u200e/\u200e2026 9:05', '2026-03-18T09:05:00.000Z'],
    ['30/11/2024 7:36:14 a. m.', '2024-11-30T07:36:14.000Z'],
    ['30-11-2024 07:36', '2024-11-30T07:36:00.000Z'],
    ['04.03.2025 16:55:00', '2025-03-04T16:55:00.000Z'],
    ['4.3.2025 klo 16.55.00', 'unreadable'],
    ['4.3.2025 16.55.00', '2025-03-04T16:55:00.000Z'],
    ['2025-03-04 16 h 55', '2025-03-04T16:55:00.000Z'],
    ['4/4/2025 1:00:00 PM', '2025-04-04T13:00:00.000Z'],
    ['Tuesday, March 4, 2025 4:55:00 PM', '2025-03-04T16:55:00.000Z'],
    ['04-Mar-2025 16:55', '2025-03-04T16:55:00.000Z'],
    ['12/31/2025', '2025-12-31T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(at(text)).toBe(expected)
  })

  it.each(['2/11/2025 1:20:31 PM', '11/02/2025 13:20:31', '02-11-2025', '1/2/2025', '02.03.04', '18/03/26'])(
    'never guesses day and month of %s',
    (text) => {
      expect(readMoment(text)).toEqual({ ok: false, reason: 'ambiguous' })
    },
  )

  it.each([
    '',
    '   ',
    '01.01.1601 01:00:00',
    '1/1/1601',
    '/Date(-11644473600000)/',
    '16010101000000.000000-000',
  ])('takes "%s" for no date', (text) => {
    expect(readMoment(text)).toEqual({ ok: false, reason: 'none' })
  })

  it.each([
    'XXXXX',
    '31/31/2025',
    '2/30/2025',
    '3/18/2026 25:00:00',
    '4/3/2568 10:00:00',
    '3/18/2026 12:34:20 QM',
    'on 3/18/2026 somewhere',
    '99999999999999.000000+000',
    '/Date(99999999999999999)/',
  ])('does not read %s', (text) => {
    expect(readMoment(text)).toEqual({ ok: false, reason: 'unreadable' })
  })

  it('settles day and month when the caller knows the order', () => {
    expect(readMoment('2/11/2025 13:20', { order: 'dayFirst' })).toEqual({
      ok: true,
      at: '2025-11-02T13:20:00.000Z',
    })
    expect(readMoment('2/11/2025 13:20', { order: 'monthFirst' })).toEqual({
      ok: true,
      at: '2025-02-11T13:20:00.000Z',
    })
  })

  it('never gives a day that only one of two orders supports unless the other is impossible', () => {
    const day = fc.integer({ min: 1, max: 28 })
    const month = fc.integer({ min: 1, max: 12 })
    fc.assert(
      fc.property(day, month, (d, m) => {
        const expected = d > 12 || d === m
        expect(readMoment(`${d}/${m}/2025`).ok).toBe(expected)
        expect(readMoment(`${m}/${d}/2025`).ok).toBe(expected)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readMoment(text)))
  })
})

describe('what a person said of the order of day and month', () => {
  it.each([
    ['6/3/2026', 'dayFirst', '2026-03-06'],
    ['6/3/2026', 'monthFirst', '2026-06-03'],
    ['6-3-26', 'monthFirst', '2026-06-03'],
  ] as const)('%s %s is %s', (text, told, day) => {
    expect(readMoment(text, { told })).toEqual({ ok: true, at: `${day}T00:00:00.000Z` })
  })

  it('does not make a date unreadable that can be read in one way only', () => {
    expect(readMoment('6/13/2026', { told: 'dayFirst' })).toEqual({
      ok: true,
      at: '2026-06-13T00:00:00.000Z',
    })
  })
})
