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

  it('offers no rearm where none is left', () => {
    expect(explainReason('0xC004F009', { rearmsLeft: 2 }).remedy).toContain('rearm only buys time')
    expect(explainReason('0xC004F009', { rearmsLeft: 0 }).remedy).toBe('Activate it: no rearm is left')
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
    // Ranges of 2026-11: Win32 numbers (winerror.h) and facilities.
    ['0x800706A3', 'general'],
    ['0x800706A4', 'network'],
    ['0x80070726', 'network'],
    ['0x80070727', 'general'],
    ['0x80072327', 'general'],
    ['0x8007270E', 'dns'],
    ['0x80072714', 'network'],
    ['0x80072B17', 'network'],
    ['0x80072F9F', 'network'],
    ['0x801901F7', 'network'],
    ['0x8004FCFF', 'genuine'],
    ['0x8004FEFF', 'genuine'],
    ['0x80041099', 'collector'],
    ['0x80040199', 'general'],
    ['0x803F7FFF', 'hardware'],
    ['0x87E107E3', 'hardware'],
    ['0xC0000001', 'general'],
    ['0xD0000001', 'general'],
    ['0x80070099', 'general'],
    ['0x12345678', 'general'],
  ])('explains the unlisted %s by its range', (code, area) => {
    expect(explainReason(code)).toMatchObject({ code, area, known: false })
  })

  it('says of a code known by its range only that it is', () => {
    expect(explainReason('0x80072399')).toMatchObject({
      meaning: 'Unknown code; its range: A DNS answer',
      cause: 'The reference does not list this code',
      known: false,
    })
  })

  it.each([
    // Microsoft, sources in domain-2.md: activation error codes (01/2025), KB2009462, KB2817024, KB3086418, winsock2.h.
    ['0x8007007B', 'dns', 'primary DNS suffix'],
    ['0x8007267C', 'dns', 'no DNS server'],
    ['0x800705B4', 'network', 'timed out'],
    ['0xC004F015', 'kms-host', 'client editions'],
    ['0xC004F063', 'oem', 'service tag'],
    ['0xC0020017', 'network', '0xC004F074'],
    ['0x80072AF9', 'network', 'does not resolve'],
    ['0x80070643', 'general', 'installation failed'],
    ['0x87E10BC6', 'hardware', 'digital license'],
    ['0x8004FC12', 'timebased', 'Microsoft 365'],
    ['0xC0000022', 'access', 'denied'],
    ['0x8007000D', 'access', 'HKLM\\SYSTEM\\CurrentControlSet\\Enum\\Root'],
  ])('answers %s as its source does', (code, area, words) => {
    const found = explainReason(code)
    expect(found).toMatchObject({ area, known: true })
    expect([found.meaning, found.cause, found.remedy].join(' ')).toContain(words)
  })

  it('gives every code that Microsoft’s own tool treats a command to see the cause with', () => {
    for (const code of ['0xC004F038', '0xC004F039', '0xC004F041', '0xC004F074', '0x8007007B', '0x8007232B'])
      expect(explainReason(code).remedy).toMatch(/slmgr\.vbs|nslookup/)
    for (const code of ['0xC004C008', '0xC004C003'])
      expect(explainReason(code).remedy.length).toBeGreaterThan(80)
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
    expect(REASON_ROWS).toHaveLength(187)
    expect(new Set(REASON_ROWS.map((row) => row.code)).size).toBe(REASON_ROWS.length)
    for (const row of REASON_ROWS) {
      expect(row.code).toMatch(/^0x[0-9A-F]{8}$/)
      for (const text of [row.meaning, row.cause, row.remedy]) expect(text).toMatch(/^\S.*[^.\s]$/)
    }
  })
})
