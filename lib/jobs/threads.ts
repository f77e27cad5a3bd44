/** The threads beside the one that answers people, and how work gets there. */
import { startThread, type Thread } from '@/lib/server/thread'

/** `jobs` takes what waits in the queue and records; `reading` reads the texts that a person waits for; `exporting` writes workbooks. */
type Place = 'jobs' | 'reading' | 'exporting'

/** Bundled pages and the rest of the console are different modules in one process; they share the threads. */
const kept = globalThis as typeof globalThis & { consoleThreads?: Partial<Record<Place, Thread>> }

const READING_WITHIN_MS = 30_000
const EXPORTING_WITHIN_MS = 120_000
/** Jobs in hand get five seconds, their connections the rest. */
const STOPPING_PATIENCE_MS = 6_000

/** Starts the thread that takes jobs, and `reading` unless pages are reloaded while they are written. */
export async function startThreads({ reading }: { reading: boolean }): Promise<{ stop(): Promise<void> }> {
  const threads: Partial<Record<Place, Thread>> = {}
  kept.consoleThreads = threads
  const starting = [
    startThread('lib/jobs/jobs-thread.ts').then((thread) => {
      threads.jobs = thread
    }),
  ]
  if (reading) {
    const options = { withinMs: READING_WITHIN_MS }
    starting.push(
      startThread('lib/jobs/reading-thread.ts', options).then((thread) => {
        threads.reading = thread
      }),
    )
  }
  threads.exporting = onDemand(() =>
    startThread('lib/jobs/exporting-thread.ts', { withinMs: EXPORTING_WITHIN_MS }),
  )
  await Promise.all(starting)
  return {
    stop: async () => {
      kept.consoleThreads = undefined
      await Promise.all(Object.values(threads).map((thread) => thread.stop(STOPPING_PATIENCE_MS)))
    },
  }
}

/** A thread that starts with the first call: few consoles ever need it. */
function onDemand(start: () => Promise<Thread>): Thread {
  let started: Promise<Thread> | undefined
  const thread = () => {
    started ??= start().catch((error: unknown) => {
      started = undefined
      throw error
    })
    return started
  }
  return {
    call: async (task, args) => (await thread()).call(task, args),
    stop: async (patienceMs) => (await started)?.stop(patienceMs),
  }
}

/**
 * The same function, run in one of the threads, whose file knows it under this name. What it takes and gives must be
 * copyable. Without threads (the command line, tests) nobody is kept waiting, and it runs where it is called.
 */
export function aside<Args extends unknown[], Result>(
  place: Place,
  name: string,
  task: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return (...args) => {
    const thread = kept.consoleThreads?.[place]
    return thread ? (thread.call(name, args) as Promise<Result>) : task(...args)
  }
}
