import { randomUUID } from 'node:crypto'
import { Prisma } from '@/generated/prisma/client'
import type { Transaction } from './audit'
import { prisma } from './prisma'

/** How long after its last renewal a lease still holds: work whose holder died is found after that. */
const TERM_SECONDS = 12
const RENEW_MS = 3_000

/**
 * One that the clock would have it hold for two terms was given before the clock was set back: it is void. One of a
 * statement that began a moment later than ours ends a moment later than ours would, and holds.
 */
const HOLDS = Prisma.sql`work_lease.held_until > now()
  AND work_lease.held_until <= now() + make_interval(secs => ${2 * TERM_SECONDS})`

export interface Lease {
  /** Another process has it by now, since it was not renewed in time: whatever is left to do is theirs. */
  readonly isLost: boolean
}

/**
 * Runs `work` and gives its result, unless somebody is at the same: then undefined. Holds no connection: the lease is a
 * row that is renewed meanwhile and runs out by itself when process, connection or machine die. The database's clock
 * counts.
 */
export async function withLease<T>(
  name: string,
  work: (lease: Lease) => Promise<T>,
): Promise<{ result: T } | undefined> {
  const holder = randomUUID()
  if (!(await take(name, holder))) return undefined
  const lease = { isLost: false }
  const renewing = setInterval(() => {
    renew(name, holder).then(
      (isHeld) => {
        lease.isLost ||= !isHeld
      },
      // The database does not answer: the next renewal may come in time.
      () => undefined,
    )
  }, RENEW_MS).unref()
  try {
    return { result: await work(lease) }
  } finally {
    clearInterval(renewing)
    // Where that fails, it runs out.
    await giveBack(name, holder).catch(() => undefined)
  }
}

async function take(name: string, holder: string): Promise<boolean> {
  const taken = await prisma().$executeRaw`
    INSERT INTO work_lease (name, holder, held_until)
    VALUES (${name}, ${holder}::uuid, now() + make_interval(secs => ${TERM_SECONDS}))
    ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until
     WHERE NOT (${HOLDS})`
  return taken === 1
}

async function renew(name: string, holder: string): Promise<boolean> {
  const renewed = await prisma().$executeRaw`
    UPDATE work_lease SET held_until = now() + make_interval(secs => ${TERM_SECONDS})
     WHERE name = ${name} AND holder = ${holder}::uuid`
  return renewed === 1
}

async function giveBack(name: string, holder: string): Promise<void> {
  await prisma().$executeRaw`DELETE FROM work_lease WHERE name = ${name} AND holder = ${holder}::uuid`
}

/** Whether somebody works at it. */
export async function isWorkedAt(tx: Transaction, name: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ held: boolean }[]>`
    SELECT EXISTS (SELECT FROM work_lease
      WHERE name = ${name} AND ${HOLDS}) AS held`
  return rows[0]?.held === true
}

/** Of these names, those that nobody works at. */
export async function namesWithoutLease(names: readonly string[]): Promise<string[]> {
  const rows = await prisma().$queryRaw<{ name: string }[]>`
    SELECT n.name FROM unnest(${[...names]}::text[]) n(name)
     WHERE NOT EXISTS (SELECT FROM work_lease WHERE work_lease.name = n.name AND ${HOLDS})`
  return rows.map(({ name }) => name)
}

/** Removes leases that ran out long ago: of work whose holder died and that nobody took up again. */
export async function removeOldLeases(): Promise<void> {
  await prisma().$executeRaw`DELETE FROM work_lease WHERE held_until < now() - interval '1 day'`
}
