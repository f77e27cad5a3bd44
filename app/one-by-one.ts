import type { Action, ActionResult } from '@/components/form/action-result'
import { problemOf, wholeProblem } from '@/components/form/shown-problem'

/** The same action for several: what was refused does not keep the others from being done; each reason is said once. */
export async function oneByOne<Each, Input>(
  action: Action<Input>,
  sent: readonly Each[],
  inputOf: (each: Each) => Input,
): Promise<ActionResult> {
  const problems = new Set<string>()
  // What a browser sends can be anything; the operation parses each.
  for (const each of Array.isArray(sent) ? sent : []) {
    const result = await action(inputOf(Object(each)))
    if (result.kind === 'signedOut') return result
    const problem = problemOf(result)
    if (problem) problems.add(wholeProblem(problem))
  }
  if (problems.size === 0) return { kind: 'done', answer: undefined }
  return { kind: 'refused', sentence: [...problems].join(' '), fields: {} }
}
