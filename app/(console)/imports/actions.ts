'use server'

import { oneByOne } from '@/app/one-by-one'
import { operationAction } from '@/app/operation-action'
import type { ActionResult } from '@/components/form/action-result'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { cancelImport } from '@/lib/operations/imports/import-cancel'
import { describeImport } from '@/lib/operations/imports/import-describe'
import { discardImports } from '@/lib/operations/imports/import-discard'
import { recordImport } from '@/lib/operations/imports/import-record'
import { undoImport } from '@/lib/operations/imports/import-undo'

export const recordAction = operationAction(recordImport)

export const cancelAction = operationAction(cancelImport)

export const undoAction = operationAction(undoImport, { touches: paths.overview() })

/** Takes imports of which nothing was recognised out of the list. */
export const discardAction = operationAction(discardImports, {
  done: ({ discarded }) => `${formatCountOf(discarded, 'import')} discarded`,
})

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
