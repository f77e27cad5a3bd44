/** Calls of one token at once: those beyond come again. */
export const MOST_OF_A_TOKEN = 16
/** Calls of all; from `CROWDED` on each token has its share alone, so that a few greedy ones keep nobody out. */
const MOST_OF_ALL = 64
const CROWDED = 48

/** Which limit keeps one more call of a token out, if any. `calls` are those on their way, by token. */
export function limitReached(
  calls: ReadonlyMap<string, number>,
  tokenId: string,
): 'its own' | 'its share' | 'all' | undefined {
  const own = calls.get(tokenId) ?? 0
  if (own >= MOST_OF_A_TOKEN) return 'its own'
  const all = [...calls.values()].reduce((sum, count) => sum + count, 0)
  if (all >= MOST_OF_ALL) return 'all'
  const tokens = calls.size + (own === 0 ? 1 : 0)
  return all >= CROWDED && own > 0 && own >= Math.floor(CROWDED / tokens) ? 'its share' : undefined
}
