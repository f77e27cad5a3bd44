import { describe, expect, it } from 'vitest'
import { addDays, expiryWeeks, trendFromDeltas } from './overview-shapes'

describe('the trend', () => {
  it('opens with what came before its first day and ends with today', () => {
    const deltas = [
      { day: '2026-01-01', condition: 'licensed' as const, delta: 10 },
      { day: '2026-03-02', condition: 'licensed' as const, delta: -1 },
      { day: '2026-03-02', condition: 'grace' as const, delta: 1 },
    ]
    const days = trendFromDeltas(deltas, '2026-03-01', '2026-03-03')
    expect(days.map(({ day, licensed, grace }) => [day, licensed, grace])).toEqual([
      ['2026-03-01', 10, 0],
      ['2026-03-02', 9, 1],
      ['2026-03-03', 9, 1],
    ])
  })

  it('does not mind in which order the deltas come', () => {
    const deltas = [
      { day: '2026-03-02', condition: 'licensed' as const, delta: -1 },
      { day: '2026-03-01', condition: 'licensed' as const, delta: 5 },
    ]
    expect(trendFromDeltas(deltas, '2026-03-02', '2026-03-02')[0]?.licensed).toBe(4)
  })
})

describe('the expiry horizon', () => {
  it('puts the seventh day in the first week and the eighth in the second', () => {
    const rows = [
      { day: '2026-03-07', cause: 'KMS' as const, clients: 3 },
      { day: '2026-03-08', cause: 'Directory' as const, clients: 2 },
      { day: '2026-09-01', cause: 'KMS' as const, clients: 99 },
    ]
    const weeks = expiryWeeks(rows, '2026-03-01', 2)
    expect(weeks).toEqual([
      { from: '2026-03-01', to: '2026-03-07', byCause: { KMS: 3 }, clients: 3 },
      { from: '2026-03-08', to: '2026-03-14', byCause: { Directory: 2 }, clients: 2 },
    ])
  })

  it('counts days across a change of daylight saving as UTC days', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  })
})
