import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encryptionKeySettings } from './encryption-key-source'

const folder = mkdtempSync(join(tmpdir(), 'key-source-'))
const dataDirectory = join(folder, '.data')
const own = randomBytes(32).toString('base64')
const other = randomBytes(32).toString('base64')
const settings = (given: Parameters<typeof encryptionKeySettings>[0]) =>
  encryptionKeySettings(given, { keyEncryptionKey: own }, dataDirectory)

function fileWith(text: string, name = 'key.txt'): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('the encryption key', () => {
  it('lies beside the data unless one comes from outside', () => {
    expect(settings({})).toEqual({
      KEY_ENCRYPTION_KEY: own,
      KEY_ENCRYPTION_KEY_PREVIOUS: '',
      ENCRYPTION_KEY_LIES: 'beside',
    })
  })

  it.each([
    ['the environment', () => ({ KEY_ENCRYPTION_KEY: other })],
    ['a file', () => ({ KEY_ENCRYPTION_KEY_FILE: fileWith(`${other}\n`) })],
    ['a command', () => ({ KEY_ENCRYPTION_KEY_COMMAND: `printf %s ${other}` })],
  ])('comes from %s, and what secrets.json sealed is sealed again', (_, given) => {
    expect(settings(given())).toEqual({
      KEY_ENCRYPTION_KEY: other,
      KEY_ENCRYPTION_KEY_PREVIOUS: own,
      ENCRYPTION_KEY_LIES: 'outside',
    })
  })

  it('lies beside the data where its file does, or where it is the one of secrets.json', () => {
    expect(settings({ KEY_ENCRYPTION_KEY: own }).ENCRYPTION_KEY_LIES).toBe('beside')
    const file = join(folder, 'key-beside.txt')
    writeFileSync(file, other)
    const given = encryptionKeySettings({ KEY_ENCRYPTION_KEY_FILE: file }, { keyEncryptionKey: own }, folder)
    expect(given.ENCRYPTION_KEY_LIES).toBe('beside')
  })

  it.each([
    [
      'a file that is not there',
      { KEY_ENCRYPTION_KEY_FILE: join(folder, 'none') },
      /_FILE gave no key: ENOENT/,
    ],
    [
      'a command that fails',
      { KEY_ENCRYPTION_KEY_COMMAND: 'exit 3' },
      /_COMMAND gave no key: it ended with 3/,
    ],
    [
      'what is no key',
      { KEY_ENCRYPTION_KEY_FILE: fileWith('secret words', 'words.txt') },
      /must be 32 bytes as base64/,
    ],
    ['two of them', { KEY_ENCRYPTION_KEY: other, KEY_ENCRYPTION_KEY_COMMAND: 'true' }, /only one of/],
  ])('is refused from %s', (_, given, words) => {
    expect(() => settings(given)).toThrow(words)
    expect(() => settings(given)).not.toThrow(/secret words/)
  })
})
