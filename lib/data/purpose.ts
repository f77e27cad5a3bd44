import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Whom connections serve. Each has pools of its own, so that no kind of work keeps another waiting
 * (docs/decisions/0020-pools-and-waits.md).
 */
export type Purpose = 'people' | 'imports' | 'jobs'

/** Bundled pages and the worker are different modules in one process; they share this. */
const kept = globalThis as typeof globalThis & { consolePurpose?: AsyncLocalStorage<Purpose> }
kept.consolePurpose ??= new AsyncLocalStorage()
const purposes = kept.consolePurpose

/** Whom the work in hand serves: people, unless it said otherwise. */
export function currentPurpose(): Purpose {
  return purposes.getStore() ?? 'people'
}

/** Runs `work` on the connections of this purpose. */
export function forPurpose<T>(purpose: Purpose, work: () => T): T {
  return purposes.run(purpose, work)
}
