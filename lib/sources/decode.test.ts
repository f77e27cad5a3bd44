import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode'

async function* cut(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function decoded(bytes: Uint8Array, size = 7) {
  const { encoding, text } = await decodeText(cut(bytes, size))
  let all = ''
  for await (const chunk of text) all += chunk
  return { encoding, text: all }
}

const SPANISH =
  'Versión del Servicio de licencias de software: 10.0\r\nId. de activación: 1\r\nDescripción: x\r\n'
const GERMAN = 'Lizenzstatus: Lizenziert\r\nGültig für Geräte, Prüfung läuft, Größe\r\n'
const FRENCH =
  'État de la licence : activée\r\nClé de produit partielle : 3V66T, durée écoulée, déjà reçue\r\n'
const RUSSIAN = 'Состояние лицензии: имеет лицензию\r\nЧастичный ключ продукта: 3V66T\r\n'
const CHINESE = '名称: Windows(R), Professional edition\r\n许可证状态: 已授权\r\n'

describe('decoding', () => {
  it.each(['utf8', 'utf16le', 'utf16be', 'cp850', 'cp437', 'cp1252'])(
    'finds %s of Western texts',
    async (encoding) => {
      for (const text of [SPANISH, GERMAN, FRENCH.replace('É', 'E')]) {
        expect((await decoded(iconv.encode(text, encoding))).text).toBe(text)
      }
    },
  )

  it.each(['utf8', 'utf16le', 'utf16be'])('skips the byte order mark of %s', async (encoding) => {
    for (const text of [SPANISH, RUSSIAN, CHINESE, 'plain']) {
      expect((await decoded(iconv.encode(text, encoding, { addBOM: true }))).text).toBe(text)
    }
  })

  it.each(['utf8', 'utf16le', 'utf16be'])(
    'finds %s of Russian and Chinese texts without a mark',
    async (encoding) => {
      for (const text of [RUSSIAN, CHINESE]) {
        expect((await decoded(iconv.encode(text, encoding))).text).toBe(text)
      }
    },
  )

  it.each(['cp866', 'cp1251'])('finds %s of a Russian text', async (encoding) => {
    expect(await decoded(iconv.encode(RUSSIAN, encoding))).toEqual({ encoding, text: RUSSIAN })
  })

  it('puts characters together that a chunk border cuts', async () => {
    const text = `${'a'.repeat(70_000)}${SPANISH}${CHINESE}`
    for (const size of [1, 2, 3, 65_536]) {
      expect((await decoded(iconv.encode(text, 'utf8'), size)).text === text).toBe(true)
    }
  })

  it('finds the code page of a text whose first letter beyond ASCII comes late', async () => {
    const text = `${'plain line\r\n'.repeat(20_000)}${SPANISH}`
    expect((await decoded(iconv.encode(text, 'cp850'), 65_536)).text === text).toBe(true)
  })

  it('keeps a UTF-8 text with one damaged byte as UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(CHINESE.repeat(5)), Buffer.from([0xff]), Buffer.from(CHINESE)])
    expect((await decoded(bytes)).encoding).toBe('utf-8')
  })

  it('calls NULs and control characters binary and reads no further', async () => {
    const picture = Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47]),
      Buffer.alloc(500),
      Buffer.alloc(50, 3),
    ])
    expect(await decoded(picture)).toEqual({ encoding: 'binary', text: '' })
    const noise = Buffer.from(
      Array.from({ length: 4096 }, (_, index) => (index * 167 + (index >> 3) * 31) % 256),
    )
    expect((await decoded(noise)).encoding).toBe('binary')
  })

  it('reads an empty file as an empty text', async () => {
    expect(await decoded(Buffer.alloc(0))).toEqual({ encoding: 'utf-8', text: '' })
  })

  it('takes the encoding it is told', async () => {
    const { encoding, text } = await decodeText(cut(Buffer.from([0xe1]), 1), { encoding: 'cp1252' })
    const chunks: string[] = []
    for await (const chunk of text) chunks.push(chunk)
    expect([encoding, chunks.join('')]).toEqual(['cp1252', 'á'])
  })

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await decoded(bytes)
      }),
    )
  })
})
