import { parseConfirmationId } from '@/lib/activation/offline/confirmation-id'
import { nextState } from '@/lib/activation/offline/exchange-state'
import { referenceOf, requestState } from '@/lib/data/exchange/exchange-requests'
import { lockPackage, storeAnswers } from '@/lib/data/exchange/package-store'
import { operation } from '../operation'
import { replaceInput } from './exchange-input'
import { refuse, sayExchangeRefusal } from './exchange-refusal'

/** Puts another confirmation ID in the place of one that Windows did not take. It has to be applied again; nothing is spent. */
export const replaceConfirmationId = operation(
  'exchange.change',
  replaceInput,
  async (context, input) => {
    const { tx, actor, now, audit } = context
    const { number, row, reason } = input
    const found = await lockPackage(tx, number)
    if (!found) return refuse({ kind: 'noSuchPackage' })
    const request = found.requests.find((one) => one.row === row)
    if (!request) return refuse({ kind: 'noSuchRequest' })
    const reference = referenceOf(number, row)
    const state = requestState(request, found, now)
    if (nextState(state, 'replaceAnswer') === undefined)
      return refuse({ kind: 'wrongState', reference, state })
    const parsed = parseConfirmationId(input.confirmationId)
    if (!parsed.ok) return refuse({ kind: 'badConfirmationId', damage: parsed.damage })
    if (parsed.digits === request.confirmationId) return refuse({ kind: 'unchanged' })
    const other = found.requests.find((one) => one.confirmationId === parsed.digits)
    if (other) return refuse({ kind: 'sharedConfirmationId', with: referenceOf(number, other.row) })
    const answer = { row, confirmationId: parsed.digits, from: 'typed' as const }
    await storeAnswers(tx, number, [answer], { name: actor.name, at: now })
    await audit({
      action: 'exchange.replaceAnswer',
      subjectType: 'exchange',
      subjectId: String(number),
      before: { name: `package ${number}`, endsIn: request.confirmationId?.slice(-6) ?? null },
      after: {
        name: `package ${number}`,
        request: reference,
        machine: request.machine,
        endsIn: parsed.digits.slice(-6),
      },
      reason,
    })
    return { ok: true as const }
  },
  { refusals: sayExchangeRefusal },
)
