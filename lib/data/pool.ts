import pg from 'pg'
import { setting } from '@/lib/server/environment'
import { noteOutage } from '@/lib/server/request-outage'
import { type ConnectionKind, mustBeInTurn } from './held-connections'
import { currentPurpose, type Purpose } from './purpose'
import { timeStatements } from './query-times'
import { fallBack } from './replica-outage'

/** Next reloads modules while developing; the pools must outlive that, or connections pile up. */
const kept = globalThis as typeof globalThis & { consolePools?: Map<string, pg.Pool> }

/** A connection that is not used is kept this long: making one costs more than most pages. */
const IDLE_MS = 10 * 60_000
/** Imports and jobs have time; how long people wait for a connection is WAIT_SECONDS, and twice that for a lock. */
const BACKGROUND_WAIT_MS = 60_000
/** Whoever asks after the console's health asks often. */
const HEALTH_MS = 3_000
/** The longest an operation may take; see `timeoutMs` in lib/operations/operation.ts. */
const LONGEST_STATEMENT_MS = 120_000

/** Address of the database. Start-up sets DATABASE_URL before anything reads it. */
export function databaseUrl(): string {
  const url = setting('DATABASE_URL')
  if (!url) throw new Error('DATABASE_URL is not set: start the console with npm start, or set it.')
  return url
}

/** Address past a pooler that shares sessions, where there is one. */
export function directUrl(): string {
  return setting('DATABASE_DIRECT_URL') ?? databaseUrl()
}

/** Connections for everything that writes, and for reads that must see their own writes. */
export function pool(): pg.Pool {
  return poolFor('write')
}

/**
 * Connections for page reads: a replica when DATABASE_READ_URL names one and it answers. A statement may take
 * READ_SECONDS.
 */
export function readPool(): pg.Pool {
  return poolFor('read')
}

/** Connections for the question whether the database answers: of their own, since it is asked when others are taken. */
export function healthPool(): pg.Pool {
  return poolFor('health')
}

/** The same for the replica; undefined where there is none. */
export function replicaHealthPool(): pg.Pool | undefined {
  const url = setting('DATABASE_READ_URL')
  return url === undefined ? undefined : poolAt(url, 'health')
}

/** How many connections each pool has, and how many callers wait for one. */
export function poolFigures() {
  return [...(kept.consolePools?.entries() ?? [])].map(([key, { idleCount, totalCount, waitingCount }]) => {
    const [purpose = '', kind = ''] = key.split(' ')
    return { purpose, kind, idle: idleCount, active: totalCount - idleCount, waiting: waitingCount }
  })
}

/** Closes all connections, so that the process can end. Waits for those that are in use. */
export async function closePools(): Promise<void> {
  const pools = [...(kept.consolePools?.values() ?? [])]
  kept.consolePools = undefined
  await Promise.all(pools.map((one) => one.end()))
}

/** The pool of this kind for whom the work in hand serves. */
export function poolFor(kind: ConnectionKind): pg.Pool {
  return poolAt((kind === 'read' ? setting('DATABASE_READ_URL') : undefined) ?? databaseUrl(), kind)
}

function poolAt(url: string, kind: ConnectionKind): pg.Pool {
  const purpose = currentPurpose()
  kept.consolePools ??= new Map()
  const key = `${purpose} ${kind} ${url}`
  const known = kept.consolePools.get(key)
  if (known) return known
  const isReplica = kind === 'read' && url !== databaseUrl()
  const made = new OrderedPool(kind, {
    connectionString: url,
    application_name: `activation-console ${purpose}`,
    max: mostConnections(purpose),
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    connectionTimeoutMillis: BACKGROUND_WAIT_MS,
    ...(purpose === 'people' && {
      connectionTimeoutMillis: peopleWaitMs(),
      lock_timeout: 2 * peopleWaitMs(),
      statement_timeout: kind === 'read' ? setting('READ_SECONDS') * 1000 : LONGEST_STATEMENT_MS,
    }),
    // A replica that is gone without a word ends nothing by itself.
    ...(isReplica && { query_timeout: setting('READ_SECONDS') * 1000 }),
    ...(kind === 'health' && {
      max: 2,
      connectionTimeoutMillis: HEALTH_MS,
      statement_timeout: HEALTH_MS,
      query_timeout: HEALTH_MS,
    }),
    // Statements that go out without waiting for the answer to the one before (lib/data/mak/pipelined-transaction.ts).
    ...(kind === 'pipelined' && { pipeline: true, max: Math.min(4, mostConnections(purpose)) }),
  })
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  made.on('error', () => {})
  made.on('connect', (client) => timeStatements(client, purpose))
  kept.consolePools.set(key, made)
  if (isReplica) {
    fallBack(
      made,
      () => poolAt(databaseUrl(), 'read'),
      () => poolAt(url, 'health'),
    )
  }
  return made
}

/** How long somebody waits for a connection, in milliseconds. */
export function peopleWaitMs(): number {
  return setting('WAIT_SECONDS') * 1000
}

function mostConnections(purpose: Purpose): number {
  if (purpose === 'people') return setting('PEOPLE_CONNECTIONS')
  return setting(purpose === 'imports' ? 'IMPORT_CONNECTIONS' : 'JOB_CONNECTIONS')
}

type Connect = typeof pg.Pool.prototype.connect
type Query = typeof pg.Pool.prototype.query

/** Gives connections to those whose turn it is, and notes for the request in hand what it could not be given. */
class OrderedPool extends pg.Pool {
  constructor(
    readonly kind: ConnectionKind,
    config: pg.PoolConfig,
  ) {
    super(config)
    const { connect, query } = this
    this.connect = ((...given: Parameters<Connect>) => {
      mustBeInTurn(kind)
      return noted(connect.apply(this, given))
    }) as Connect
    this.query = ((...given: Parameters<Query>) => noted(query.apply(this, given))) as Query
  }
}

/** The same answer; what goes wrong with it is noted besides. */
function noted<T>(answer: T): T {
  if (answer instanceof Promise) answer.catch(noteOutage)
  return answer
}
