import { sayLedgerRefusal } from '@/lib/activation/mak/mak-sentence'
import type { Said } from '../frame-refusal'
import type { FactRefusal } from './enter-fact'
import type { SpendRefusal } from './planned-spend'

/** Why nothing was entered in a ledger, in words for a person. */
export function sayLedgerOperationRefusal(
  refusal: SpendRefusal | FactRefusal | { kind: 'inTheFuture' },
): Said {
  switch (refusal.kind) {
    case 'noSuchMak':
      return 'This MAK no longer exists.'
    case 'retired':
      return `${refusal.key} is retired, so nothing can be planned with it. Restore it first.`
    case 'nothingGranted':
      return `The number of activations granted with ${refusal.key} is not entered, so none can be planned. Enter it first.`
    case 'enteredAlready':
      return 'This was already entered.'
    case 'inTheFuture':
      return { field: 'at', sentence: 'The time is in the future.' }
    case 'overdraw':
    case 'keyReused':
    case 'notACount':
      return sayLedgerRefusal(refusal)
  }
}
