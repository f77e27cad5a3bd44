import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kms/timers'
import { availableIn, driftOf } from './mak-drift'
import { forecast, lowCounts } from './mak-forecast'
import { balanceOf, effectOf, type LedgerEntry, record, spend } from './mak-ledger'
import { type MakHistory, type MakSighting, makUseOf, rebuildNeed } from './mak-use'

const START = Date.UTC(2026, 0, 1)
const onDay = (day: number) => new Date(START + day * DAY_MS).toISOString()

let number = 0
const base = (day: number) => ({ idempotencyKey: `entry-${number++}`, at: onDay(day), source: 'test' })
const granted = (count: number, day = 0): LedgerEntry => ({ ...base(day), kind: 'increase', count })
const activation = (day: number, count = 1): LedgerEntry => ({ ...base(day), kind: 'activation', count })
const rebuild = (day: number, count = 1): LedgerEntry => ({
  ...base(day),
  kind: 'reactivation',
  count,
  cause: 'rebuild',
})
const reported = (day: number, remaining: number): LedgerEntry => ({
  ...base(day),
  kind: 'microsoftCount',
  remaining,
})

describe('the balance of a MAK', () => {
  it('is what the entries add up to', () => {
    const ledger: LedgerEntry[] = [
      granted(100),
      activation(1),
      rebuild(2),
      { ...base(3), kind: 'reapplied' },
      { ...base(4), kind: 'correction', change: 2 },
      reported(5, 90),
      granted(50, 6),
    ]
    expect(ledger.map(effectOf)).toEqual([100, -1, -1, 0, 2, 0, 50])
    expect(balanceOf(ledger)).toBe(150)
  })

  it('refuses planned spending that overdraws, with the numbers', () => {
    expect(spend([granted(10), activation(1, 8)], [activation(2, 3)])).toEqual({
      ok: false,
      refusal: { kind: 'overdraw', balance: 2, asked: 3, missing: 1 },
    })
  })

  it('spends down to the last activation', () => {
    expect(spend([granted(3)], [activation(1, 3)])).toMatchObject({ ok: true, balance: 0 })
  })

  it('records what happened even below zero, and says by how much', () => {
    expect(record([granted(1)], [activation(1), rebuild(1)])).toMatchObject({
      ok: true,
      balance: -1,
      overdrawnBy: 1,
    })
  })

  it('takes a replay for what it is', () => {
    const entry = activation(1)
    expect(spend([granted(1), entry], [entry])).toEqual({ ok: true, entries: [], balance: 0 })
    expect(record([granted(5)], [entry, entry])).toMatchObject({ entries: [entry], balance: 4 })
  })

  it('refuses one idempotency key for two facts', () => {
    const entry = activation(1)
    const other: LedgerEntry = { ...entry, kind: 'activation', count: 2 }
    expect(record([granted(5), entry], [other])).toMatchObject({ ok: false, refusal: { kind: 'keyReused' } })
  })

  it('refuses one idempotency key for two counts of Microsoft', () => {
    const count: LedgerEntry = { ...base(1), kind: 'microsoftCount', remaining: 5 }
    expect(record([count], [{ ...count, remaining: 4 }]).ok).toBe(false)
    expect(record([count], [count])).toMatchObject({ ok: true, entries: [] })
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses a count of %s', (count) => {
    expect(record([granted(5)], [activation(1, count)])).toMatchObject({
      ok: false,
      refusal: { kind: 'notACount', field: 'count' },
    })
  })

  const amounts = fc.array(
    fc.tuple(fc.constantFrom('spend', 'observe', 'grant'), fc.integer({ min: 1, max: 9 })),
  )

  it('never goes below zero by planned spending, and always equals the sum of what was appended', () => {
    fc.assert(
      fc.property(amounts, (operations) => {
        const ledger: LedgerEntry[] = []
        let model = 0
        for (const [kind, count] of operations) {
          const entry = kind === 'grant' ? granted(count) : activation(1, count)
          const answer = kind === 'spend' ? spend(ledger, [entry]) : record(ledger, [entry])
          if (kind === 'spend') expect(answer.ok).toBe(model >= count)
          if (!answer.ok) continue
          ledger.push(...answer.entries)
          model += kind === 'grant' ? count : -count
          expect(answer.balance).toBe(model)
        }
        expect(balanceOf(ledger)).toBe(model)
      }),
    )
  })
})

