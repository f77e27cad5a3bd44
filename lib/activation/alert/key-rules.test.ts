import { expect, it, test } from 'vitest'
import type { LedgerEntry } from '../mak/mak-ledger'
import * as rules from './key-rules'
import { ago, inDays, NOW, word } from './verdict.testing'

const limits = {
  ...{ errorPercent: 5, activations: 5, percent: 5, hosts: 1, reactivations: 2, licenses: 1, days: 14 },
  ...{ missing: 1, errorDays: 30 },
}
const entry = (number: number) => ({
  idempotencyKey: String(number),
  at: ago(100 - number),
  source: 'person',
})
const granted: LedgerEntry = { ...entry(1), kind: 'increase', count: 100 }
const used = (count: number): LedgerEntry => ({ ...entry(2), kind: 'activation', count })
const reported = (remaining: number): LedgerEntry => ({ ...entry(3), kind: 'microsoftCount', remaining })
const mak = (...ledger: LedgerEntry[]) => ({
  ...{ keyId: 'k', label: 'Windows', lastFive: 'QRTVW', ledger, rules: { percent: 20 } },
})

test.each<[string, LedgerEntry[], string]>([
  ['none granted', [], 'well'],
  ['21 of 100 left', [granted, used(79)], 'well'],
  ['20 of 100 left', [granted, used(80)], 'warn'],
  ['5 of 100 left', [granted, used(95)], 'error'],
  ['more used than granted', [granted, used(101)], 'error'],
  ['few left by Microsoft’s count', [granted, used(10), reported(4)], 'error'],
])('A21 with %s', (_, ledger, expected) => {
  expect(word(rules.makRunsOut(mak(...ledger), limits, NOW))).toBe(expected)
})

test.each([
  [90, 'well'],
  [86, 'well'],
  [85, 'warn'],
  [95, 'warn'],
] as const)('A22 where Microsoft counts %d left and we 90: %s', (remaining, expected) => {
  const facts = mak(granted, used(10), reported(remaining))
  expect(word(rules.makDrift(facts, limits, NOW))).toBe(expected)
})

test.each([
  [['kms01'], 'well'],
  [['kms01', 'kms02'], 'warn'],
  [['kms01', 'kms02', 'kms03', 'kms04'], 'error'],
  [['kms01', 'kms01', 'kms01'], 'warn'],
] as const)('A23 of a key for three hosts with nine reactivations, used by %j: %s', (hosts, expected) => {
  const facts = {
    ...{ keyId: 'k', label: 'KMS', lastFive: 'ABCDE', allowed: { hosts: 3, reactivationsPerHost: 4 } },
    register: hosts.map((host, place) => ({ host, at: ago(50 - place) })),
  }
  expect(word(rules.hostKeyNearlyUsed(facts, limits, NOW))).toBe(expected)
})

test.each([
  [13, null, 'well'],
  [14, null, 'warn'],
  [20, 1, 'well'],
] as const)('A27 of a package prepared %d days ago, ended %s days ago: %s', (prepared, ended, expected) => {
  const facts = {
    ...{ number: 1, preparedAt: inDays(-prepared), waiting: 3, dueAt: inDays(9) },
    endedAt: ended && inDays(-ended),
  }
  expect(word(rules.packageWaits(facts, limits, NOW))).toBe(expected)
})

const ESU = { days: 90, missing: 1, errorDays: 30 }
const covered = { product: 'Windows 10', machines: 9, covered: 8, exempt: 1 }
test.each([
  ['2026-11-30', { ...covered, covered: 7 }, 'error'],
  ['2026-11-30', covered, 'well'],
  ['2027-07-15', covered, 'warn'],
  ['2027-07-14', covered, 'well'],
  ['2027-09-13', covered, 'error'],
  ['2025-10-14', { ...covered, covered: 0 }, 'well'],
] as const)('A26 on %s of %o: %s', (day, facts, expected) => {
  expect(word(rules.esuEnds(facts, ESU, Date.parse(day)))).toBe(expected)
})

it('A25 from the first license that no installed key serves', () => {
  expect(word(rules.productUnserved({ product: 'Office', licenses: 1 }, limits, NOW))).toBe('warn')
  expect(word(rules.productUnserved({ product: 'Office', licenses: 0 }, limits, NOW))).toBe('well')
})
