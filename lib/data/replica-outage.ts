/**
 * What pages read from a replica comes from the primary while the replica does not answer: about two seconds after it
 * fell silent at the latest. A second after it answers again, it is read again.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { log } from '@/lib/server/log'
import { outageOf } from '@/lib/server/outage'

interface Watch {
  isOut: boolean
  /** when it was last asked, as performance.now() */
  lookedAt: number
  /** What ends each read that waits for the replica now. */
  readers: Set<() => void>
}

/** Bundled pages and the rest of the console are different modules in one process; they share this. */
const kept = globalThis as typeof globalThis & { consoleReplicaWatch?: Watch }

const LOOK_EVERY_MS = 1_000
const LOOK_MS = 1_000

class ReplicaOut extends Error {}

/** Whether pages are read from the primary because the replica did not answer when it was last asked. */
export function isReplicaOut(): boolean {
  return watch().isOut
}

/** Has the pool of a replica give what the primary's gives while it is out. `question`: a pool to ask whether it is. */
export function fallBack(replica: pg.Pool, primary: () => pg.Pool, question: () => pg.Pool): void {
  const { query, connect } = replica
  const either = <T>(own: () => Promise<T>, other: () => Promise<T>) => {
    const lookAgain = () => {
      if (performance.now() > watch().lookedAt + LOOK_EVERY_MS) void look(question())
    }
    lookAgain()
    return isReplicaOut() ? other() : orOther(own, other, lookAgain)
  }
  replica.query = ((...given: Parameters<typeof query>) =>
    either(
      () => query.apply(replica, given) as unknown as Promise<unknown>,
      () => primary().query(...given) as unknown as Promise<unknown>,
    )) as typeof query
  // With a callback it is the pool itself that asks, for a statement.
  replica.connect = ((callback?: Parameters<typeof connect>[0]) =>
    callback
      ? connect.call(replica, callback)
      : either(
          () => (connect as () => Promise<unknown>).call(replica),
          () => primary().connect(),
        )) as typeof connect
}

/** Reads are safe to ask twice. A replica that ends one to follow the primary (40001) is no better than one that is gone. */
async function orOther<T>(own: () => Promise<T>, other: () => Promise<T>, lookAgain: () => void): Promise<T> {
  try {
    return await unlessOut(own(), lookAgain)
  } catch (error) {
    const outage = outageOf(error)
    if (error instanceof ReplicaOut || outage === 'unreachable' || outage === 'locked') return other()
    throw error
  }
}

/** The answer, unless the replica is found to be out before it comes: asked again and again while a read waits. */
function unlessOut<T>(answer: Promise<T>, lookAgain: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new ReplicaOut())
    const { readers } = watch()
    readers.add(giveUp)
    const asking = setInterval(lookAgain, LOOK_EVERY_MS / 4).unref()
    answer.then(resolve, reject).finally(() => {
      readers.delete(giveUp)
      clearInterval(asking)
    })
  })
}

async function look(question: pg.Pool): Promise<void> {
  const now = watch()
  now.lookedAt = performance.now()
  const answers = question.query('SELECT 1').then(
    () => true,
    () => false,
  )
  const isOut = !(await Promise.race([answers, sleep(LOOK_MS, false, { ref: false })]))
  if (isOut === now.isOut) return
  now.isOut = isOut
  if (isOut) for (const giveUp of now.readers) giveUp()
  log.warn(
    isOut
      ? 'the replica does not answer: pages are read from the primary'
      : 'pages are read from the replica again',
  )
}

function watch(): Watch {
  kept.consoleReplicaWatch ??= { isOut: false, lookedAt: Number.NEGATIVE_INFINITY, readers: new Set() }
  return kept.consoleReplicaWatch
}
