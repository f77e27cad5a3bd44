/** A migrated database of its own for a test file, cloned from a template in a few milliseconds. */
import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, vi } from 'vitest'
import type { PrismaClient } from '@/generated/prisma/client'
import { closePools, pool } from './pool'
import { closePrisma, prisma } from './prisma'

export interface TestDatabase {
  /** Readable from the first hook or test on, not while the file is being loaded. */
  readonly url: string
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
}

/**
 * Call once at the top of a `*.db.test.ts`. Loaders and operations of this file meet the clone, since DATABASE_URL names
 * it; the role is the console's own, without special rights. Further `settings` hold for this file: the next one in the same
 * process finds the environment as it was.
 */
export function withTestDatabase(settings: Readonly<Record<string, string>> = {}): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = new URL(required('TEST_TEMPLATE_URL'))
  const url = new URL(template)
  url.pathname = `/${name}`

  beforeAll(async () => {
    await asSuperuser(
      `create database ${name} template ${template.pathname.slice(1)} owner ${template.username}`,
    )
    const own = { DATABASE_URL: url.href, KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64') }
    for (const [name, value] of Object.entries({ ...own, ...settings })) vi.stubEnv(name, value)
  })

  afterAll(async () => {
    await Promise.all([closePools(), closePrisma()])
    await asSuperuser(`drop database ${name} with (force)`)
    vi.unstubAllEnvs()
  })

  return {
    url: url.href,
    get pool() {
      return pool()
    },
    get prisma() {
      return prisma()
    },
  }
}

/** A further, empty database on the same server, for tests of migrations. Dropped with the server. */
export async function emptyTestDatabase(): Promise<string> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  const url = new URL(required('TEST_TEMPLATE_URL'))
  await asSuperuser(`create database ${name} owner ${url.username}`)
  url.pathname = `/${name}`
  return url.href
}

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: required('TEST_SUPERUSER_URL') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: a test that needs a database is named *.db.test.ts.`)
  return value
}
