/**
 * Whoever holds a connection may wait for another one only in this order, and never for a second of the same kind: then
 * no two pieces of work can wait for each other, however small the pools are. Whoever asks out of turn meets an error at
 * once and always, instead of a console that stands still under load.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * write: transactions and merges in SQL. rows: Prisma, operations among them. read: single statements for pages, which
 * hold nothing; health: the question whether there is a database at all, which never waits behind others.
 */
const ORDER = ['write', 'pipelined', 'rows', 'read', 'health'] as const

export type ConnectionKind = (typeof ORDER)[number]

/** Bundled pages and the worker are different modules in one process; they share this. */
const kept = globalThis as typeof globalThis & { consoleHeld?: AsyncLocalStorage<ConnectionKind> }
kept.consoleHeld ??= new AsyncLocalStorage()
const held = kept.consoleHeld

/** Runs `work` as what holds a connection of this kind. */
export function holding<T>(kind: ConnectionKind, work: () => T): T {
  return held.run(kind, work)
}

/** Throws where whoever asks holds one already that comes later, or one of the same kind. */
export function mustBeInTurn(kind: ConnectionKind): void {
  const now = held.getStore()
  if (now === undefined || ORDER.indexOf(kind) > ORDER.indexOf(now)) return
  throw new Error(`What holds a connection of the kind "${now}" asks for another of the kind "${kind}".`)
}

/** Runs `work` as somebody else's: for what goes on at the same time, as in tests of two at once. */
export function apart<T>(work: () => T): T {
  return held.exit(work)
}
