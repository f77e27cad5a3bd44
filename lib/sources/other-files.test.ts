import { expect, it } from 'vitest'
import { readSource } from './read-source'

async function* bytesOf(text: string) {
  yield Buffer.from(text, 'latin1')
}

it.each([
  ['PK\x03\x04\x14\x00\x06\x00', 'Word or Excel document'],
  ['{\\rtf1\\ansi\\pard Name: Windows(R), Enterprise edition\\par License Status: Licensed\\par}', 'RTF'],
  ['%PDF-1.7\n%\xe2\xe3\xcf\xd3', 'PDF'],
  ['\x89PNG\r\n\x1a\n', 'picture'],
  ['\x1f\x8b\x08\x00\x00\x00\x00\x00', 'compressed'],
])('says what %j is that no reader takes', async (text, words) => {
  const { format, records } = await readSource(bytesOf(text), { observedAt: '2026-06-01T08:00:00.000Z' })
  expect(format).toBeUndefined()
  expect((await records.next()).value).toMatchObject({ reason: expect.stringContaining(words) })
})
