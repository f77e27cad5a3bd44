import { describe, expect, it } from 'vitest'
import { readEnvironment } from './environment'

describe('readEnvironment', () => {
  it('serves this machine on port 3000 when nothing is set', () => {
    expect(readEnvironment({})).toMatchObject({ HOST: 'localhost', PORT: 3000, LOG_LEVEL: 'warn' })
  })

  it('takes an empty value for not set', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000 })
  })

  it('names every wrong value at once', () => {
    expect(() => readEnvironment({ PORT: 'abc', DATABASE_URL: 'mysql://x', AUTH_SECRET: 'short' })).toThrow(
      /PORT .*DATABASE_URL must be a postgresql:\/\/ address.*AUTH_SECRET must have at least 32 characters/,
    )
  })

  it('wants an encryption key of 32 bytes', () => {
    expect(() => readEnvironment({ KEY_ENCRYPTION_KEY: 'AAAA' })).toThrow(
      /KEY_ENCRYPTION_KEY must be 32 bytes/,
    )
    const right = Buffer.alloc(32).toString('base64')
    expect(readEnvironment({ KEY_ENCRYPTION_KEY: right }).KEY_ENCRYPTION_KEY).toBe(right)
  })
})
