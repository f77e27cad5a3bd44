import { describe, expect, it } from 'vitest'
import { pickHost } from './pick-host'
import { simHost } from './sim-hosts'

const hosts = (...records: { priority?: number; weight?: number; published?: boolean }[]) =>
  records.map((record, place) => simHost({ name: `kms${place}`, keys: ['server-2022'], ...record }, []))

/** How often each host is taken in 1,000 evenly spread draws. */
function shares(records: ReturnType<typeof hosts>, heedsPriority: boolean, tried: number[] = []): number[] {
  const counts = records.map(() => 0)
  for (let n = 0; n < 1000; n += 1) {
    const place = pickHost(records, new Set(tried), heedsPriority, (n + 0.5) / 1000)
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts
}

describe('a client chooses among SRV records', () => {
  const unequal = hosts(
    { priority: 0, weight: 10 },
    { priority: 0, weight: 30 },
    { priority: 10, weight: 50 },
  )

  it.each([
    ['evenly on Vista and Server 2008, whatever priority and weight', unequal, false, [], [333, 334, 333]],
    ['by weight within the lowest priority later', unequal, true, [], [250, 750, 0]],
    ['of the next priority when the lowest is used up', unequal, true, [0, 1], [0, 0, 1000]],
    ['evenly where all weights are 0', hosts({}, {}), true, [], [500, 500]],
    ['one part for weight 0 beside weights', hosts({ weight: 0 }, { weight: 9 }), true, [], [100, 900]],
    ['never one that is not published', hosts({ published: false }, {}), false, [], [0, 1000]],
  ])('%s', (_, records, heedsPriority, tried, expected) => {
    expect(shares(records, heedsPriority, tried)).toEqual(expected)
  })

  it('finds none when all are tried', () => {
    expect(pickHost(hosts({}), new Set([0]), true, 0.5)).toBe(-1)
    expect(pickHost(hosts({}), new Set([0]), false, 0.5)).toBe(-1)
  })
})
