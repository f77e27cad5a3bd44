/**
 * The replica that pages read from, where DATABASE_READ_URL names one: how far it is behind, that whoever changed
 * something sees it, and what is read from it while the database that takes changes is out of reach.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { setting } from '@/lib/server/environment'
import { healthPool, readPool, replicaHealthPool } from './pool'

export interface ReplicaState {
  /** Whether changes can be saved. */
  isWritable: boolean
  /** Age of what is read; 0 where it is all there is. null: nothing is known, since the replica has just begun. */
  lagSeconds: number | null
}

/** Whether reading and writing go to different databases. */
export function hasReplica(): boolean {
  return setting('DATABASE_READ_URL') !== undefined
}

/**
 * How the two databases stand; undefined where there is only one. Throws when the replica does not answer: what is read
 * then comes from the primary, and is not old.
 * Equal positions in the log mean no lag, however long ago the last change was.
 */
export async function replicaState(): Promise<ReplicaState | undefined> {
  const asked = replicaHealthPool()
  if (asked === undefined) return undefined
  const [written, { rows }] = await Promise.all([
    writtenUpTo(),
    asked.query<{ follows: boolean; replayed: string | null; age: number | null }>(
      `SELECT pg_is_in_recovery() AS follows, pg_last_wal_replay_lsn()::text AS replayed,
              extract(epoch FROM now() - pg_last_xact_replay_timestamp())::float AS age`,
    ),
  ])
  const isWritable = written !== undefined
  const [replica] = rows
  if (replica === undefined || !replica.follows) return { isWritable, lagSeconds: 0 }
  const { replayed, age } = replica
  const hasAll = written !== undefined && replayed !== null && position(replayed) >= position(written)
  return { isWritable, lagSeconds: hasAll ? 0 : age }
}

/** How long whoever changed something waits at most until the replica has it. */
const FOLLOW_MS = 1_000
const FOLLOW_EVERY_MS = 10

/**
 * Waits, a second at most, until the replica has what was written by now: the page that a person sees next shows what
 * they have done. A replica that is down or further behind says so on the page instead.
 */
export async function followWrites(): Promise<void> {
  if (!hasReplica()) return
  const deadline = performance.now() + FOLLOW_MS
  const written = await writtenUpTo()
  if (written === undefined) return
  try {
    while (performance.now() < deadline) {
      const { rows } = await readPool().query<{ has: boolean }>(
        'SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= $1::pg_lsn AS has',
        [written],
      )
      if (rows[0]?.has) return
      await sleep(FOLLOW_EVERY_MS)
    }
  } catch {
    // Reading will say what is wrong with it.
  }
}

/** An answer to whether changes can be saved holds so long: every page asks. */
const REMEMBERED_MS = 2_000
let remembered = { until: 0, isWritable: true }

/**
 * Reads what must be right up to the moment, who is signed in for one, from the database that takes changes; from the
 * replica while that one is out of reach.
 */
export async function fromWhereItCan<T>(read: (source: 'primary' | 'replica') => Promise<T>): Promise<T> {
  if (!hasReplica()) return read('primary')
  if (performance.now() > remembered.until) await look()
  if (!remembered.isWritable) return read('replica')
  try {
    return await read('primary')
  } catch (error) {
    await look()
    if (remembered.isWritable) throw error
    return read('replica')
  }
}

async function look(): Promise<void> {
  const isWritable = (await writtenUpTo()) !== undefined
  remembered = { until: performance.now() + REMEMBERED_MS, isWritable }
}

/** Where the log of the database that takes changes ends; undefined while there is none. */
async function writtenUpTo(): Promise<string | undefined> {
  try {
    const { rows } = await healthPool().query<{ lsn: string }>(
      'SELECT pg_current_wal_insert_lsn()::text AS lsn',
    )
    return rows[0]?.lsn
  } catch {
    return undefined
  }
}

/** '1A/2B3C4D' as a number of bytes. */
function position(lsn: string): bigint {
  const [high = '0', low = '0'] = lsn.split('/')
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`)
}
