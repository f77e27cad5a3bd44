import { base32 } from '@better-auth/utils/base32'
import { describe, expect, it } from 'vitest'
import { appAddress, codeAt, newRecoveryCodes, newSecret, stepAt, stepOfCode } from './one-time-code'
import { recoveryCodeHash } from './recovery-code-hash'

/** RFC 6238, appendix B, SHA-1: the last six of its eight digits. */
const RFC_SECRET = base32.encode(Buffer.from('12345678901234567890'), { padding: false })
const RFC_CODES = [
  ['1970-01-01T00:00:59Z', '287082'],
  ['2005-03-18T01:58:29Z', '081804'],
  ['2005-03-18T01:58:31Z', '050471'],
  ['2009-02-13T23:31:30Z', '005924'],
  ['2033-05-18T03:33:20Z', '279037'],
] as const

describe('a code of an authenticator app', () => {
  it.each(RFC_CODES)('at %s is %s, as RFC 6238 has it', async (at, code) => {
    expect(await codeAt(RFC_SECRET, stepAt(new Date(at)))).toBe(code)
  })

  it('may be half a minute early or late, and no more', async () => {
    const now = new Date('2026-11-30T12:00:00Z')
    const secret = newSecret()
    const found = await Promise.all(
      [-2, -1, 0, 1, 2].map(async (around) =>
        stepOfCode(secret, await codeAt(secret, stepAt(now) + around), now),
      ),
    )
    const at = stepAt(now)
    expect(found).toEqual([undefined, at - 1, at, at + 1, undefined])
  })

  it('comes from a secret of 160 bits that an app takes with its address', () => {
    const secret = newSecret()
    expect(base32.decode(secret)).toHaveLength(20)
    expect(appAddress(secret, 'ada@corp.example')).toMatch(
      new RegExp(`^otpauth://totp/Activation%20Console:ada%40corp.example\\?secret=${secret}&issuer=`),
    )
  })
})

it('recovery codes are ten, all different, and may be typed with blanks and capitals', async () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/)
  const [code = ''] = codes
  const typed = ` ${code.toUpperCase().replace('-', ' ')} `
  const kept = await recoveryCodeHash('ada', code, 'salt')
  expect(await recoveryCodeHash('ada', typed, 'salt')).toBe(kept)
  expect(await recoveryCodeHash('max', code, 'salt')).not.toBe(kept)
  expect(await recoveryCodeHash('ada', code, 'other')).not.toBe(kept)
})
