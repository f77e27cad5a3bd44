import { lockAccount } from '@/lib/data/mak/lock-account'
import { onPrisma } from '@/lib/data/rows'
import { operation } from '../operation'
import { lowCountRulesInput } from './ledger-input'
import { sayLedgerOperationRefusal } from './ledger-refusal'

/** When to warn of a MAK: activations left, per cent of what was granted, days until it runs out; null: not. */
export const setLowCountRules = operation(
  'ledger.change',
  lowCountRulesInput,
  async ({ tx, audit }, input) => {
    const { keyId, absolute, percent, days } = input
    const account = await lockAccount(onPrisma(tx), keyId)
    if (!account) return { ok: false as const, refusal: { kind: 'noSuchMak' as const } }
    const before = await tx.makAccount.findUniqueOrThrow({
      where: { keyId },
      select: { lowAbsolute: true, lowPercent: true, lowDays: true },
    })
    await tx.makAccount.update({
      where: { keyId },
      data: { lowAbsolute: absolute, lowPercent: percent, lowDays: days },
      select: { keyId: true },
    })
    await audit({
      action: 'mak.lowCountRules',
      subjectType: 'key',
      subjectId: keyId,
      before: {
        name: account.name,
        left: before.lowAbsolute,
        percentLeft: before.lowPercent,
        daysLeft: before.lowDays,
      },
      after: { name: account.name, left: absolute, percentLeft: percent, daysLeft: days },
    })
    return { ok: true as const }
  },
  { refusals: sayLedgerOperationRefusal },
)
