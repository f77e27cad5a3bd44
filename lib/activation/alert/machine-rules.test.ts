import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { DAY_MS } from '../kms/timers'
import type { MachineFacts } from './machine-rules'
import * as rules from './machine-rules'
import { ago, inDays, NOW, word } from './verdict.testing'

const machine = (known: Partial<MachineFacts> = {}): MachineFacts => ({
  ...{ machine: 'pc-1', isBeside: false, condition: 'licensed', status: 'licensed', channel: 'KMS client' },
  ...{ product: 'Windows 11 Enterprise', reason: null, expiresAt: inDays(173), observedAt: inDays(-7) },
  ...{ lastRenewedAt: inDays(-7), renewalIntervalMinutes: null, kmsHost: 'kms01', hostHeardAt: ago(1) },
  ...known,
})
const limits = {
  ...{ missed: 3, daysLeft: 30, graceDays: 7, evaluationDays: 30, minutes: 60, errorMinutes: 180 },
  ...{ clearMinutes: 30, left: 1, names: 3, fleetPercent: 2, times: 3, machines: 10 },
}

test.each<[string, Partial<MachineFacts>, string]>([
  ['was renewed a week ago', {}, 'well'],
  ['missed two renewals', { lastRenewedAt: inDays(-20) }, 'well'],
  ['missed three by the log of its host', { lastRenewedAt: inDays(-21), hostHeardAt: ago(0) }, 'info'],
  [
    'missed three by its own word',
    { lastRenewedAt: inDays(-22), hostHeardAt: null, observedAt: ago(1) },
    'info',
  ],
  [
    'is not heard of, nor is its host',
    { lastRenewedAt: inDays(-60), hostHeardAt: null, observedAt: null },
    'well',
  ],
  ['renews every two weeks', { lastRenewedAt: inDays(-30), renewalIntervalMinutes: 20_160 }, 'well'],
  ['has 29 days left', { expiresAt: inDays(29.5) }, 'error'],
  ['has 30 days left', { expiresAt: inDays(30.5) }, 'well'],
  ['has fallen to grace, which is no success', { condition: 'grace' }, 'between'],
  ['is out of license', { condition: 'notification' }, 'well'],
  ['has a MAK', { channel: 'MAK', lastRenewedAt: inDays(-90) }, 'well'],
  ['has Office that missed', { isBeside: true, lastRenewedAt: inDays(-90) }, 'well'],
])('A16 of a machine that %s', (_, known, expected) => {
  expect(word(rules.renewalsFail(machine(known), limits, NOW))).toBe(expected)
})

test.each<[string, Partial<MachineFacts>, string]>([
  ['grace ends in six days', { condition: 'grace', expiresAt: inDays(6) }, 'warn'],
  ['grace ends in seven days', { condition: 'grace', expiresAt: inDays(7) }, 'well'],
  ['grace never ends', { condition: 'grace', expiresAt: null }, 'well'],
  ['evaluation ends in 29 days', { channel: 'Evaluation', expiresAt: inDays(29) }, 'warn'],
  ['evaluation ends in 30 days', { channel: 'Evaluation', expiresAt: inDays(30) }, 'well'],
  ['license ends in a day', { expiresAt: inDays(1) }, 'well'],
])('A18 where %s', (_, known, expected) => {
  expect(word(rules.endsSoon(machine(known), limits, NOW))).toBe(expected)
})

test.each([
  ['licensed', 'well', 'well'],
  ['grace', 'well', 'well'],
  ['notification', 'error', 'well'],
  ['unlicensed', 'error', 'well'],
  ['silent', 'well', 'info'],
] as const)('A19 and A20 of one that is %s: %s, %s', (condition, out, unheard) => {
  expect(word(rules.outOfLicense(machine({ condition }), limits, NOW))).toBe(out)
  expect(word(rules.unheardOf(machine({ condition }), limits, NOW))).toBe(unheard)
})

test.each([
  [0, 'well'],
  [29, 'well'],
  [30, 'between'],
  [-60, 'warn'],
  [-180, 'error'],
] as const)('A11 of a clock that is %d minutes off: %s', (skewMinutes, expected) => {
  expect(
    word(rules.clockSkew({ machine: 'pc-1', host: 'kms01', at: ago(1), skewMinutes }, limits, NOW)),
  ).toBe(expected)
})

test.each([
  [2, false, 'well'],
  [3, false, 'warn'],
  [3, true, 'error'],
] as const)(
  'A12 of %d names with one CMID, the count of a host too low %s: %s',
  (names, isHostLow, expected) => {
    const machines = Array.from({ length: names }, (_, place) => `pc-${place}`)
    const facts = { cmid: 'c', machines, hosts: ['kms01'], isHostLow, at: ago(1) }
    expect(word(rules.sharedCmid(facts, limits, NOW))).toBe(expected)
  },
)

test.each([
  [10, 0, 'error'],
  [9, 0, 'between'],
  [29, 10, 'between'],
  [30, 10, 'error'],
  [10, 10, 'well'],
  [0, 0, 'well'],
] as const)('A17 of %d machines that failed today where %d are usual: %s', (today, usual, expected) => {
  const days = [...Array.from({ length: 30 }, () => usual), today]
  expect(word(rules.failureWave({ days, at: ago(1) }, limits, NOW))).toBe(expected)
})

it('A19 of the fleet and A29', () => {
  const fleet = (outOfLicense: number) => ({ machines: 1000, outOfLicense })
  expect(word(rules.fleetOutOfLicense(fleet(19), limits, NOW))).toBe('well')
  expect(word(rules.fleetOutOfLicense(fleet(20), limits, NOW))).toBe('error')
  expect(word(rules.fleetOutOfLicense({ machines: 0, outOfLicense: 0 }, limits, NOW))).toBe('well')
  const rearms = (rearmsLeft: number) => ({ machine: 'pc-1', product: 'Windows', rearmsLeft, at: ago(1) })
  expect(word(rules.rearmsNearlyUsed(rearms(1), limits, NOW))).toBe('info')
  expect(word(rules.rearmsNearlyUsed(rearms(2), limits, NOW))).toBe('well')
})

it('does not change its mind about a machine before it says that time may change it', () => {
  const days = fc.oneof(fc.double({ min: -400, max: 400, noNaN: true }), fc.integer({ min: -400, max: 400 }))
  const time = fc.option(days.map(inDays))
  const some = fc.record({
    condition: fc.constantFrom('licensed', 'grace', 'notification', 'unlicensed', 'silent'),
    channel: fc.constantFrom('KMS client', 'MAK', 'Evaluation', null),
    isBeside: fc.boolean(),
    expiresAt: time,
    observedAt: time,
    lastRenewedAt: time,
    hostHeardAt: time,
  })
  const verdicts = (facts: MachineFacts, now: number) =>
    [rules.renewalsFail, rules.endsSoon, rules.outOfLicense, rules.unheardOf].map((rule) =>
      rule(facts, limits, now),
    )
  fc.assert(
    fc.property(some, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (known, part) => {
      const facts = machine(known as Partial<MachineFacts>)
      const until = rules.steadyUntil(facts, NOW)
      expect(until).toBeGreaterThanOrEqual(NOW)
      expect(until).toBeLessThanOrEqual(NOW + DAY_MS)
      const before = NOW + Math.floor(part * Math.max(0, until - NOW - 1))
      expect(verdicts(facts, before)).toEqual(verdicts(facts, NOW))
    }),
    { numRuns: 2_000 },
  )
})
