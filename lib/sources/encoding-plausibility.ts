/** Letters beyond ASCII of the Western European languages, by how surely they speak for a reading. */
const COMMON = new Set('áéíóúñüöäßàèìòùâêîôûçëïãõåæøœ')
const COMMON_UPPER = new Set('ÁÉÍÓÚÑÜÖÄÀÈÊÇÂÎÔÃÕÅÆØ')
/** Signs that real console text holds beside letters. */
const SIGNS = new Set('®©™°«»“”„’‘–—…·¿¡ºª€£§\u00a0')

const isCyrillic = (character: string) => /[\u0410-\u044f\u0401\u0451]/.test(character)
const isAsciiLetter = (character: string | undefined) => character !== undefined && /[A-Za-z]/.test(character)

/**
 * How much a decoded text looks like words of a Western European or Russian console: letters of those
 * languages inside words speak for it; box drawing, Greek, undefined and control characters inside
 * words speak against it. Only the relation between two readings of the same bytes means anything.
 */
export function plausibilityOf(text: string): number {
  let score = 0
  for (const word of text.match(/[^\s]*[^\p{ASCII}][^\s]*/gu) ?? []) score += plausibilityOfWord(word)
  return score
}

function plausibilityOfWord(word: string): number {
  const characters = [...word]
  const cyrillic = characters.filter(isCyrillic).length
  const latin = characters.some((character) => isAsciiLetter(character))
  if (cyrillic >= 3 && !latin) return plausibilityOfCyrillicWord(word, cyrillic)
  let score = 0
  characters.forEach((character, index) => {
    if (character > '\u007f') score += weightOf(character, characters[index - 1], characters[index + 1])
  })
  // More letters beyond ASCII than ASCII ones: no Western word looks like that.
  const foreign = characters.filter((character) => character > '\u007f').length
  return foreign >= 3 && foreign * 2 > characters.length ? score - foreign : score
}

function plausibilityOfCyrillicWord(word: string, letters: number): number {
  const looksRight =
    /^[^\p{L}]*[А-ЯЁа-яё]?[а-яё]+[^\p{L}]*$/u.test(word) || /^[^\p{L}]*[А-ЯЁ]+[^\p{L}]*$/u.test(word)
  return looksRight ? letters : -letters
}

function weightOf(character: string, before: string | undefined, after: string | undefined): number {
  const insideWord = isAsciiLetter(before) || isAsciiLetter(after)
  if (COMMON.has(character)) return insideWord ? 2 : 1
  if (COMMON_UPPER.has(character)) return /[a-z]/.test(before ?? '') ? -1 : 1.5
  if (SIGNS.has(character)) return isAsciiLetter(before) && isAsciiLetter(after) ? -1 : 0.5
  return insideWord ? -2 : -0.5
}
