'use server'

import { operationAction } from '@/app/operation-action'
import { paths } from '@/lib/format/paths'
import { editKey, restoreKey, retireKey } from '@/lib/operations/keys/change-key'
import {
  changeHostLimits,
  recordHostActivation,
  withdrawHostActivation,
} from '@/lib/operations/keys/host-activations'
import { revealKey } from '@/lib/operations/keys/reveal-key'

const touches = paths.keys()

/** The full key, in this one answer only. */
export const revealKeyAction = operationAction(revealKey, { answer: ({ key }) => key })

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
