'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { revokeShare, shareReport } from '@/lib/operations/reports/shares'

const touches = paths.shares()

export const shareReportAction = operationAction(shareReport, {
  done: ({ name }) => `The link to ${name} is made: copy it here`,
  touches,
})

export const revokeShareAction = operationAction(revokeShare, {
  done: () => 'The link does not work any more',
  touches,
})
