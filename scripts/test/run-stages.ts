import type { Count, Stage } from './stage'

/** As many as the machine with the fewest cores has on which the whole run is measured. */
const SIDE_BY_SIDE = 2

/**
 * Starts the stages in their order, two at a time, and one that is `alone` only when nothing else runs. Goes on after
 * a failure; resolves to the counts of all stages. `run` and `skip` must not reject.
 */
export async function runStages(
  stages: readonly Stage[],
  run: (stage: Stage) => Promise<Count>,
  skip: (stage: Stage) => Count,
): Promise<Count[]> {
  const waiting = [...stages]
  const running = new Map<Stage, Promise<void>>()
  const counts = new Map<string, Count>()
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.find((stage) => mayStart(stage))
    if (next) {
      waiting.splice(waiting.indexOf(next), 1)
      running.set(
        next,
        countOf(next).then((count) => {
          counts.set(next.name, count)
          running.delete(next)
        }),
      )
    } else {
      await Promise.race(running.values())
    }
  }
  return [...counts.values()]

  function mayStart(stage: Stage): boolean {
    const isFree = stage.alone ? running.size === 0 : running.size < SIDE_BY_SIDE
    const isBlocked = [...running.keys()].some((one) => one.alone)
    return isFree && !isBlocked && [stage.needs, stage.after].every((name) => !isAhead(name))
  }

  /** Whether it is among the stages of this run and has not ended. */
  function isAhead(name: string | undefined): boolean {
    return [...waiting, ...running.keys()].some((stage) => stage.name === name)
  }

  async function countOf(stage: Stage): Promise<Count> {
    const isPossible = stage.needs === undefined || !counts.get(stage.needs)?.failed
    return isPossible ? run(stage) : skip(stage)
  }
}
