'use server'

import { operationAction } from '@/app/operation-action'
import type { Action, ActionResult } from '@/components/form/action-result'
import { problemOf, wholeProblem } from '@/components/form/shown-problem'
import { paths } from '@/lib/format/paths'
import { cancelImport } from '@/lib/operations/imports/import-cancel'
import { describeImport } from '@/lib/operations/imports/import-describe'
import { recordImport } from '@/lib/operations/imports/import-record'
import { undoImport } from '@/lib/operations/imports/import-undo'

export const recordAction = operationAction(recordImport)

export const cancelAction = operationAction(cancelImport)

export const undoAction = operationAction(undoImport, { touches: paths.overview() })

/** Takes down which machine a text is from and when it was taken; it is read again with that. */
export const describeAction = operationAction(describeImport)

/** Imports several that are ready. */
export async function recordAllAction(importIds: readonly string[]): Promise<ActionResult> {
  return oneByOne(recordAction, importIds, (importId) => ({ importId: String(importId) }))
}

/** Takes down for several texts which machine each is from. */
export async function nameByFileAction(
  named: readonly { importId: string; hostName: string }[],
): Promise<ActionResult> {
  return oneByOne(describeAction, named, ({ importId, hostName }) => ({ importId, hostName }))
}

/** What was refused does not keep the others from being done; each reason is said once. */
async function oneByOne<Each, Input>(
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
