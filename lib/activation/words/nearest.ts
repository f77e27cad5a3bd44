/**
 * How many slips of the finger lie between two words: a letter missing, added, another one, or two swapped
 * (optimal string alignment). Grows with the product of the lengths, so give it words.
 */
export function slipsBetween(one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1]
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const plain = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      row.push(isSwapped ? Math.min(plain, (before[j - 2] ?? 0) + 1) : plain)
    }
    ;[before, last] = [last, row]
  }
  return last[other.length] ?? 0
}

/** One slip in words up to five letters, two in longer ones. */
const slipsAllowed = (word: string) => (word.length <= 5 ? 1 : 2)

/** The word that was probably meant; absent where none is near, or where several are equally near and different. */
export function nearestWord(word: string, words: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase()
  let best: { word: string; slips: number } | undefined
  let isTie = false
  for (const candidate of words) {
    if (Math.abs(candidate.length - wanted.length) > slipsAllowed(wanted)) continue
    const slips = slipsBetween(wanted, candidate.toLowerCase())
    if (slips > slipsAllowed(wanted)) continue
    if (best !== undefined && slips === best.slips) isTie = true
    if (best === undefined || slips < best.slips) [best, isTie] = [{ word: candidate, slips }, false]
  }
  return isTie ? undefined : best?.word
}
