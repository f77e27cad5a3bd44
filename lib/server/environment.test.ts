import { afterEach, describe, expect, it, vi } from 'vitest'
import { readEnvironment, setting } from './environment'

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

  it.each([
    ['PORT', '70000', 'PORT must be a whole number from 0 to 65535'],
    ['POSTGRES_PORT', '0', 'POSTGRES_PORT must be a whole number from 1 to 65535'],
    ['MAX_UPLOAD_MB', '1 GB', 'MAX_UPLOAD_MB must be a number of megabytes above 0'],
    ['MAX_UPLOAD_MB', '0', 'MAX_UPLOAD_MB must be a number of megabytes above 0'],
    [
      'EVENT_RETENTION_MONTHS',
      'a year',
      'EVENT_RETENTION_MONTHS must be a whole number of months from 0 to 1200',
    ],
    [
      'EVENT_RETENTION_MONTHS',
      '-1',
      'EVENT_RETENTION_MONTHS must be a whole number of months from 0 to 1200',
    ],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent'],
    ['PUBLIC_URL', 'kms.corp.example', 'PUBLIC_URL must be an http:// or https:// address'],
  ])('says of %s=%s what is allowed', (name, value, problem) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(`The environment is not valid: ${problem}.`)
  })
})

describe('setting', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('is what the environment says, as a value of its kind', () => {
    vi.stubEnv('EVENT_RETENTION_MONTHS', '0')
    expect(setting('EVENT_RETENTION_MONTHS')).toBe(0)
    vi.stubEnv('EVENT_RETENTION_MONTHS', '')
    expect(setting('EVENT_RETENTION_MONTHS')).toBe(13)
  })

  it('never falls back in silence from a wrong value ("MAX_UPLOAD_MB=1GB took 512")', () => {
    vi.stubEnv('MAX_UPLOAD_MB', '1GB')
    expect(() => setting('MAX_UPLOAD_MB')).toThrow(/MAX_UPLOAD_MB must be a number of megabytes/)
    expect(setting('PORT')).toBe(3000)
  })
})
