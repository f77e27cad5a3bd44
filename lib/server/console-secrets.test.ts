import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ensureSecrets } from './console-secrets'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'activation-console-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('makes secrets once, for the owner only', () => {
  const made = ensureSecrets(folder)
  expect(ensureSecrets(folder)).toEqual(made)
  expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
  expect(Buffer.from(made.keyEncryptionKey, 'base64')).toHaveLength(32)
})

it('says so when the file is damaged, and does not replace it', () => {
  writeFileSync(join(folder, 'secrets.json'), '{"authSecret": "short')
  expect(() => ensureSecrets(folder)).toThrow(/secrets\.json is damaged/)
})
