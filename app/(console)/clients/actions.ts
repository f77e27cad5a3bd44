'use server'

import { operationAction } from '@/app/operation-action'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { setBelonging } from '@/lib/operations/belonging/set-belonging'

export const setBelongingAction = operationAction(setBelonging, {
  done: ({ machines }) => `${formatCountOf(machines, 'machine')} set`,
  touches: paths.overview(),
})
