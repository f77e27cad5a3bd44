import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KeyRing, keyRing } from '@/lib/server/key-encryption'
import { digestsOf, openKey, sealKey } from './sealed-key'

// No real key: the groups only have the shape of one.
const KEY = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
const ROW = '11111111-1111-4111-8111-111111111111'
const OTHER_ROW = '22222222-2222-4222-8222-222222222222'

const secret = () => randomBytes(32).toString('base64')
const FIRST = secret()
const SECOND = secret()
const ring: KeyRing = keyRing({ KEY_ENCRYPTION_KEY: FIRST })
const rotated: KeyRing = keyRing({ KEY_ENCRYPTION_KEY: SECOND, KEY_ENCRYPTION_KEY_PREVIOUS: FIRST })
const other: KeyRing = keyRing({ KEY_ENCRYPTION_KEY: SECOND })

describe('a sealed key', () => {
  it('opens again in its own row, and says nothing of the key but its length', () => {
    const sealed = sealKey(KEY, ROW, ring)
    expect(openKey({ id: ROW, ...sealed }, ring)).toEqual({ ok: true, key: KEY })
    expect(sealed.sealed).toHaveLength(1 + 12 + KEY.length + 16)
    expect(Buffer.from(sealed.sealed).toString('latin1')).not.toContain('6789N')
  })

  it('is another one each time, so that equal keys cannot be told by what is sealed', () => {
    expect(sealKey(KEY, ROW, ring).sealed).not.toEqual(sealKey(KEY, ROW, ring).sealed)
  })

  it('does not open after any one byte of it was changed', () => {
    const sealed = sealKey(KEY, ROW, ring)
    fc.assert(
      fc.property(
        fc.nat({ max: sealed.sealed.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, change) => {
          const changed = Uint8Array.from(sealed.sealed, (byte, index) =>
            index === at ? byte ^ change : byte,
          )
          expect(openKey({ id: ROW, sealedWith: sealed.sealedWith, sealed: changed }, ring)).toEqual({
            ok: false,
            refusal: { kind: 'damaged' },
          })
        },
      ),
    )
  })

  it.each([0, 1, 13, 29])('does not open when cut to %i bytes', (length) => {
    const { sealed, sealedWith } = sealKey(KEY, ROW, ring)
    expect(openKey({ id: ROW, sealedWith, sealed: sealed.slice(0, length) }, ring)).toMatchObject({
      refusal: { kind: 'damaged' },
    })
  })

  it('does not open in another row', () => {
    expect(openKey({ id: OTHER_ROW, ...sealKey(KEY, ROW, ring) }, ring)).toMatchObject({
      refusal: { kind: 'damaged' },
    })
  })

  it('does not open under the name of another encryption key', () => {
    const sealed = sealKey(KEY, ROW, ring)
    expect(openKey({ id: ROW, ...sealed, sealedWith: other.current.id }, rotated)).toMatchObject({
      refusal: { kind: 'damaged' },
    })
  })

  it('names both encryption keys when this console was started with another one', () => {
    expect(openKey({ id: ROW, ...sealKey(KEY, ROW, ring) }, other)).toEqual({
      ok: false,
      refusal: { kind: 'otherEncryptionKey', sealedWith: ring.current.id, current: other.current.id },
    })
  })

  it('opens with the previous encryption key while keys are exchanged', () => {
    expect(openKey({ id: ROW, ...sealKey(KEY, ROW, ring) }, rotated)).toEqual({ ok: true, key: KEY })
  })

  it('is not there where only the last five are known', () => {
    expect(openKey({ id: ROW, sealed: null, sealedWith: null }, ring)).toMatchObject({
      refusal: { kind: 'notStored' },
    })
  })
})

describe('the digest', () => {
  it.each([
    ['lower case', KEY.toLowerCase()],
    ['long dashes', KEY.replaceAll('-', ' — ')],
    ['no dashes', KEY.replaceAll('-', '')],
  ])('is the same for a key typed with %s', (_how, typed) => {
    expect(digestsOf(typed, ring)).toEqual([sealKey(KEY, ROW, ring).digest])
  })

  it('differs between keys and between encryption keys', () => {
    expect(digestsOf(KEY.replace('B', 'C'), ring)).not.toEqual(digestsOf(KEY, ring))
    expect(digestsOf(KEY, other)).not.toEqual(digestsOf(KEY, ring))
    expect(digestsOf(KEY, rotated)).toEqual([...digestsOf(KEY, other), ...digestsOf(KEY, ring)])
  })
})

describe('the encryption keys', () => {
  it('are asked for by name when missing or of the wrong length', () => {
    expect(() => keyRing({})).toThrow(/KEY_ENCRYPTION_KEY is not set/)
    expect(() => keyRing({ KEY_ENCRYPTION_KEY: 'AAAA' })).toThrow(
      /KEY_ENCRYPTION_KEY is not 32 bytes long: .* base64/,
    )
    expect(() => keyRing({ KEY_ENCRYPTION_KEY: FIRST, KEY_ENCRYPTION_KEY_PREVIOUS: 'AAAA' })).toThrow(
      /KEY_ENCRYPTION_KEY_PREVIOUS is not 32 bytes/,
    )
  })
})
