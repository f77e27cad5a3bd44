import { describe, expect, it } from 'vitest'
import {
  addressOf,
  countOf,
  guidOf,
  hostAndPortOf,
  installationIdOf,
  intervalMinutesOf,
  portOf,
  productIdOf,
  remainingMinutesOf,
} from './values'

describe('values of a transcript', () => {
  it.each([
    ['lic01.North.example:1688', { host: 'lic01.north.example', port: 1688 }],
    ['lic01', { host: 'lic01' }],
    ['[fe80::1]:1690', { host: 'fe80::1', port: 1690 }],
    ['192.0.2.7:1688', { host: '192.0.2.7', port: 1688 }],
    ['not available', {}],
    ['XXXX.corp.example:1688', {}],
    ['@@@@', {}],
    ['', {}],
  ])('host and port of "%s"', (text, expected) => {
    expect(hostAndPortOf(text)).toEqual(expected)
  })

  it.each([
    ['253564 minute(s) (177 day(s))', 253564],
    ['174 days  (250500 minute(s) before expiring)', 250500],
    ['259192 分钟(180 天)', 259192],
    ['251100 dakika (174 gün)', 251100],
    ['180 gün (259192)', undefined],
    ['22 days', undefined],
    ['XXXX minute(s)', undefined],
    ['4294967295 minute(s)', undefined],
    ['', undefined],
  ])('remaining minutes of "%s"', (text, expected) => {
    expect(remainingMinutesOf(text)).toBe(expected)
  })

  it('are absent where they are masked, damaged or not applicable', () => {
    expect(guidOf('{73111121-5638-40F6-BC11-F1D7B0D64300}')).toBe('73111121-5638-40f6-bc11-f1d7b0d64300')
    expect(guidOf('00000000-0000-0000-0000-000000000000')).toBeUndefined()
    expect(guidOf('59a52881-a989-479d-xxxx-xxxxxxxxxx')).toBeUndefined()
    expect(productIdOf('XXXXX-00206-491-411285-03-1031-9600.0000-0802017')).toBeUndefined()
    expect(productIdOf('06401-00206-491-411285-03-1031-9600.0000-0802017')).toBeDefined()
    expect(installationIdOf('12345')).toBeUndefined()
    expect(countOf('4294967295')).toBeUndefined()
    expect(countOf('-1')).toBeUndefined()
    expect(countOf('0')).toBe(0)
    expect(portOf('99999')).toBeUndefined()
    expect(addressOf('not available')).toBeUndefined()
    expect(intervalMinutesOf('120 minutes')).toBe(120)
  })
})
