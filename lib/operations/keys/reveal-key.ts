import { lockKey } from '@/lib/data/keys/key-rows'
import { openKey } from '@/lib/data/keys/sealed-key'
import { operation } from '../operation'
import { nameOf } from './change-key'
import { revealInput } from './key-input'
import { sayKeyOperationRefusal } from './key-refusal'

/**
 * Opens one whole key for the one who asks and says why. The audit entry is part of the same transaction: where
 * it cannot be written, nothing is revealed. The key is in the outcome and nowhere else.
 */
export const revealKey = operation(
  'key.reveal',
  revealInput,
  async ({ tx, audit }, { keyId, reason }) => {
    const key = await lockKey(tx, keyId)
    if (!key) return { ok: false as const, refusal: { kind: 'noSuchKey' as const } }
    const opened = openKey(key)
    if (!opened.ok) return opened
    await audit({
      action: 'key.reveal',
      subjectType: 'key',
      subjectId: keyId,
      after: { name: nameOf(key) },
      reason,
    })
    return opened
  },
  { refusals: sayKeyOperationRefusal },
)
