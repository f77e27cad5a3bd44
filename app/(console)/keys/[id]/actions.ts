'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { editKey, restoreKey, retireKey } from '@/lib/operations/keys/change-key'
import {
  changeHostLimits,
  recordHostActivation,
  withdrawHostActivation,
} from '@/lib/operations/keys/host-activations'
import { answerKeyRelease, askForKey, askForPackage } from '@/lib/operations/keys/release-key'
import { revealKey } from '@/lib/operations/keys/reveal-key'
import { setLowCountRules } from '@/lib/operations/mak/low-count-rules'
import { recordCorrection, recordIncrease, recordMicrosoftCount } from '@/lib/operations/mak/record-in-ledger'
import { spendMak } from '@/lib/operations/mak/spend-mak'

const touches = paths.keys()

/** The full key, in this one answer only. */
export const revealKeyAction = operationAction(revealKey, { answer: ({ key }) => key })

export const askForKeyAction = operationAction(askForKey, {
  done: 'Another licensing admin can release the key now',
  touches,
})

export const askForPackageAction = operationAction(askForPackage, {
  done: 'Another licensing admin can release the package now',
  touches,
})

export const answerReleaseAction = operationAction(answerKeyRelease, {
  done: ({ askedBy, packageNumber: number }, { granted }) => {
    const [use, what] =
      number === null ? ['reveal the key', 'the key'] : [`take out package ${number}`, `package ${number}`]
    return granted ? `${askedBy} can ${use} now` : `${askedBy} is refused ${what}`
  },
  touches,
})

export const editKeyAction = operationAction(editKey, { done: 'The key is changed', touches })

export const retireKeyAction = operationAction(retireKey, { done: 'The key is retired', touches })

export const restoreKeyAction = operationAction(restoreKey, { done: 'The key is restored', touches })

export const recordHostAction = operationAction(recordHostActivation, {
  done: 'The activation is in the register',
  touches,
})

export const withdrawHostAction = operationAction(withdrawHostActivation, {
  done: 'The entry is withdrawn',
  touches,
})

export const hostLimitsAction = operationAction(changeHostLimits, { done: 'The limit is changed', touches })

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
