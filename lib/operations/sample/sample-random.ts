/** Pseudo-random numbers that come out the same for the same seed, so that the sample is always the same fleet. */
export interface SampleRandom {
  /** in [0, 1) */
  next(): number
  /** a whole number in [from, to] */
  whole(from: number, to: number): number
  /** a GUID */
  guid(): string
}

/** The generator "mulberry32". */
export function sampleRandom(seed: number): SampleRandom {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('')
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    guid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  }
}
