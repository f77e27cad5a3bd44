import type { LockedPackage } from '@/lib/data/exchange/package-store'
import { releaseActivations } from '../mak/reserve-activations'
import type { OperationContext } from '../operation'

type Request = LockedPackage['requests'][number]

/**
 * Gives back the activations held for these requests. One whose machine was seen licensed meanwhile is used and
 * stays in the ledger. Returns how many went back.
 */
export async function giveBack(
  context: Pick<OperationContext, 'tx' | 'actor' | 'now'>,
  { number, keyId }: Pick<LockedPackage, 'number' | 'keyId'>,
  requests: readonly Request[],
  reason: string,
): Promise<number> {
  const held = requests.filter(({ entryKey, givenBackAt }) => entryKey !== null && givenBackAt === null)
  const back = await releaseUnused(context, keyId, held, reason)
  await context.tx.exchangeRequest.updateMany({
    where: { packageNumber: number, row: { in: back.map(({ row }) => row) } },
    data: { givenBackAt: context.now },
  })
  return back.length
}

async function releaseUnused(
  context: Pick<OperationContext, 'tx' | 'actor' | 'now'>,
  keyId: string,
  held: readonly Request[],
  reason: string,
): Promise<readonly Request[]> {
  if (held.length === 0) return []
  const entryKeys = held.flatMap(({ entryKey }) => (entryKey === null ? [] : [entryKey]))
  const answer = await releaseActivations(context, { keyId, entryKeys, reason })
  if (answer.ok) return held
  if (answer.refusal.kind !== 'used') return []
  const used = new Set(answer.refusal.machines)
  const unused = held.filter(({ machine }) => !used.has(machine))
  return unused.length < held.length ? releaseUnused(context, keyId, unused, reason) : []
}
