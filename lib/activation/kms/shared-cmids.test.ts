import { describe, expect, it } from 'vitest'
import { type CmidUse, commonPrefix, judgeCmid } from './shared-cmids'
import { DAY_MS } from './timers'

const NOW = Date.parse('2026-11-22T00:00:00Z')
const use = (machine: string, firstDaysAgo: number, lastDaysAgo: number, ownDaysAgo?: number): CmidUse => ({
  machine,
  firstAt: NOW - firstDaysAgo * DAY_MS,
  lastAt: NOW - lastDaysAgo * DAY_MS,
  ...(ownDaysAgo !== undefined && { ownSince: NOW - ownDaysAgo * DAY_MS }),
})

describe('machines with one CMID', () => {
  it('are clones when they use it at the same time', () => {
    expect(judgeCmid([use('lab-1', 20, 1), use('lab-2', 19, 2)], NOW)).toEqual({
      kind: 'shared',
      now: ['lab-1', 'lab-2'],
      cured: [],
      gone: [],
    })
  })

  it('are one renamed machine when the second begins where the first ends', () => {
    expect(judgeCmid([use('old', 90, 31), use('new', 30, 1)], NOW)).toEqual({ kind: 'renamed' })
    expect(judgeCmid([use('a', 90, 60), use('c', 30, 1), use('b', 59, 31)], NOW)).toEqual({ kind: 'renamed' })
  })

  it('are clones when three were seen once each within a month', () => {
    expect(judgeCmid([use('a', 9, 9), use('b', 7, 7), use('c', 5, 5)], NOW)).toMatchObject({ kind: 'shared' })
  })

  it('are one machine when it is alone', () => {
    expect(judgeCmid([use('pc', 90, 1)], NOW)).toEqual({ kind: 'renamed' })
  })

  it('are followed until each has a CMID of its own', () => {
    const uses = [use('lab-1', 60, 1), use('lab-2', 58, 9, 8), use('lab-3', 50, 40)]
    expect(judgeCmid(uses, NOW)).toEqual({
      kind: 'shared',
      now: ['lab-1'],
      cured: ['lab-2'],
      gone: ['lab-3'],
    })
  })
})

it.each([
  [['lab-2024-01.corp.example', 'lab-2024-02.corp.example'], 'lab-2024-'],
  [['kiosk1', 'kiosk12'], 'kiosk'],
  [['alpha', 'beta'], ''],
])('the common beginning of %j is %j', (names, prefix) => {
  expect(commonPrefix(names)).toBe(prefix)
})
