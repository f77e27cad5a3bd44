import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countIfStopped, countOutlook, type HeldSlot } from './count-outlook'

const at = (day: number) => new Date(Date.UTC(2026, 4, day)).toISOString()
const slots = (count: number): HeldSlot[] =>
  Array.from({ length: count }, (_, index) => ({ cmid: `m${index}`, leavesAt: at(index + 1) }))

describe('what a count is good for', () => {
  it('19 serve servers, and six more CMIDs are missing for clients', () => {
    expect(countOutlook('Windows', slots(19))).toEqual([
      { who: 'clients', needed: 25, serves: false, missing: 6 },
      { who: 'servers', needed: 5, serves: true, missing: 0, until: at(15) },
    ])
  })

  it('27 fall below 25 when the third of them leaves', () => {
    expect(countOutlook('Windows', slots(27))[0]).toMatchObject({ serves: true, until: at(3) })
  })

  it('Office needs five', () => {
    expect(countOutlook('Office 2019', slots(5))).toEqual([
      { who: 'office', needed: 5, serves: true, missing: 0, until: at(1) },
    ])
  })
})

describe('machines that stop', () => {
  it('26 without two of them is 24, below 25 from the moment the second leaves', () => {
    expect(countIfStopped('Windows', slots(26), new Set(['m3', 'm9']), { cap: 50, distinct: 26 })).toEqual({
      count: 24,
      settledAt: at(10),
      falls: [{ who: 'clients', needed: 25, at: at(10) }],
    })
  })

  it('make room for those that found none', () => {
    expect(countIfStopped('Windows', slots(50), new Set(['m3', 'm9']), { cap: 50, distinct: 80 })).toEqual({
      count: 50,
      settledAt: at(10),
      falls: [],
    })
  })

  it('none change nothing', () => {
    expect(countIfStopped('Windows', slots(30), new Set(), { cap: 50, distinct: 30 })).toEqual({
      count: 30,
      falls: [],
    })
  })

  it('the count at the moment of the fall is one below the need, and not before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 50 }),
        fc.array(fc.integer({ min: 0, max: 49 })),
        (days, chosen) => {
          const held = days.map((day, index) => ({ cmid: `m${index}`, leavesAt: at(day) }))
          const stopped = new Set(chosen.map((index) => `m${index}`))
          const outcome = countIfStopped('Windows', held, stopped, { cap: 50, distinct: held.length })
          for (const { needed, at: moment } of outcome.falls) {
            const left = (from: (leavesAt: string) => boolean) =>
              held.filter(({ cmid, leavesAt }) => !stopped.has(cmid) || from(leavesAt)).length
            expect(left((leavesAt) => leavesAt > moment)).toBeLessThan(needed)
            expect(left((leavesAt) => leavesAt >= moment)).toBeGreaterThanOrEqual(needed)
          }
        },
      ),
    )
  })
})