describe('drift between our count and Microsoft’s', () => {
  const ledger = [
    granted(100),
    activation(1, 10),
    reported(5, 87),
    activation(6, 5),
    reported(9, 82),
    activation(10, 2),
  ]

  it('says how many activations no source of ours made, and when', () => {
    expect(driftOf(ledger)).toMatchObject({
      latest: { at: onDay(9), reported: 82, seen: 85, drift: 3 },
      reportedNow: 80,
      stretches: [
        { to: onDay(5), reported: 87, unexplained: 3 },
        { from: onDay(5), to: onDay(9), reported: 82, change: -5, unexplained: 0 },
      ],
    })
  })

  it('changes neither number', () => {
    expect(balanceOf(ledger)).toBe(83)
    expect(availableIn(ledger)).toBe(80)
  })

  it('is absent while Microsoft has said nothing', () => {
    expect(driftOf([granted(5)])).toBeUndefined()
  })

  it('adds up stretch by stretch', () => {
    const entries = fc.array(
      fc.record({ day: fc.nat(100), count: fc.integer({ min: 1, max: 5 }), isReport: fc.boolean() }),
    )
    fc.assert(
      fc.property(entries, (list) => {
        const mixed = list.map(({ day, count, isReport }) =>
          isReport ? reported(day, count) : activation(day, count),
        )
        const drift = driftOf(mixed)
        const sum = drift?.stretches.reduce((total, { unexplained }) => total + unexplained, 0)
        expect(sum).toBe(drift?.latest.drift)
      }),
    )
  })
})

