import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kms/timers'
import { type IncreaseRequest, sayIncreaseRequest, suggestedIncrease } from './mak-increase-request'
import type { LedgerEntry } from './mak-ledger'

const START = Date.UTC(2026, 0, 1)
const NOW = START + 90 * DAY_MS

let number = 0
const base = (day: number) => ({
  idempotencyKey: `entry-${number++}`,
  at: new Date(START + day * DAY_MS).toISOString(),
  source: 'test',
})
const granted = (count: number): LedgerEntry => ({ ...base(0), kind: 'increase', count })
const activation = (day: number, count: number): LedgerEntry => ({ ...base(day), kind: 'activation', count })
const rebuild = (day: number, count: number): LedgerEntry => ({
  ...base(day),
  kind: 'reactivation',
  count,
  cause: 'rebuild',
})

/** 12 weeks of 5 new machines and 2 rebuilds, Microsoft counting 3 more than we saw. */
const LEDGER: LedgerEntry[] = [
  granted(1200),
  ...Array.from({ length: 12 }, (_, week) => [activation(7 * week + 3, 5), rebuild(7 * week + 4, 2)]).flat(),
  { ...base(88), kind: 'correction', change: -6 },
  { ...base(89), kind: 'microsoftCount', remaining: 1107 },
]

const REQUEST: IncreaseRequest = {
  product: 'Windows 11 Enterprise',
  lastFive: '7XQ2P',
  agreement: '1234567',
  ledger: LEDGER,
  wanted: 400,
  why: 'A new branch opens in June with 350 machines that reach no KMS host.',
}

describe('a request for more activations', () => {
  it('says everything the one who grants it asks for', () => {
    expect(sayIncreaseRequest(REQUEST, NOW).split('\n')).toEqual([
      'Request for more activations of a multiple activation key (MAK)',
      '',
      'Agreement: 1234567',
      'Product: Windows 11 Enterprise',
      'Key, last five characters: 7XQ2P',
      'Granted so far: 1,200 activations',
      'Used so far: 93 activations (60 on new machines, 24 again after a rebuild, 6 by corrections, 3 that only Microsoft counts)',
      'Left: 1,107 activations. Microsoft said 1,107 on 31 Mar, none used since.',
      'Use: 84 activations in the last 90 days, about 28 in 30 days (60 on new machines, 24 again after a rebuild)',
      expect.stringMatching(
        /^Forecast: 1,107 activations left at about 28 in 30 days: used up around .+ \d{4}, probably between .+ and .+\.$/,
      ),
      '',
      'Wanted: 400 more',
      'Why: A new branch opens in June with 350 machines that reach no KMS host.',
      '',
      'Figures as of 1 Apr 2026, from our own ledger of this key.',
    ])
  })

  it('leaves a line to fill in where agreement or reason are not given', () => {
    const text = sayIncreaseRequest({ ...REQUEST, agreement: undefined, why: '  ' }, NOW)
    expect(text).toContain('Agreement: (please fill in)')
    expect(text).toContain('Why: (please fill in)')
  })

  it('holds no whole key, even where one was pasted into the reason', () => {
    const why = 'For BCDFG-HJKMP-QRTVW-XY234-67892, the key of the lab'
    const text = sayIncreaseRequest({ ...REQUEST, why }, NOW)
    expect(text).not.toContain('BCDFG')
    expect(text).toContain('67892, the key of the lab')
  })

  it('says that Microsoft’s count is not on record, and that there is no rate', () => {
    const text = sayIncreaseRequest({ ...REQUEST, ledger: [granted(50)] }, NOW)
    expect(text).toContain('Used so far: 0 activations\n')
    expect(text).toContain('Left: 50 activations. 50 granted, 0 used by our count.')
    expect(text).toContain('Use: too few activations in the last 90 days for a rate')
    expect(text).toContain('Forecast: Nothing was activated in the last 90 days.')
  })

  it('gives the rate of a key that is used up: it is the one that needs more', () => {
    const text = sayIncreaseRequest({ ...REQUEST, ledger: [granted(40), activation(10, 40)] }, NOW)
    expect(text).toContain('Left: 0 activations')
    expect(text).toContain('Use: 40 activations in the last 90 days')
    expect(text).toContain('Forecast: No activation is left.')
  })
})

describe('a suggested increase', () => {
  it('covers a year at the high end of the rate, in whole tens', () => {
    const answer = suggestedIncrease([granted(100), activation(20, 30), activation(50, 30)], NOW)
    if (!answer.ok) throw new Error('No suggestion')
    expect(answer.perDay).toBeGreaterThan(60 / 90)
    expect(answer.count % 10).toBe(0)
    expect(answer.count).toBeGreaterThanOrEqual(answer.perDay * 365 - 40)
    expect(answer.count).toBeLessThan(answer.perDay * 365 - 40 + 10)
  })

  it('is 0 where what is left lasts', () => {
    expect(suggestedIncrease([granted(9000), activation(20, 9)], NOW)).toMatchObject({ ok: true, count: 0 })
  })

  it('is refused where too little is known for a rate', () => {
    expect(suggestedIncrease([granted(9000), activation(20, 2)], NOW)).toMatchObject({
      ok: false,
      refusal: { kind: 'tooLittleKnown', spent: 2 },
    })
  })

  it('makes the key last as long as it was reckoned for', () => {
    const spent = fc.array(fc.record({ day: fc.nat(89), count: fc.integer({ min: 1, max: 20 }) }), {
      minLength: 3,
    })
    fc.assert(
      fc.property(spent, fc.integer({ min: 30, max: 800 }), (list, coverDays) => {
        const ledger = [granted(500), ...list.map(({ day, count }) => activation(day, count))]
        const answer = suggestedIncrease(ledger, NOW, coverDays)
        if (!answer.ok) throw new Error('No suggestion')
        const left = 500 - list.reduce((sum, { count }) => sum + count, 0) + answer.count
        expect(left / answer.perDay).toBeGreaterThanOrEqual(coverDays - 1e-6)
      }),
    )
  })
})
