import { nextState } from '@/lib/activation/offline/exchange-state'
import { referenceOf, requestState } from '@/lib/data/exchange/exchange-requests'
import { lockPackage } from '@/lib/data/exchange/package-store'
import { operation } from '../operation'
import { applyInput } from './exchange-input'
import { refuse, sayExchangeRefusal } from './exchange-refusal'

/** Machines named in one audit entry. */
const NAMED_IN_AUDIT = 20

/** Notes that someone ran the commands. No proof: a machine is verified by a later observation only. */
export const markApplied = operation(
  'exchange.change',
  applyInput,
  async (context, input) => {
    const { tx, actor, now, audit } = context
    const { number } = input
    const found = await lockPackage(tx, number)
    if (!found) return refuse({ kind: 'noSuchPackage' })
    const rows = new Set(input.rows)
    const chosen = found.requests.filter(({ row }) => rows.has(row))
    if (chosen.length < rows.size) return refuse({ kind: 'noSuchRequest' })
    for (const request of chosen) {
      const state = requestState(request, found, now)
      if (nextState(state, 'apply') === undefined) {
        return refuse({ kind: 'wrongState', reference: referenceOf(number, request.row), state })
      }
    }
    await tx.exchangeRequest.updateMany({
      where: { packageNumber: number, row: { in: [...rows] } },
      data: { appliedAt: now, appliedBy: actor.name },
    })
    const names = chosen.map(({ machine }) => machine)
    await audit({
      action: 'exchange.apply',
      subjectType: 'exchange',
      subjectId: String(number),
      after: {
        name: `package ${number}`,
        machines: names.length,
        named: `${names.slice(0, NAMED_IN_AUDIT).join(', ')}${names.length > NAMED_IN_AUDIT ? ', ...' : ''}`,
      },
    })
    return { ok: true as const, machines: names.length }
  },
  { refusals: sayExchangeRefusal },
)
