import { expect, it, test } from 'vitest'
import type { HostFacts, HostReading } from './host-rules'
import * as rules from './host-rules'
import { ago, inDays, NOW, word } from './verdict.testing'

const host = (known: Partial<HostFacts> = {}): HostFacts => ({
  ...{ host: 'kms01', isInService: true, clientsDue: 0, readings: [], hours: [], service: [], doors: [] },
  ...{ caches: [], unserved: [], publicAddresses: [], ...known },
})
const limits = {
  ...{ checks: 2, reserveOf25: 30, reserveOf5: 8, days: 7, clearDays: 14, hours: 24, errorHours: 72 },
  ...{ percent: 20, least: 10, clearPercent: 10, machines: 1 },
}

/** The newest last: o = open, x = shut. */
const doors = (checks: string, hoursAgo = 0): Partial<HostFacts> => ({
  doors: [...checks].map((one, place) => ({
    ...{ at: ago(hoursAgo + checks.length - 1 - place), isOpen: one === 'o' },
    ...{ address: '10.0.0.5', answer: one === 'o' ? 'open' : 'refused' },
  })),
})
test.each([
  ['', 'well'],
  ['o', 'well'],
  ['x', 'between'],
  ['ox', 'between'],
  ['xx', 'critical'],
  ['oxx', 'critical'],
  ['xxxo', 'well'],
] as const)('A1 of doors %s: %s', (checks, expected) => {
  expect(word(rules.hostDown(host(doors(checks)), limits, NOW))).toBe(expected)
})

it('A1 knows nothing of a door that was last tried a week ago, and leaves hosts alone that are not ours', () => {
  expect(word(rules.hostDown(host(doors('xx', 24 * 8)), limits, NOW))).toBe('unknown')
  expect(word(rules.hostDown(host({ ...doors('xx'), isInService: false }), limits, NOW))).toBe('well')
})

it('A1 takes a host for open where one of its addresses is', () => {
  const { doors: shut = [] } = doors('xx')
  const other = shut.map((door) => ({ ...door, address: '10.0.0.6', isOpen: true }))
  expect(word(rules.hostDown(host({ doors: [...shut, ...other] }), limits, NOW))).toBe('well')
})

test.each([
  [undefined, undefined, 'well'],
  [5, undefined, 'critical'],
  [5, 6, 'critical'],
  [5, 4, 'well'],
] as const)('A2 of an event %s hours ago and a request %s hours ago: %s', (event, asked, expected) => {
  const service = event ? [{ at: ago(event), what: 'startFailed' as const, code: '0xC004F015' }] : []
  const facts = host({ service, lastRequestAt: asked && ago(asked) })
  expect(word(rules.startFailed(facts, limits, NOW))).toBe(expected)
  expect(word(rules.renewalTimerFailed(facts, limits, NOW))).toBe('well')
})

const count = (value: number, days = 0, more: Partial<HostReading> = {}): HostReading => ({
  ...{ at: inDays(-days), application: 'windows', productLabel: 'Windows Server 2022', status: 'licensed' },
  ...{ count: value, needed: 25, ...more },
})
test.each<[string, HostReading[], string]>([
  ['nothing', [], 'well'],
  ['30', [count(30)], 'well'],
  ['29', [count(29)], 'warn'],
  ['25', [count(25)], 'warn'],
  ['24', [count(24)], 'error'],
  ['24, then 30', [count(24, 1), count(30)], 'between'],
  ['24, then 30 twice', [count(24, 2), count(30, 1), count(30)], 'well'],
  ['7 where 5 are needed', [count(7, 0, { needed: 5 })], 'warn'],
  ['8 where 5 are needed', [count(8, 0, { needed: 5 })], 'well'],
  ['24 a month ago', [count(24, 31)], 'unknown'],
  ['40 a month ago', [count(40, 31)], 'well'],
  ['40 of Windows and 4 of Office', [count(40), count(4, 0, { application: 'office', needed: 5 })], 'error'],
  ['24 of a host key that is not licensed', [count(24, 0, { status: 'notification' })], 'well'],
])('A5 of %s', (_, readings, expected) => {
  expect(word(rules.countLow(host({ readings }), limits, NOW))).toBe(expected)
})

