/** Which host key of ours a KMS host carries, from what its reading tells. */

/** A host key of the inventory. */
export interface KnownHostKey {
  id: string
  lastFive: string
  /** Lower-case; empty where nobody said them. */
  activationIds: readonly string[]
  /** As a person said it. */
  keyGroup: string | null
}

/** What a KMS host says of its key. */
export interface HostKeyTraits {
  lastFive: string | null
  activationId: string | null
  /** The key group its product belongs to. */
  keyGroup: string | undefined
}

/**
 * activationId: the key names the activation ID. otherActivationIds: the only one with these last five, although it
 * names other activation IDs. onlyLastFive: the only one with them. product: several have them, and of one alone the
 * key group is that of the host's product.
 */
export type HostKeyMatchBasis = 'activationId' | 'otherActivationIds' | 'onlyLastFive' | 'product'

/** lastFive: nothing tells the key from others with the same last five. */
export type HostKeyBasis = HostKeyMatchBasis | 'lastFive'

export interface HostKeyMatch {
  keyId: string
  by: HostKeyMatchBasis
}

/** The key of ours; undefined when none has the last five, or several have and nothing tells which. */
export function matchHostKey(traits: HostKeyTraits, keys: readonly KnownHostKey[]): HostKeyMatch | undefined {
  const { lastFive, activationId, keyGroup } = traits
  const alike = keys.filter((key) => key.lastFive === lastFive)
  const named =
    activationId === null ? [] : alike.filter(({ activationIds }) => activationIds.includes(activationId))
  const [first, ...more] = named.length > 0 ? named : alike
  if (first === undefined) return undefined
  if (more.length === 0) return { keyId: first.id, by: basisOf(first, activationId) }
  const ofProduct = [first, ...more].filter((key) => key.keyGroup !== null && key.keyGroup === keyGroup)
  const [only, another] = ofProduct
  return only === undefined || another !== undefined ? undefined : { keyId: only.id, by: 'product' }
}

function basisOf({ activationIds }: KnownHostKey, activationId: string | null): HostKeyMatchBasis {
  if (activationId === null || activationIds.length === 0) return 'onlyLastFive'
  return activationIds.includes(activationId) ? 'activationId' : 'otherActivationIds'
}

/** What speaks for the match, in words. */
export function sayHostKeyBasis(by: HostKeyBasis, hasActivationId: boolean): string {
  switch (by) {
    case 'activationId':
      return 'Last five and activation ID'
    case 'otherActivationIds':
      return 'Last five; its activation ID does not belong to this key'
    case 'product':
      return `Last five and product${hasActivationId ? '' : '; the reading names no activation ID'}`
    case 'lastFive':
      return 'Last five only'
    case 'onlyLastFive':
      return hasActivationId
        ? 'Last five; no other key here has them'
        : 'Last five; the reading names no activation ID, and no other key here has them'
  }
}
