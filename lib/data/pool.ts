import pg from 'pg'
import { setting } from '@/lib/server/environment'

/** Next reloads modules while developing; the pools must outlive that, or connections pile up. */
const kept = globalThis as typeof globalThis & { consolePools?: Map<string, pg.Pool> }

/** Address of the database. Start-up sets DATABASE_URL before anything reads it. */
export function databaseUrl(): string {
  const url = setting('DATABASE_URL')
  if (!url) throw new Error('DATABASE_URL is not set: start the console with npm start, or set it.')
  return url
}

/** Connections for everything that writes, and for reads that must see their own writes. */
export function pool(): pg.Pool {
  return poolFor(databaseUrl())
}

/**
 * Connections that send statements without waiting for the answer to the one before, in their order: what needs few
 * round trips while it holds a lock that others wait for (lib/data/mak/pipelined-transaction.ts).
 */
export function pipelinedPool(): pg.Pool {
  return poolFor(databaseUrl(), { pipeline: true, max: 4 })
}

/** Connections for page reads: a replica when DATABASE_READ_URL names one. */
export function readPool(): pg.Pool {
  return poolFor(setting('DATABASE_READ_URL') ?? databaseUrl())
}

/** Closes all connections, so that the process can end. */
export async function closePools(): Promise<void> {
  const pools = [...(kept.consolePools?.values() ?? [])]
  kept.consolePools = undefined
  await Promise.all(pools.map((one) => one.end()))
}

function poolFor(url: string, more: { pipeline?: boolean; max?: number } = {}): pg.Pool {
  kept.consolePools ??= new Map()
  const name = more.pipeline ? `${url} pipelined` : url
  const known = kept.consolePools.get(name)
  if (known) return known
  const made = new pg.Pool({
    connectionString: url,
    max: 10,
    application_name: 'activation-console',
    ...more,
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  made.on('error', () => {})
  kept.consolePools.set(name, made)
  return made
}
