import { enterHostReadings as enter, type Query } from '@/lib/data/keys/host-register'
import type { OperationContext, Transaction } from '../operation'

/** Statements of lib/data in the transaction of an operation. */
export function queryIn(tx: Transaction): Query {
  return (sql, values) => tx.$queryRawUnsafe(sql, ...values)
}

/** Enters what readings of KMS hosts show of the activations of these keys. */
export async function enterHostReadings(
  { tx, now }: Pick<OperationContext, 'tx' | 'now'>,
  keyIds: readonly string[],
): Promise<void> {
  await enter(queryIn(tx), now, keyIds)
}
