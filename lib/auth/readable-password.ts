import { randomInt } from 'node:crypto'

// Consonant-vowel syllables without letters that look alike.
const CONSONANTS = 'bdfgkmnprstvz'
const VOWELS = 'aeiou'

/** Three words of six letters and a number, such as 'dabiso-kemuta-rovine-47': about 56 bits. */
export function readablePassword(): string {
  const words = [word(), word(), word()]
  return [...words, String(randomInt(10, 100))].join('-')
}

function word(): string {
  return [1, 2, 3].map(() => pick(CONSONANTS) + pick(VOWELS)).join('')
}

function pick(letters: string): string {
  return letters.charAt(randomInt(letters.length))
}
