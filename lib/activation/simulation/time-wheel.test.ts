import fc from 'fast-check'
import { expect, it } from 'vitest'
import { TimeWheel } from './time-wheel'

it('gives entries in the order of their seconds, leaves out those at the end or later', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 }), (seconds) => {
      const wheel = new TimeWheel(seconds.length, 15_000)
      for (const [entry, second] of seconds.entries()) wheel.schedule(entry, second)
      const given: number[] = []
      for (let entry = wheel.next(); entry !== undefined; entry = wheel.next()) {
        expect(wheel.now).toBe(seconds[entry])
        given.push(wheel.now)
      }
      expect(given).toEqual(seconds.filter((second) => second < 15_000).sort((a, b) => a - b))
    }),
  )
})

it('takes an entry back in for the same hour and for a later one', () => {
  const wheel = new TimeWheel(2, 10_000)
  wheel.schedule(0, 10)
  const seen: [number | undefined, number][] = []
  for (const again of [10, 11, 3599, 3600, 9999]) {
    seen.push([wheel.next(), wheel.now])
    wheel.schedule(0, again)
  }
  expect(seen.map(([, second]) => second)).toEqual([10, 10, 11, 3599, 3600])
  expect([wheel.next(), wheel.now]).toEqual([0, 9999])
  expect(wheel.next()).toBeUndefined()
})

it('refuses the past', () => {
  const wheel = new TimeWheel(2, 10_000)
  wheel.schedule(0, 100)
  wheel.next()
  expect(() => wheel.schedule(0, 99)).toThrow('past')
})
