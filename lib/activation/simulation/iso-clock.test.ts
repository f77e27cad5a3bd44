import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IsoClock } from './iso-clock'

it('writes any instants, in any order, as Date does', () => {
  const instant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(9999, 11, 31) })
  fc.assert(
    fc.property(fc.array(instant), (instants) => {
      const clock = new IsoClock()
      const near = instants.flatMap((ms) => [ms, ms + 1, ms - 3_600_000 * 5])
      for (const ms of near) expect(clock.textOf(ms)).toBe(new Date(ms).toISOString())
    }),
  )
})
