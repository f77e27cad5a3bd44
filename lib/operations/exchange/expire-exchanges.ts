import { z } from 'zod'
import { systemActor } from '@/lib/auth/actor-kinds'
import { requestState } from '@/lib/data/exchange/exchange-requests'
import { lockPackage, overduePackages } from '@/lib/data/exchange/package-store'
import { operation } from '../operation'
import { refuse } from './exchange-refusal'
import { giveBack } from './give-back'

/** Gives back the activations of all requests whose due date has passed without an answer. */
export const expireExchanges = operation(
  'exchange.change',
  z.object({}),
  async (context) => {
    const { tx, now, audit } = context
    let released = 0
    for (const number of await overduePackages(tx, now)) {
      const found = await lockPackage(tx, number)
      const expired = found?.requests.filter((row) => requestState(row, found, now) === 'expired') ?? []
      if (!found || expired.length === 0) continue
      const back = await giveBack(context, found, expired, `Exchange package ${number} expired`)
      if (back === 0) continue
      released += back
      await audit({
        action: 'exchange.expire',
        subjectType: 'exchange',
        subjectId: String(number),
        after: { name: `package ${number}`, givenBack: back },
      })
    }
    return released === 0 ? refuse({ kind: 'nothingOverdue' }) : { ok: true as const, released }
  },
  { refusals: () => 'No request is overdue.' },
)

/** The same for the job: by the console itself, nothing to do as a rule. */
export async function expireOverdue(now: Date): Promise<void> {
  await expireExchanges.run(systemActor('Activation Console'), {}, { now })
}
