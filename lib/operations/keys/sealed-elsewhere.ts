import type { Transaction } from '@/lib/data/audit'
import { countBySealing } from '@/lib/data/keys/key-rows'
import { type KeyRing, keyNamed } from '@/lib/server/key-encryption'

/** How many keys are sealed with encryption keys that this process does not have, and which those are. */
export async function keysSealedElsewhere(
  tx: Transaction,
  ring: KeyRing,
): Promise<{ keys: number; sealedWith: string[] }> {
  const foreign = (await countBySealing(tx)).filter(({ sealedWith }) => !keyNamed(ring, sealedWith))
  return {
    keys: foreign.reduce((sum, one) => sum + one.keys, 0),
    sealedWith: foreign.map(({ sealedWith }) => sealedWith),
  }
}
