import { isOpen } from '@/lib/activation/offline/exchange-state'
import { requestState } from '@/lib/data/exchange/exchange-requests'
import { lockPackage } from '@/lib/data/exchange/package-store'
import { operation } from '../operation'
import { carryOutInput } from './exchange-input'
import { refuse, sayExchangeRefusal } from './exchange-refusal'

/** Records the handover of a package: who took it, and where to. */
export const carryOutExchange = operation(
  'exchange.change',
  carryOutInput,
  async (context, input) => {
    const { tx, actor, now, audit } = context
    const found = await lockPackage(tx, input.number)
    if (!found) return refuse({ kind: 'noSuchPackage' })
    if (found.method === 'phone') return refuse({ kind: 'notCarried' })
    if (found.carriedOutAt) return refuse({ kind: 'carriedOutAlready' })
    const open = found.requests.filter((row) => isOpen(requestState(row, found, now)))
    if (open.length === 0) return refuse({ kind: 'nothingOpen' })
    const { carrier, carriedTo } = input
    await tx.exchangePackage.update({
      where: { number: input.number },
      data: { carriedOutAt: now, carriedOutBy: actor.name, carrier, carriedTo },
      select: { number: true },
    })
    await audit({
      action: 'exchange.carryOut',
      subjectType: 'exchange',
      subjectId: String(input.number),
      after: { name: `package ${input.number}`, carrier, to: carriedTo, machines: open.length },
    })
    return { ok: true as const, machines: open.length }
  },
  { refusals: sayExchangeRefusal },
)
