import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kms/timers'
import { balancePoints } from './balance-points'
import { entryWords } from './entry-words'
import { ledgerAnswer, sayRate } from './ledger-sentence'
import { forecast } from './mak-forecast'
import type { LedgerEntry } from './mak-ledger'

const NOW = Date.UTC(2026, 10, 22, 12)
let number = 0
const ago = (days: number) => ({
  idempotencyKey: `entry-${number++}`,
  at: new Date(NOW - days * DAY_MS).toISOString(),
  source: 'test',
})
const granted = (count: number, days = 200): LedgerEntry => ({ ...ago(days), kind: 'increase', count })
const used = (count: number, days: number): LedgerEntry => ({ ...ago(days), kind: 'activation', count })
const reported = (remaining: number, days: number): LedgerEntry => ({
  ...ago(days),
  kind: 'microsoftCount',
  remaining,
})

describe('the answer of a ledger', () => {
  it('says what is left, what that is made of, and until when it lasts', () => {
    const weekly = Array.from({ length: 12 }, (_, week) => used(12, 7 * week + 15))
    const ledger = [granted(250), ...weekly, used(65, 14), reported(38, 10)]
    const answer = ledgerAnswer(ledger, NOW, false)
    expect(answer.tone).toBe('ok')
    expect(answer.headline).toBe('38 of 250 activations left')
    expect(answer.detail).toContain('Microsoft said 38 on 12 Nov, none used since.')
    expect(answer.detail).toMatch(/At 2 a day it runs out about \d+ Dec, probably (between|from) /)
  })

  it.each<[string, LedgerEntry[], string, string]>([
    ['nothing at all', [], 'watch', 'No activation seen, and the number granted is not entered'],
    [
      'uses without a grant',
      [used(31, 3)],
      'watch',
      '31 activations seen, and the number granted is not entered',
    ],
    ['an overdraw', [granted(10), used(12, 3)], 'bad', 'Overdrawn: 2 activations more than the 10 granted'],
    ['a key that is used up', [granted(10), used(10, 3)], 'bad', '0 of 10 activations left'],
    ['a fresh key', [granted(10)], 'ok', '10 of 10 activations left'],
  ])('of %s', (_what, ledger, tone, headline) => {
    expect(ledgerAnswer(ledger, NOW, false)).toMatchObject({ tone, headline })
  })

  it('is watched when a rule for warnings is broken', () => {
    expect(ledgerAnswer([granted(10)], NOW, true).tone).toBe('watch')
  })

  it.each([
    [9.2, '9 a day'],
    [0.5, '4 a week'],
    [0.1, '3 in 30 days'],
    [0.001, '1 in 30 days'],
  ])('says a rate of %s a day as %s', (perDay, words) => {
    expect(sayRate(perDay)).toBe(words)
  })
})

describe('the points of the chart', () => {
  const weekly = Array.from({ length: 12 }, (_, week) => used(6, 7 * week + 2))
  const ledger = [granted(100), ...weekly, reported(25, 2)]
  const points = balancePoints(ledger, forecast(ledger, NOW), NOW)

  it('go day by day without a gap, the past first', () => {
    const days = points.map(({ day }) => Date.parse(day))
    expect(days.every((time, index) => index === 0 || time - (days[index - 1] ?? 0) === DAY_MS)).toBe(true)
    expect(points.find(({ day }) => day === '2026-11-22')).toEqual({ day: '2026-11-22', left: 25 })
    expect(points.find(({ day }) => day === '2026-11-20')).toMatchObject({ reported: 25 })
  })

  it('go on with a band around the likely course, never below zero', () => {
    const ahead = points.filter(({ likely }) => likely !== undefined)
    expect(ahead.length).toBeGreaterThan(7)
    for (const { likely = 0, band = [0, 0] as const } of ahead) {
      expect(band[0] ?? -1).toBeGreaterThanOrEqual(0)
      expect(band[0]).toBeLessThanOrEqual(likely)
      expect(likely).toBeLessThanOrEqual(band[1])
    }
  })

  it('are none for an empty ledger', () => {
    expect(balancePoints([], forecast([], NOW), NOW)).toEqual([])
  })
})

it.each([
  [{ kind: 'activation', isPlanned: true, isObserved: false }, { name: 'Planned activation' }],
  [
    { kind: 'activation', isPlanned: false, isObserved: true, coveredBy: 4 },
    { name: 'Activation', note: 'Seen licensed; counted when planned, entry 4' },
  ],
  [
    { kind: 'reactivation', cause: 'rebuild', isPlanned: false, isObserved: true },
    { name: 'Reactivation, rebuild', note: 'Same name, new ID: counts again' },
  ],
  [
    { kind: 'correction', isPlanned: false, isObserved: false, takesBack: 3 },
    { name: 'Correction', note: 'Reverses entry 3' },
  ],
  [
    { kind: 'microsoftCount', remaining: 1200, isPlanned: false, isObserved: false },
    { name: 'Microsoft’s count: 1,200 left' },
  ],
] as const)('an entry says of itself what it is: %o', (facts, words) => {
  expect(entryWords(facts)).toEqual(words)
})
