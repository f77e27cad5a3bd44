import { describe, expect, it } from 'vitest'
import { type CountComparison, explainDifference } from './count-difference'
import { countOutlook } from './count-outlook'
import { sayCoverage, sayDifference, sayNeed, sayReason, sayServes, sayStop } from './count-sentence'
import type { LogGap } from './log-coverage'

const gap: LogGap = {
  cause: 'counters',
  from: Date.parse('2026-11-01T00:00:00Z'),
  to: Date.parse('2026-11-08T00:00:00Z'),
  missing: 3,
}
const given: CountComparison = {
  reported: 17,
  logged: 17,
  bounds: { lower: 17, upper: 17 },
  coverage: { grade: 'noSign', gaps: [], isWholeHistory: false },
  cap: 50,
  clones: 0,
  virtualNotCounted: 0,
  refusedUncounted: 0,
  otherKeys: [],
  hasRestarted: false,
}
const explain = (facts: Partial<CountComparison>) => {
  const all = { ...given, ...facts }
  const difference = explainDifference(all)
  return [sayDifference(all.reported, all.bounds, difference), ...difference.reasons.map(sayReason)]
}
const withGap = { coverage: { grade: 'gaps' as const, gaps: [gap], isWholeHistory: false } }

describe('the count of a host against its log', () => {
  it('agrees', () => {
    expect(explain({})).toEqual(['The host reported 17, and its log gives the same count.'])
  })

  it('lies within the bounds, and the gap is named', () => {
    expect(explain({ reported: 19, bounds: { lower: 17, upper: 20 }, ...withGap })).toEqual([
      'The host reported 19; its log, with gaps, allows 17 to 20.',
      'The host counted more requests than its log holds, from 1 Nov 2026 to 8 Nov 2026. At most 3 requests are missing.',
    ])
  })

  it('is more than the log explains: requests are missing although nothing shows where', () => {
    expect(explain({ reported: 21 })).toEqual([
      'The host reported 21; its log gives 17: 4 more than the log explains.',
      'The log must lack requests, but nothing shows where. Import the full log again.',
    ])
  })

  it('is fewer: what may explain it comes most likely first', () => {
    const reasons = explain({
      reported: 9,
      hasRestarted: true,
      clones: 6,
      virtualNotCounted: 4,
      refusedUncounted: 2,
      otherKeys: [{ countedAs: 'Office 2019', machines: 5 }],
    })
    expect(reasons[0]).toBe('The host reported 9; its log gives 17: 8 fewer than the log explains.')
    expect(reasons.slice(1).map((reason) => reason.slice(0, 24))).toEqual([
      'The host’s counters rest',
      'The host reports 9, at m',
      '6 more machines asked wi',
      '4 requests came from vir',
      '2 requests were refused ',
      '5 machines asked its key',
    ])
  })
})

describe('whom a count serves', () => {
  const slots = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      cmid: `m${index}`,
      leavesAt: new Date(Date.UTC(2026, 10, index + 1)).toISOString(),
    }))
  const said = (lower: number, upper = lower) =>
    sayServes(countOutlook('Windows', slots(lower)), { lower, upper })

  it.each([
    [30, 30, 'It activates client editions and servers.'],
    [17, 17, 'It activates servers, not client editions.'],
    [3, 3, 'It activates neither client editions nor servers.'],
    [17, 30, 'It activates servers, may activate client editions.'],
    [3, 30, 'It may activate client editions and servers.'],
  ])('between %i and %i', (lower, upper, sentence) => {
    expect(said(lower, upper)).toBe(sentence)
  })

  it('says what is missing and until when it holds', () => {
    const [clients, servers] = countOutlook('Windows', slots(19)).map(sayNeed)
    expect(clients).toBe(
      '25 needed for client editions: 6 more machines must ask within 30 days, each with its own CMID.',
    )
    expect(servers).toBe(
      '5 needed for servers: reached; if no other machine asks, it falls below 5 on 15 Nov 2026.',
    )
  })

  it('says what happens when machines stop', () => {
    const outcome = {
      count: 24,
      settledAt: '2026-11-10T00:00:00Z',
      falls: [{ who: 'clients' as const, needed: 25, at: '2026-11-09T00:00:00Z' }],
    }
    expect(sayStop(2, outcome)).toBe(
      'Without 2 machines the count is 24 on 10 Nov 2026, when the last of them expires. It falls below 25 on 9 Nov 2026: it stops activating client editions.',
    )
  })
})

it('says how much of the log is there', () => {
  expect(sayCoverage({ grade: 'proven', gaps: [], isWholeHistory: true })).toContain('The log is complete')
  expect(sayCoverage({ grade: 'gaps', gaps: [gap], isWholeHistory: false })).toBe(
    'The log has a gap, so the count is a range.',
  )
})