describe('forecast', () => {
  const now = START + 90 * DAY_MS
  const weekly = Array.from({ length: 12 }, (_, week) => [
    activation(7 * week + 3, 5),
    rebuild(7 * week + 4, 2),
  ]).flat()

  it('names the date and a band around it, with the split', () => {
    const answer = forecast([granted(200), ...weekly], now)
    expect(answer).toMatchObject({
      ok: true,
      available: 116,
      rate: { spent: { new: 60, rebuild: 24, hardware: 0 }, days: 90 },
    })
    if (!answer.ok) throw new Error('No forecast')
    const { earliest, likely, latest } = answer.runsOut
    expect(likely.slice(0, 10)).toBe('2026-08-03')
    expect([earliest, likely, latest]).toEqual([earliest, likely, latest].sort())
  })

  it.each<[string, LedgerEntry[], object]>([
    ['a key that is used up', [granted(5), activation(1, 5)], { kind: 'usedUp', available: 0 }],
    ['a key nobody uses', [granted(5)], { kind: 'nothingSpent', days: 90 }],
    ['two activations', [granted(5), activation(80), activation(81)], { kind: 'tooLittleKnown', spent: 2 }],
    ['a key of last week', [granted(50, 85), activation(86, 20)], { kind: 'tooLittleKnown', days: 5 }],
  ])('names no date for %s', (_name, ledger, refusal) => {
    expect(forecast(ledger, now)).toMatchObject({ ok: false, refusal })
  })

  it('widens the band where machines come in batches', () => {
    const bandOf = (entries: LedgerEntry[]) => {
      const answer = forecast([granted(500), ...entries], now)
      return answer.ok ? answer.rate.highPerDay - answer.rate.lowPerDay : 0
    }
    const batches = [activation(20, 42), activation(60, 42)]
    expect(bandOf(batches)).toBeGreaterThan(bandOf(weekly) * 2)
  })

  it('puts the early end before the likely date and the late one after it', () => {
    const spent = fc.array(fc.record({ day: fc.nat(89), count: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 3,
    })
    fc.assert(
      fc.property(spent, (list) => {
        const ledger = [granted(10_000), ...list.map(({ day, count }) => activation(day, count))]
        const answer = forecast(ledger, now)
        if (!answer.ok) return
        const { earliest, likely, latest } = answer.runsOut
        expect(Date.parse(earliest)).toBeLessThanOrEqual(Date.parse(likely))
        if (latest !== undefined) expect(Date.parse(latest)).toBeGreaterThanOrEqual(Date.parse(likely))
      }),
    )
  })

  it('warns by number, by share and by days', () => {
    const ledger = [granted(100), ...weekly]
    expect(lowCounts(ledger, { absolute: 16, percent: 20, days: 30 }, now)).toMatchObject([
      { kind: 'absolute', available: 16, limit: 16 },
      { kind: 'percent', percentLeft: 16 },
      { kind: 'days', limit: 30 },
    ])
    expect(lowCounts(ledger, { absolute: 10, percent: 10, days: 5 }, now)).toEqual([])
  })
})

describe('what a sighting means for the ledger', () => {
  const key = { partialKey: '6789N', activationIds: ['73111121-5638-40f6-bc11-f1d7b0d64300'] }
  const seen: MakSighting = {
    status: 'licensed',
    channel: 'MAK',
    partialKey: '6789N',
    activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
    installationId: '111',
    cmid: 'aaa',
  }

  it.each<[string, Partial<MakSighting>, MakHistory, object]>([
    ['a new machine', {}, {}, { counts: true, kind: 'activation', replacesOemKey: false }],
    [
      'a bought machine rebuilt with our image',
      {},
      { channelBefore: 'OEM' },
      { counts: true, kind: 'activation', replacesOemKey: true },
    ],
    ['a manufacturer’s key', { channel: 'OEM' }, {}, { counts: false, why: 'oemKey' }],
    ['another key', { partialKey: 'XY234' }, {}, { counts: false, why: 'otherKey' }],
    ['the same last five on a KMS client', { channel: 'KMS client' }, {}, { counts: false, why: 'otherKey' }],
    [
      'the same last five of another product',
      { activationId: 'other' },
      {},
      { counts: false, why: 'otherKey' },
    ],
    ['a machine not activated yet', { status: 'initialGrace' }, {}, { counts: false, why: 'notLicensed' }],
    ['the same machine once more', {}, { lastLicensed: seen }, { counts: false, why: 'knownAlready' }],
    [
      'a rebuilt machine',
      { cmid: 'bbb' },
      { lastLicensed: seen },
      { counts: true, kind: 'reactivation', cause: 'rebuild' },
    ],
    [
      'a machine with a new mainboard',
      { installationId: '222' },
      { lastLicensed: seen },
      { counts: true, kind: 'reactivation', cause: 'hardware' },
    ],
    [
      'a machine that had lapsed',
      {},
      { lastLicensed: seen, hasLapsedSince: true },
      { counts: true, kind: 'reactivation', cause: 'hardware' },
    ],
    [
      'a stored confirmation ID applied again',
      { cmid: 'bbb' },
      { lastLicensed: seen, reappliedConfirmationId: true },
      { counts: false, kind: 'reapplied' },
    ],
    [
      'a source that does not tell its IDs',
      { cmid: undefined, installationId: undefined },
      { lastLicensed: seen },
      { counts: false, why: 'knownAlready' },
    ],
  ])('%s', (_name, change, history, use) => {
    expect(makUseOf(key, { ...seen, ...change }, history)).toEqual(use)
  })

  it.each([
    ['OEM', true, true, 'ownKeyInsteadOfOem'],
    ['MAK', true, true, 'reapplyConfirmationId'],
    ['MAK', true, false, 'reactivation'],
    ['MAK', false, true, 'reactivation'],
    ['KMS client', false, true, 'none'],
  ] as const)(
    'a %s machine to be rebuilt (%s, %s) needs %s',
    (channel, hasStoredConfirmationId, isHardwareUnchanged, kind) => {
      expect(rebuildNeed({ channel, hasStoredConfirmationId, isHardwareUnchanged }).kind).toBe(kind)
    },
  )
})
