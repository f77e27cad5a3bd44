import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { srvChances } from '../discovery/srv-choice'
import { draw } from './draw'
import { pickHost } from './pick-host'
import { simHost } from './sim-hosts'

const hosts = (...records: { priority?: number; weight?: number; published?: boolean }[]) =>
  records.map((record, place) => simHost({ name: `kms${place}`, keys: ['server-2022'], ...record }, []))

/** How often each host is taken in 1,000 evenly spread draws. */
function shares(records: ReturnType<typeof hosts>, generation: string, tried: number[] = []): number[] {
  const counts = records.map(() => 0)
  for (let n = 0; n < 1000; n += 1) {
    const place = pickHost(records, new Set(tried), generation, (n + 0.5) / 1000)
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
    ['evenly on Vista, whatever priority and weight', unequal, 'Windows Vista', [], [333, 334, 333]],
    ['evenly on Server 2008 too', unequal, 'Windows Server 2008', [], [333, 334, 333]],
    ['by weight within the lowest priority later', unequal, 'Windows 7', [], [250, 750, 0]],
    ['of the next priority when the lowest is used up', unequal, 'Windows 10', [0, 1], [0, 0, 1000]],
    ['evenly where all weights are 0', hosts({}, {}), 'Windows 10', [], [500, 500]],
    [
      'one part for weight 0 beside weights',
      hosts({ weight: 0 }, { weight: 9 }),
      'Windows 10',
      [],
      [100, 900],
    ],
    ['never one that is not published', hosts({ published: false }, {}), 'Windows Vista', [], [0, 1000]],
  ])('%s', (_, records, generation, tried, expected) => {
    expect(shares(records, generation, tried)).toEqual(expected)
  })

  it('finds none when all are tried', () => {
    expect(pickHost(hosts({}), new Set([0]), 'Windows 10', 0.5)).toBe(-1)
    expect(pickHost(hosts({}), new Set([0]), 'Windows Vista', 0.5)).toBe(-1)
  })

  it('as often as the chances say, with the numbers that the simulation draws', () => {
    const DRAWS = 4000
    const records = fc.array(fc.record({ priority: fc.nat(2), weight: fc.nat(40) }), {
      minLength: 1,
      maxLength: 5,
    })
    const generations = fc.constantFrom('Windows Vista', 'Windows Server 2008', 'Windows 7', 'Windows 10/11')
    fc.assert(
      fc.property(records, generations, fc.nat(10_000), (list, generation, seed) => {
        const all = hosts(...list)
        const counts = all.map(() => 0)
        for (let n = 0; n < DRAWS; n += 1) {
          const place = pickHost(all, new Set(), generation, draw(seed, n, 1))
          counts[place] = (counts[place] ?? 0) + 1
        }
        const chances = srvChances(all, generation).map(({ chance }) => chance)
        for (const [place, chance] of chances.entries()) {
          // Five standard deviations: wrong once in a million hosts.
          const margin = 5 * Math.sqrt(DRAWS * chance * (1 - chance)) + 1e-9
          expect(Math.abs((counts[place] ?? 0) - DRAWS * chance)).toBeLessThanOrEqual(margin)
        }
      }),
      { numRuns: 40 },
    )
  })
})
