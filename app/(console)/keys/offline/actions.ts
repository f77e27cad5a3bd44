'use server'

import { operationAction } from '@/app/operation-action'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { cancelExchange } from '@/lib/operations/exchange/cancel-exchange'
import { carryOutExchange } from '@/lib/operations/exchange/carry-out'
import { markApplied } from '@/lib/operations/exchange/mark-applied'
import { prepareExchange } from '@/lib/operations/exchange/prepare-package'
import { replaceConfirmationId } from '@/lib/operations/exchange/replace-answer'
import { takeAnswers } from '@/lib/operations/exchange/take-answers'

const touches = paths.offline()

/** Answers with the number of the new package. */
export const prepareAction = operationAction(prepareExchange, { touches, answer: ({ number }) => number })

export const carryOutAction = operationAction(carryOutExchange, { done: 'Handover recorded', touches })

export const takeAction = operationAction(takeAnswers, {
  done: ({ taken, refused }) => {
    const left = refused > 0 ? `, ${formatCountOf(refused, 'line')} refused` : ''
    return `${formatCountOf(taken, 'confirmation ID')} entered${left}`
  },
  touches,
})

export const replaceAction = operationAction(replaceConfirmationId, {
  done: 'Confirmation ID replaced',
  touches,
})

export const applyAction = operationAction(markApplied, {
  done: ({ machines }) => `${formatCountOf(machines, 'machine')} marked as applied`,
  touches,
})

export const cancelAction = operationAction(cancelExchange, {
  done: ({ machines }) => `${formatCountOf(machines, 'request')} cancelled`,
  touches,
})
