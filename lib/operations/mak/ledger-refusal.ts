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
      return 'There is no such MAK any more.'
    case 'retired':
      return `${refusal.key} is retired: nothing more is planned with it. Restore it first.`
    case 'nothingGranted':
      return `Nobody has entered how many activations ${refusal.key} was granted, so none can be planned. Enter them first.`
    case 'enteredAlready':
      return 'This was entered already.'
    case 'inTheFuture':
      return { field: 'at', sentence: 'The time lies in the future.' }
    case 'overdraw':
    case 'keyReused':
    case 'notACount':
      return sayLedgerRefusal(refusal)
  }
}
