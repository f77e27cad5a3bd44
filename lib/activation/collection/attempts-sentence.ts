import { sayCount } from '../words/say-amounts'
import { type CollectionOutcome, OUTCOMES } from './outcome-table'

/** '1,200 machines tried: 1,031 read, 94 no answer, 41 access denied.' */
export function attemptsSentence(counts: Partial<Record<CollectionOutcome, number>>): string {
  const found = Object.entries(counts) as [CollectionOutcome, number][]
  const all = found.reduce((sum, [, count]) => sum + count, 0)
  if (all === 0) return 'No machine has been read by a collector yet.'
  const parts = found
    .toSorted(([one, a], [other, b]) => Number(other === 'read') - Number(one === 'read') || b - a)
    .map(([outcome, count]) => `${say(count)} ${OUTCOMES[outcome].words}`)
  return `${sayCount(all, 'machine')} tried: ${parts.join(', ')}.`
}

const say = (count: number) => count.toLocaleString('en-US')
