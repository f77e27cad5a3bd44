import type { KmsHostObservation, LicenseObservation } from '@/lib/activation/observation'

type ProductObservation = LicenseObservation | KmsHostObservation

/** More products than one transcript shows; a longer text forgets the earliest. */
const REMEMBERED = 5000

/**
 * Keeps the order of a transcript that shows one product twice with different content, as before and
 * after /ato. Without a time of its own the later one would be as old as the first and neither would
 * win, so it is dated one millisecond after it.
 */
export class RepeatedProducts {
  private readonly seen = new Map<string, { content: string; at: string }>()

  inOrder<T extends ProductObservation>(observation: T): T {
    const key = identityOf(observation)
    if (key === undefined) return observation
    const content = JSON.stringify({ ...observation, observedAt: '', expiresAt: '' })
    const before = this.seen.get(key)
    const isLater = before === undefined || before.content === content || observation.observedAt > before.at
    const at = isLater ? observation.observedAt : nextMillisecond(before.at, observation.observedAt)
    if (this.seen.size >= REMEMBERED) this.seen.clear()
    this.seen.set(key, { content, at })
    return at === observation.observedAt ? observation : { ...observation, observedAt: at }
  }
}

function identityOf(observation: ProductObservation): string | undefined {
  const { activationId, partialKey, name } = observation.product
  if (partialKey === undefined && activationId === undefined) return undefined
  const machine = observation.kind === 'license' ? observation.client.name : observation.host.name
  return [machine, partialKey ?? activationId, name].join('|')
}

/** Only a product seen at the same time needs another; an older time in a text is the text's own and stays. */
function nextMillisecond(before: string, own: string): string {
  const difference = Date.parse(before) - Date.parse(own)
  return difference < 1000 ? new Date(Date.parse(before) + 1).toISOString() : own
}
