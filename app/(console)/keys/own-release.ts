import type { KeyRelease } from '@/lib/data/keys/key-releases'
import { readAccessRules } from '@/lib/data/people/access-rules'

/** What the one who reads needs from another person before they have the key or take the package out. */
export type OwnRelease = 'notNeeded' | 'toAsk' | 'asked' | 'granted'

export async function ownReleaseOf(
  releases: readonly KeyRelease[],
  ownId: string | null,
): Promise<OwnRelease> {
  if (!(await readAccessRules()).twoPersons) return 'notNeeded'
  const own = releases.find(({ askedById }) => askedById === ownId)
  if (!own) return 'toAsk'
  return own.granted ? 'granted' : 'asked'
}