test.each<[string, HostReading[], string]>([
  ['nothing', [], 'well'],
  ['licensed', [count(30)], 'well'],
  ['not licensed', [count(30, 0, { status: 'notification' })], 'critical'],
  ['licensed since', [count(30, 1, { status: 'notification' }), count(30)], 'well'],
  [
    'Office not licensed',
    [count(30), count(9, 1, { application: 'office', status: 'notification' })],
    'critical',
  ],
])('A7 of %s', (_, readings, expected) => {
  expect(word(rules.hostNotLicensed(host({ readings }), limits, NOW))).toBe(expected)
})

/** Thirty machines, of which the first leave the count after so many days. */
const cache = (days: number) => ({
  caches: [
    {
      ...{ countedAs: 'Windows Server 2022', needed: 25 },
      slots: Array.from({ length: 30 }, (_, place) => ({
        cmid: String(place),
        leavesAt: inDays(place < 6 ? days : 29),
      })),
    },
  ],
})
test.each([
  [6.9, 'warn'],
  [7.1, 'between'],
  [13.9, 'between'],
  [14.1, 'well'],
] as const)('A6 of a count that falls below its need in %d days: %s', (days, expected) => {
  expect(word(rules.countFalling(host(cache(days)), limits, NOW))).toBe(expected)
})

// The moment of these tests is a Monday at noon: twelve working hours after a weekend.
test.each<[string, Partial<HostFacts>, string]>([
  ['nobody asked for 12 working hours', { lastRequestAt: ago(60), clientsDue: 9 }, 'well'],
  ['nobody asked for 24 working hours', { lastRequestAt: ago(72), clientsDue: 9 }, 'warn'],
  ['nobody asked for 72 working hours', { lastRequestAt: ago(120), clientsDue: 9 }, 'error'],
  ['nobody asked and nobody was due', { lastRequestAt: ago(120) }, 'well'],
  ['nobody ever asked', { clientsDue: 9 }, 'well'],
  ['the console was down meanwhile', { lastRequestAt: ago(120), clientsDue: 9, upSince: ago(2) }, 'well'],
  ['it is not ours', { lastRequestAt: ago(120), clientsDue: 9, isInService: false }, 'well'],
])('A8 where %s', (_, known, expected) => {
  expect(word(rules.hostSilent(host(known), limits, NOW))).toBe(expected)
})

test.each([
  [10, 2, 'warn'],
  [9, 9, 'between'],
  [100, 19, 'between'],
  [100, 10, 'between'],
  [100, 9, 'well'],
  [100, 0, 'well'],
] as const)('A9 of %d requests with %d refused: %s', (asked, refused, expected) => {
  const hours = [{ until: ago(0), at: ago(0.5), asked, refused, code: '0xC004F038' }]
  const after = (hoursLater: number) =>
    word(rules.manyRefusals(host({ hours }), limits, NOW + hoursLater * 3_600_000))
  expect(after(0)).toBe(expected)
  expect(after(23)).toBe(expected)
  // A day later it says nothing any more, nor before the hour is over.
  expect(after(24)).toBe('well')
  expect(after(-1)).toBe('well')
})

it('A10 names the machines that the key does not serve, and A15 the addresses that strangers reach', () => {
  const unserved = [{ machine: 'pc-1', product: 'Windows 11', code: '0xC004F042', at: ago(1) }]
  expect(rules.productNotServed(host({ unserved }), limits, NOW)).toMatchObject({
    severity: 'error',
    evidence: { machines: 1, named: ['pc-1'], products: ['Windows 11'] },
  })
  expect(word(rules.productNotServed(host(), limits, NOW))).toBe('well')
  const open = { publicAddresses: ['203.0.113.9'] }
  expect(word(rules.publicHost(host(open), limits, NOW))).toBe('critical')
  expect(word(rules.publicHost(host({ ...open, isInService: false }), limits, NOW))).toBe('well')
})
