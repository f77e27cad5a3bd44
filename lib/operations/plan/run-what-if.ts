import { setImmediate as turn } from 'node:timers/promises'
import { whatIfJson } from '@/lib/activation/whatif/answer-json'
import { whatIfByDay } from '@/lib/activation/whatif/whatif'
import { untilWritten } from '@/lib/data/until-written'
import { loadFleetPattern } from '@/lib/data/whatif/fleet-pattern'
import {
  failWhatIf,
  finishWhatIf,
  reportWhatIf,
  startWhatIf,
  whatIfLease,
} from '@/lib/data/whatif/what-if-store'
import { withLease } from '@/lib/data/work-lease'
import { log } from '@/lib/server/log'

/** So often others get their turn, and a person who waits sees it move. */
const TURN_EVERY_MS = 50
const REPORT_EVERY_MS = 500

/** Works out the answer to a question, unless another process is at it or a person cancels it. */
export async function runWhatIf(id: string, now: Date): Promise<void> {
  await withLease(whatIfLease(id), async () => {
    try {
      await answer(id, now)
    } catch (error) {
      log.error({ err: error, id }, 'a what-if failed')
      await untilWritten(() =>
        failWhatIf(id, 'It could not be worked out; see the console’s log.', new Date()),
      )
    }
  })
}

async function answer(id: string, now: Date): Promise<void> {
  const question = await startWhatIf(id)
  if (question === undefined) return
  const pattern = await loadFleetPattern(now.getTime())
  const course = whatIfByDay(pattern, question, now.getTime())
  let [turnedAt, reportedAt] = [performance.now(), performance.now()]
  let step = course.next()
  for (; !step.done; step = course.next()) {
    const at = performance.now()
    if (at - turnedAt < TURN_EVERY_MS) continue
    await turn()
    turnedAt = performance.now()
    if (at - reportedAt < REPORT_EVERY_MS) continue
    reportedAt = at
    if (!(await reportWhatIf(id, step.value * 100))) return
  }
  const outcome = step.value
  if (!outcome.ok) {
    await failWhatIf(id, `${sayPath(outcome.path)} ${outcome.problem}.`, new Date())
    return
  }
  const json = whatIfJson(outcome.answer, question, pattern)
  await untilWritten(() => finishWhatIf(id, json, new Date()))
}

/** 'changes[0].host' as 'Change 1: the host' */
function sayPath(path: string): string {
  const [, place, field] = /^changes\[(\d+)\]\.?(\w+)?/.exec(path) ?? []
  if (place === undefined) return path
  return `Change ${Number(place) + 1}${field === undefined ? '' : `: its ${field === 'on' ? 'day' : field}`}`
}
