import { createCipheriv, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keyRing } from '@/lib/server/key-encryption'
import { openPassword, sealPassword } from './sealed-password'

const ringOf = (key: Buffer) => keyRing({ KEY_ENCRYPTION_KEY: key.toString('base64') })
const ring = ringOf(randomBytes(32))
const password = 'päss: word;1'

describe('the password of a directory', () => {
  it('opens for its own row and nowhere else', () => {
    const sealed = sealPassword(password, 'row-1', ring)
    expect(sealed).not.toContain(password)
    expect(openPassword(sealed, 'row-1', ring)).toBe(password)
    expect(openPassword(sealed, 'row-2', ring)).toBeUndefined()
  })

  it('is sealed differently each time', () => {
    expect(sealPassword(password, 'row-1', ring)).not.toBe(sealPassword(password, 'row-1', ring))
  })

  it('does not open with another encryption key', () => {
    expect(
      openPassword(sealPassword(password, 'row-1', ring), 'row-1', ringOf(randomBytes(32))),
    ).toBeUndefined()
  })

  it('opens what was sealed in the format of before, for its own row only', () => {
    const { id, sealing } = ring.current
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(
      Buffer.from(`directory_source ${id} row-1`),
    )
    const text = Buffer.concat([cipher.update(password, 'utf8'), cipher.final()])
    const sealed = `${id}:${Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64')}`
    expect(openPassword(sealed, 'row-1', ring)).toBe(password)
    expect(openPassword(sealed, 'row-2', ring)).toBeUndefined()
  })

  it.each([
    '',
    'x',
    'a:b',
    ':',
    `${ring.current.id}:`,
    `${ring.current.id}:sealed:`,
    `${ring.current.id}:new:AAAA`,
  ])('does not open from %j', (sealed) => {
    expect(openPassword(sealed, 'row-1', ring)).toBeUndefined()
  })
})
