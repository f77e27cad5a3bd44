import { describe, expect, it } from 'vitest'
import { decodeListFile } from './decode-list-file'

const LIST = 'kind;name\nzone;b\u00fcro.example\n'
const bufferOf = (bytes: Buffer) => new Uint8Array(bytes).buffer

describe('a list from any office program', () => {
  it.each([
    ['UTF-8', Buffer.from(LIST, 'utf8')],
    ['UTF-16 of Windows with its mark', Buffer.from(`\uFEFF${LIST}`, 'utf16le')],
    ['UTF-16 of Windows without it', Buffer.from(LIST, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${LIST}`, 'utf16le').swap16()],
    ['UTF-16 the other way round without a mark', Buffer.from(LIST, 'utf16le').swap16()],
    ['the Windows code page', Buffer.from(LIST, 'latin1')],
  ])('is read in %s', (_, bytes) => {
    expect(decodeListFile(bufferOf(bytes))).toBe(LIST)
  })

  it('is empty text where the file is empty', () => {
    expect(decodeListFile(bufferOf(Buffer.alloc(0)))).toBe('')
  })
})
