/**
 * Random numbers by position instead of in sequence: the same seed, place and turn give the same number,
 * whatever else was drawn before. So one client more does not change what the others do.
 */

/** A whole number in [0, 2^32). The mixing is that of MurmurHash3. */
export function drawWord(seed: number, place: number, turn: number): number {
  let hash = stir(seed | 0, place)
  hash = stir(hash, turn)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A number in [0, 1). */
export function draw(seed: number, place: number, turn: number): number {
  return drawWord(seed, place, turn) / 4_294_967_296
}

function stir(hash: number, word: number): number {
  let mixed = Math.imul(word, 0xcc9e2d51)
  mixed = (mixed << 15) | (mixed >>> 17)
  const next = hash ^ Math.imul(mixed, 0x1b873593)
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0
}

const HEX = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'))

const high = (word: number) => HEX[word >>> 16]
const low = (word: number) => HEX[word & 0xffff]

/** A random GUID (version 4), lower case. */
export function drawGuid(seed: number, place: number, turn: number): string {
  const first = drawWord(seed ^ 0x51ab_0001, place, turn)
  const second = drawWord(seed ^ 0x51ab_0002, place, turn)
  const third = drawWord(seed ^ 0x51ab_0003, place, turn)
  const fourth = drawWord(seed ^ 0x51ab_0004, place, turn)
  const version = HEX[(second & 0x0fff) | 0x4000]
  const variant = HEX[((third >>> 16) & 0x3fff) | 0x8000]
  return `${high(first)}${low(first)}-${high(second)}-${version}-${variant}-${low(third)}${high(fourth)}${low(fourth)}`
}
