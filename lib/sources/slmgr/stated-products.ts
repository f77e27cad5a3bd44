import type { LicenseObservation } from '@/lib/activation/observation'

/** More products than one machine has keys for. */
const REMEMBERED = 1000

/**
 * What a transcript already told about a product by /dli or /dlv, so that /xpr of the same product adds to
 * it instead of speaking of a product without ids.
 */
export class StatedProducts {
  private readonly seen = new Map<string, LicenseObservation>()

  remember(observation: LicenseObservation): void {
    const { partialKey, activationId } = observation.product
    if (partialKey === undefined && activationId === undefined) return
    if (this.seen.size >= REMEMBERED) this.seen.clear()
    this.seen.set(keyOf(observation), observation)
  }

  /** The /xpr statement with the product's known ids; absent when it tells nothing new. */
  complete(said: LicenseObservation): LicenseObservation | undefined {
    const before = this.seen.get(keyOf(said))
    if (before === undefined) return said
    const isNew =
      said.status !== before.status || (said.expiresAt !== undefined && before.expiresAt === undefined)
    return isNew ? { ...said, product: before.product } : undefined
  }
}

const keyOf = ({ client, product }: LicenseObservation) => `${client.name}|${product.name}`
