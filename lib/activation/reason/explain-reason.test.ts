import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainReason, isHarmless, type ReasonFacts } from './explain-reason'
import { REASON_ROWS } from './reason-codes'

describe('explainReason', () => {
  it('explains a listed code in any spelling', () => {
    for (const code of ['0xC004F038', 'c004f038', -1073418184, '3221549112']) {
      expect(explainReason(code)).toMatchObject({
        code: '0xC004F038',
        symbol: 'SL_E_VL_NOT_ENOUGH_COUNT',
        area: 'kms-count',
        owner: 'kms-admin',
        known: true,
      })
    }
  })

  it.each<[string, ReasonFacts, string | undefined]>([
    [
      '0xC004F038',
      { kmsHost: 'kms01', hostCount: 19, minimumCount: 25 },
      'kms01 reported 19; this client needs 25.',
    ],
    ['0xC004F038', { minimumCount: 5 }, 'This client needs a count of 5.'],
    ['0xC004F038', { hostCount: 4 }, 'The KMS host reported 4.'],
    ['0xC004F038', {}, undefined],
    [
      '0xC004F042',
      { kmsHost: 'kms01', productLabel: 'Windows 11 Enterprise' },
      'The key of kms01 does not serve Windows 11 Enterprise.',
    ],
    ['0xC004F06C', { clockSkewMinutes: -369 }, 'The clocks differ by 6 h 9 min; 4 hours are allowed.'],
    [
      '0xC004F074',
      { requestCode: '0x8007232B' },
      'The newest request failed with 0x8007232B: DNS has no KMS record.',
    ],
    ['0x800706BA', { kmsHost: 'kms01' }, 'Nothing answered on kms01, TCP 1688.'],
  ])('puts the facts of the case behind %s', (code, facts, detail) => {
    const found = explainReason(code, facts).detail
    expect(found).toBe(detail)
  })

  it('reads 0xC004F00F by the channel', () => {
    expect(explainReason('0xC004F00F', { channel: 'KMS client' }).remedy).toContain('/ato')
    expect(explainReason('0xC004F00F', { channel: 'MAK' }).remedy).toContain('one more activation')
  })

  it.each([
    ['0xC004B999', 'server'],
    ['0xC004C4FF', 'genuine'],
    ['0xC004C0FF', 'mak'],
    ['0xC004F3FF', 'token'],
    ['0xC004FD77', 'avma'],
    ['0xC004E0FF', 'store'],
    ['0x80072EE9', 'network'],
    ['0x80072399', 'dns'],
    ['0x800706FF', 'network'],
    ['0x80070099', 'general'],
    ['0x12345678', 'general'],
  ])('explains the unlisted %s by its range', (code, area) => {
    expect(explainReason(code)).toMatchObject({ code, area, known: false })
  })

  it('never fails and always says something', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer()), (code) => {
        const { meaning, cause, remedy, source } = explainReason(code)
        expect([meaning, cause, remedy, source].every((text) => text.length > 0)).toBe(true)
      }),
    )
  })

  it('does not call remarks on licensed states errors', () => {
    for (const code of ['0x4004F040', '0x4004F401', '0x4004FC04', '0x00000000'])
      expect(isHarmless(code)).toBe(true)
    for (const code of ['0xC004F038', '0xC004F00F', 'no code']) expect(isHarmless(code)).toBe(false)
  })
})

describe('the reason table', () => {
  it('lists each code once, with all its texts', () => {
    expect(REASON_ROWS).toHaveLength(164)
    expect(new Set(REASON_ROWS.map((row) => row.code)).size).toBe(164)
    for (const row of REASON_ROWS) {
      expect(row.code).toMatch(/^0x[0-9A-F]{8}$/)
      for (const text of [row.meaning, row.cause, row.remedy]) expect(text).toMatch(/^\S.*[^.\s]$/)
    }
  })
})
