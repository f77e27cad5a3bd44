'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { undoJoin } from '@/lib/operations/record/undo-join'

export const undoJoinAction = operationAction(undoJoin, {
  done: ({ name }) => `${name} is a separate machine again`,
  touches: paths.overview(),
})
