import { describe, expect, it } from 'vitest'
import { type PeriodChoice, resolvePeriod } from './period'

const TODAY = '2026-11-30'

describe('a period ends where it can', () => {
  it.each<[PeriodChoice, string, string]>([
    [{ from: '2026-11-01', to: '2026-11-20' }, '2026-11-01', '2026-11-20'],
    [{ from: '2026-11-01', to: '9999-12-31' }, '2026-11-01', TODAY],
    [{ from: '2026-11-20', to: '2026-11-01' }, '2026-11-01', '2026-11-01'],
    [{ from: '2027-05-01', to: '2027-06-01' }, TODAY, TODAY],
    [{ from: '0000-01-01', to: '2026-11-20' }, '2006-01-01', '2026-11-20'],
    [{ from: '0000-01-01', to: '0001-01-01' }, '2006-01-01', '2006-01-01'],
  ])('%j', (choice, from, to) => {
    expect(resolvePeriod(choice, TODAY)).toEqual({ from, to })
  })
})

it.each<[PeriodChoice, string, string]>([
  [{ word: 'last13m' }, '2025-10-01', TODAY],
  [{ word: 'lastMonth' }, '2026-10-01', '2026-10-31'],
  [{ word: 'thisQuarter' }, '2026-10-01', TODAY],
  [{ word: 'lastQuarter' }, '2026-07-01', '2026-09-30'],
])('%j is whole months', (choice, from, to) => {
  expect(resolvePeriod(choice, TODAY)).toEqual({ from, to })
})
