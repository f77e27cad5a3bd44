'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { setLowCountRules } from '@/lib/operations/mak/low-count-rules'
import { recordCorrection, recordIncrease, recordMicrosoftCount } from '@/lib/operations/mak/record-in-ledger'
import { spendMak } from '@/lib/operations/mak/spend-mak'

const touches = paths.keys()

export const planAction = operationAction(spendMak, { done: 'The activations are planned', touches })

export const microsoftCountAction = operationAction(recordMicrosoftCount, {
  done: 'Microsoft’s count is in the ledger',
  touches,
})

export const increaseAction = operationAction(recordIncrease, {
  done: 'The activations are in the ledger',
  touches,
})

export const correctionAction = operationAction(recordCorrection, {
  done: 'The correction is in the ledger',
  touches,
})

export const lowCountRulesAction = operationAction(setLowCountRules, { done: 'The rules are saved', touches })
