import { nextState } from '@/lib/activation/offline/exchange-state'
import { requestState } from '@/lib/data/exchange/exchange-requests'
import { lockPackage } from '@/lib/data/exchange/package-store'
import { operation } from '../operation'
import { cancelInput } from './exchange-input'
import { refuse, sayExchangeRefusal } from './exchange-refusal'
import { giveBack } from './give-back'

/** Gives up the requests of a package that have no answer; their activations go back to the balance. */
export const cancelExchange = operation(
  'exchange.change',
  cancelInput,
  async (context, input) => {
    const { tx, actor, now, audit } = context
    const { number, reason } = input
    const found = await lockPackage(tx, number)
    if (!found) return refuse({ kind: 'noSuchPackage' })
    const open = found.requests.filter(
      (row) => nextState(requestState(row, found, now), 'cancel') !== undefined,
    )
    if (open.length === 0) return refuse({ kind: 'nothingOpen' })
    const released = await giveBack(context, found, open, `Exchange package ${number} cancelled: ${reason}`)
    await tx.exchangeRequest.updateMany({
      where: { packageNumber: number, row: { in: open.map(({ row }) => row) } },
      data: { cancelledAt: now },
    })
    await tx.exchangePackage.update({
      where: { number },
      data: { cancelledAt: now, cancelledBy: actor.name, cancelReason: reason },
      select: { number: true },
    })
    await audit({
      action: 'exchange.cancel',
      subjectType: 'exchange',
      subjectId: String(number),
      after: { name: `package ${number}`, machines: open.length, givenBack: released },
      reason,
    })
    return { ok: true as const, machines: open.length, released }
  },
  { refusals: sayExchangeRefusal },
)
