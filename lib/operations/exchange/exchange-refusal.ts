import type { ChoiceRefusal } from '@/lib/activation/offline/decide-package'
import type { ExchangeState } from '@/lib/activation/offline/exchange-state'
import type { NumberDamage } from '@/lib/activation/offline/number-damage'
import type { SpendRefusal } from '../mak/planned-spend'

/** Why something about an exchange was refused. What it says in words: app/(console)/keys/offline/refusal-sentences.ts. */
export type ExchangeRefusal =
  | ChoiceRefusal
  | SpendRefusal
  | { kind: 'noSuchPackage' }
  | { kind: 'noSuchRequest' }
  /** Machines that are no longer in the record, or have no product that could be activated. */
  | { kind: 'unknownMachines'; machines: string[] }
  | { kind: 'dueInThePast' }
  | { kind: 'onePhone'; machines: number }
  | { kind: 'carriedOutAlready' }
  | { kind: 'notCarried' }
  | { kind: 'nothingOpen' }
  /** Nothing in the file is new: known answers, lines without one, refused lines. */
  | { kind: 'nothingNew'; known: number; unanswered: number; refused: number }
  | { kind: 'wrongState'; reference: string; state: ExchangeState }
  | { kind: 'badConfirmationId'; damage: NumberDamage }
  | { kind: 'unchanged' }
  | { kind: 'sharedConfirmationId'; with: string }
  | { kind: 'nothingOverdue' }

export function refuse(refusal: ExchangeRefusal): { ok: false; refusal: ExchangeRefusal } {
  return { ok: false, refusal }
}
