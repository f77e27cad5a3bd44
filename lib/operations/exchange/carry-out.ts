import { isOpen } from '@/lib/activation/offline/exchange-state'
import { requestState } from '@/lib/data/exchange/exchange-requests'
import { lockPackage } from '@/lib/data/exchange/package-store'
import { spendRelease } from '@/lib/data/keys/key-releases'
import { findAccessRules } from '@/lib/data/people/access-rules'
import { operation } from '../operation'
import { carryOutInput } from './exchange-input'
import { refuse, sayExchangeRefusal } from './exchange-refusal'

/** Records the handover of a package: who took it, and where to. Where the rules need two persons, another one has released it. */
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
    const { twoPersons } = await findAccessRules(tx)
    const released = { packageNumber: input.number, askedById: actor.id ?? '' }
    const releasedBy = twoPersons ? await spendRelease(tx, released, now) : undefined
    if (twoPersons && releasedBy === undefined) return refuse({ kind: 'needsSecondPerson' })
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
      after: {
        name: `package ${input.number}`,
        carrier,
        to: carriedTo,
        machines: open.length,
        ...(releasedBy && { releasedBy }),
      },
    })
    return { ok: true as const, machines: open.length }
  },
  { refusals: sayExchangeRefusal },
)
