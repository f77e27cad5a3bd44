import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountBar, filterText, guidBytes, guidText, sidText } from './person-entry'

const now = new Date('2026-11-30T12:00:00Z')
/** 100 ns since 1601 */
const ticks = (at: string) => String((BigInt(Date.parse(at)) + 11_644_473_600_000n) * 10_000n)

describe('what keeps an account out', () => {
  it.each([
    [{ userAccountControl: '512' }, undefined],
    [{ userAccountControl: '514' }, 'disabled'],
    [{ useraccountcontrol: '66050' }, 'disabled'],
    [{ userAccountControl: '512', accountExpires: '0' }, undefined],
    [{ userAccountControl: '512', accountExpires: '9223372036854775807' }, undefined],
    [{ userAccountControl: '512', accountExpires: ticks('2026-11-30T11:59:59Z') }, 'expired'],
    [{ userAccountControl: '512', accountExpires: ticks('2026-12-01T00:00:00Z') }, undefined],
    [{ userAccountControl: '512', lockoutTime: ticks('2026-11-30T11:59:00Z') }, 'locked'],
    [{ userAccountControl: '512', lockoutTime: '0' }, undefined],
    // The lock has run out; lockoutTime stays until the next sign-in.
    [{ lockoutTime: ticks('2026-11-01T00:00:00Z'), 'msDS-User-Account-Control-Computed': '0' }, undefined],
    [{ 'msDS-User-Account-Control-Computed': '16' }, 'locked'],
    [{}, undefined],
  ])('%j: %s', (facts, bar) => {
    expect(accountBar({ dn: 'CN=Ada', ...facts }, now)).toBe(bar)
  })
})

it('writes an objectGUID as people do, and back', () => {
  const bytes = Buffer.from('5badb80fd9cb9f46a16570867728950e', 'hex')
  expect(guidText(bytes)).toBe('0fb8ad5b-cbd9-469f-a165-70867728950e')
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (given) => {
      const back = guidBytes(guidText(Buffer.from(given)) ?? '')
      expect(back).toEqual(Buffer.from(given))
    }),
  )
  expect(guidText(Buffer.alloc(15))).toBeUndefined()
})

it('writes a SID as people do', () => {
  const bytes = Buffer.from(
    '010500000000000515000000010000000200000003000000510400 00'.replace(' ', ''),
    'hex',
  )
  expect(sidText(bytes)).toBe('S-1-5-21-1-2-3-1105')
  expect(sidText(Buffer.from('0105', 'hex'))).toBeUndefined()
})

it('means nothing but itself within a filter', () => {
  expect(filterText('*)(uid=*')).toBe('\\2a\\29\\28uid=\\2a')
  expect(filterText('a\\b\0')).toBe('a\\5cb\\00')
  fc.assert(fc.property(fc.string(), (text) => void expect(filterText(text)).not.toMatch(/[()*\0]/)))
})
