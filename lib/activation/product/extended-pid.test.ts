import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExtendedPid, platformGeneration, printExtendedPid } from './extended-pid'

const text = '06401-00206-471-111111-03-1031-9600.0000-0802017'

describe('extended PID', () => {
  it('is taken apart', () => {
    const pid = parseExtendedPid(` ${text} `)
    expect(pid).toEqual({
      platform: '06401',
      group: '00206',
      serial: '471-111111',
      channel: 'volume',
      channelNumber: '03',
      language: 1031,
      build: 9600,
      day: 80,
      year: 2017,
    })
    expect(pid && platformGeneration(pid)).toBe('Windows 8.1 / Server 2012 R2')
  })

  it.each(['', undefined, 'XXXXX-00206', '00330-80000-00000-AA123', `${text}0`])('refuses %s', (other) => {
    expect(parseExtendedPid(other)).toBeUndefined()
  })

  it('prints what it read', () => {
    const digits = (length: number) =>
      fc
        .array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length })
        .map((d) => d.join(''))
    const parts = fc.tuple(
      digits(5),
      digits(5),
      digits(3),
      digits(6),
      fc.constantFrom('00', '02', '03', '05'),
    )
    const numbers = fc.tuple(fc.integer({ min: 1025, max: 9999 }), fc.integer({ min: 6000, max: 30_000 }))
    const made = fc.tuple(fc.integer({ min: 1, max: 366 }), fc.integer({ min: 2006, max: 2099 }))
    fc.assert(
      fc.property(parts, numbers, made, (front, [language, build], [day, year]) => {
        const printed = `${front.join('-')}-${language}-${build}.0000-${String(day).padStart(3, '0')}${year}`
        const pid = parseExtendedPid(printed)
        expect(pid && printExtendedPid(pid)).toBe(printed)
      }),
    )
  })
})
