import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HostCache } from './host-cache'

const DAY = 86_400

/** One question: the CMID, its threshold, days since the question before. */
const question = fc.record({
  id: fc.integer({ min: 0, max: 70 }),
  minimumCount: fc.oneof(
    { weight: 60, arbitrary: fc.constant(5) },
    { weight: 1, arbitrary: fc.constant(25) },
  ),
  // Mostly so close together that the cache is full.
  days: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(0, 0.25, 1) },
    { weight: 1, arbitrary: fc.constantFrom(10, 30) },
  ),
})

it('holds what a list of the most recent CMIDs holds, kept the plain way', () => {
  fc.assert(
    fc.property(fc.array(question, { minLength: 40, maxLength: 150 }), (questions) => {
      const cache = new HostCache()
      let list: { id: number; at: number }[] = []
      let cap = 0
      let now = 0
      for (const { id, minimumCount, days } of questions) {
        now += days * DAY
        cap = Math.max(cap, 2 * minimumCount)
        list = [...list.filter((slot) => slot.id !== id && slot.at > now - 30 * DAY), { id, at: now }].slice(
          -cap,
        )
        cache.makeRoom(minimumCount)
        cache.note(id, now)
        expect(cache.cap).toBe(cap)
        expect(cache.count(now)).toBe(list.length)
      }
      for (let later = now; later <= now + 31 * DAY; later += DAY / 4) {
        expect(cache.count(later)).toBe(list.filter(({ at }) => at > later - 30 * DAY).length)
      }
    }),
  )
})

it('keeps its 50 slots when only servers ask from then on', () => {
  const cache = new HostCache()
  cache.makeRoom(25)
  for (let id = 0; id < 60; id += 1) {
    cache.makeRoom(5)
    cache.note(id, id)
  }
  expect([cache.cap, cache.count(60)]).toEqual([50, 50])
})
