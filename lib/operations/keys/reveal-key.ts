import { spendRelease } from '@/lib/data/keys/key-releases'
import { lockKey } from '@/lib/data/keys/key-rows'
import { openKey } from '@/lib/data/keys/sealed-key'
import { findAccessRules } from '@/lib/data/people/access-rules'
import { operation } from '../operation'
import { placeOf } from '../own/own-account'
import { nameOf } from './change-key'
import { revealInput } from './key-input'
import { sayKeyOperationRefusal } from './key-refusal'

/**
 * Opens one whole key for the one who asks and says why. The audit entry is part of the same transaction: where
 * it cannot be written, nothing is revealed. Where the rules need two persons, another one has released it. The key is in the outcome and nowhere else.
 */
export const revealKey = operation(
  'key.reveal',
  revealInput,
  async ({ tx, actor, audit, now, from }, { keyId, reason }) => {
    const key = await lockKey(tx, keyId)
    if (!key) return { ok: false as const, refusal: { kind: 'noSuchKey' as const } }
    const opened = openKey(key)
    if (!opened.ok) return opened
    const { twoPersons } = await findAccessRules(tx)
    const releasedBy = twoPersons
      ? await spendRelease(tx, { keyId, askedById: actor.id ?? '' }, now)
      : undefined
    if (twoPersons && releasedBy === undefined) {
      return { ok: false as const, refusal: { kind: 'needsSecondPerson' as const } }
    }
    await audit({
      action: 'key.reveal',
      subjectType: 'key',
      subjectId: keyId,
      after: { name: nameOf(key), ...(releasedBy && { releasedBy }), ...placeOf(from) },
      reason,
    })
    return opened
  },
  { refusals: sayKeyOperationRefusal, grave: true },
)
