import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '@/lib/server/log'

export interface Rounds {
  /** Waits for the round in hand. */
  stop(): Promise<void>
}

interface RoundOptions {
  /** between two rounds, and after one that failed */
  pauseMs: number
  /** what the log says of a failure, once as long as it stays the same: 'the alerts were not judged' */
  complaint: string
}

/**
 * Does the same thing again and again in this process until `stop`. A round may answer how many milliseconds to pause after it
 * instead of the usual pause. One that fails is tried again after the pause: a database that cannot be written for a while only
 * puts off what is due.
 */
export function startRounds(
  round: (isStopped: () => boolean) => Promise<number | undefined>,
  options: RoundOptions,
): Rounds {
  const stopping = new AbortController()
  const running = run(round, options, stopping.signal)
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

async function run(
  round: (isStopped: () => boolean) => Promise<number | undefined>,
  { pauseMs, complaint }: RoundOptions,
  signal: AbortSignal,
): Promise<void> {
  let reported: string | undefined
  while (!signal.aborted) {
    let pause = pauseMs
    try {
      pause = (await round(() => signal.aborted)) ?? pauseMs
      reported = undefined
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (message !== reported) log.warn({ err: error }, complaint)
      reported = message
    }
    await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
