import { expect, test } from 'vitest'
import * as rules from './console-rules'
import { ago, inDays, NOW, word } from './verdict.testing'

test.each([
  ['onTime', 'well'],
  ['late', 'well'],
  ['stale', 'warn'],
] as const)('A28 of a source that is %s: %s', (state, expected) => {
  const standing = { state, usualMinutes: 60, lagMinutes: 9000 }
  expect(word(rules.sourceStale({ standing, newestAt: ago(150) }, {}, NOW))).toBe(expected)
})

test.each([
  [2, false, 'well'],
  [3, false, 'error'],
  [0, true, 'error'],
] as const)(
  'A31 of %d failures in a row, refused for good %s: %s',
  (failures, isRefusedForGood, expected) => {
    const facts = { failures, failingSince: null, problem: '503', isRefusedForGood }
    expect(word(rules.channelFails(facts, { failures: 3 }, NOW))).toBe(expected)
  },
)

test.each<[string, Partial<rules.ScheduleFacts>, string]>([
  ['that is due tomorrow', { nextDueAt: inDays(1) }, 'well'],
  ['that is due for an hour', { nextDueAt: ago(1) }, 'well'],
  ['that is due for two hours', { nextDueAt: ago(2) }, 'error'],
  ['that was due while the console was down', { nextDueAt: ago(9), upSince: ago(1) }, 'well'],
  ['that was stopped', { nextDueAt: inDays(1), stoppedAt: ago(1), failures: 5 }, 'error'],
])('A32 of a schedule %s', (_, known, expected) => {
  const facts = { nextDueAt: ago(0), failures: 0, stoppedAt: null, problem: null, upSince: null, ...known }
  expect(word(rules.scheduleStopped(facts, { hours: 2 }, NOW))).toBe(expected)
})

test.each<[string, Partial<rules.TokenFacts>, string]>([
  ['holds for 14 days', { expiresAt: inDays(14) }, 'well'],
  ['holds for less', { expiresAt: inDays(13.9) }, 'warn'],
  ['has ended', { expiresAt: ago(1), endedAt: ago(1) }, 'well'],
  ['has ended and was presented since', { expiresAt: ago(9), endedAt: ago(9), refusedAt: ago(1) }, 'error'],
  ['was presented before it ended', { expiresAt: ago(9), endedAt: ago(9), refusedAt: ago(10) }, 'well'],
  ['was last presented a week ago', { expiresAt: ago(400), endedAt: ago(400), refusedAt: ago(168) }, 'well'],
])('A33 of a token that %s', (_, known, expected) => {
  const facts = { name: 't', expiresAt: ago(0), endedAt: null, refusedAt: null, refusedFrom: null, ...known }
  expect(word(rules.tokenEnds(facts, { days: 14 }, NOW))).toBe(expected)
})

test.each([
  [undefined, 'well'],
  [1, 'critical'],
  [168, 'critical'],
  [169, 'well'],
] as const)('A34 where the way in for emergencies was used %s hours ago: %s', (hours, expected) => {
  const uses = hours ? [{ at: ago(hours), what: 'An emergency link was made' }] : []
  expect(word(rules.emergencyAccess({ personId: 'a', person: 'Ada', uses }, { days: 7 }, NOW))).toBe(expected)
})

test.each([
  [47, 'well'],
  [48, 'error'],
] as const)(
  'A35 of a backup %d hours ago, or none for as long as one could be there: %s',
  (hours, expected) => {
    const known = { takenAt: ago(hours), problem: null, since: ago(999) }
    expect(word(rules.backupTooOld(known, { days: 2 }, NOW))).toBe(expected)
    expect(word(rules.backupTooOld({ ...known, takenAt: null, since: ago(hours) }, { days: 2 }, NOW))).toBe(
      expected,
    )
  },
)

test.each<[string, Partial<rules.PlanFacts>, string]>([
  ['that is kept', {}, 'well'],
  ['with fewer machines otherwise than count', { machines: 4 }, 'well'],
  ['with as many machines otherwise as count', { machines: 5 }, 'warn'],
  ['with a host that nobody heard of', { hosts: ['kms09.corp.example'] }, 'warn'],
  ['that is due later that day', { machines: 5, dueOn: '2026-11-30' }, 'warn'],
  ['that was due the day before', { machines: 5, dueOn: '2026-11-29' }, 'error'],
  ['that was due and is kept', { dueOn: '2026-11-29' }, 'well'],
])('A36 of a plan %s: %s', (_, known, expected) => {
  const facts = {
    object: 'corp.example',
    machines: 0,
    hosts: [],
    found: '',
    dueOn: null,
    at: ago(1),
    ...known,
  }
  expect(word(rules.planNotKept(facts, { machines: 5 }, NOW))).toBe(expected)
})

test.each([
  [0.9, null, 'critical'],
  [5, null, 'well'],
  [5, 29, 'warn'],
  [5, 30, 'well'],
] as const)('A37 of %d GB free, full in %s days: %s', (gigabytes, fullInDays, expected) => {
  const facts = { freeBytes: gigabytes * 1024 ** 3, fullInDays }
  expect(word(rules.diskFills(facts, { gigabytes: 1, days: 30 }, NOW))).toBe(expected)
})

test.each([
  [1, ago(1), 'warn'],
  [0, ago(1), 'well'],
  [1, inDays(1), 'well'],
] as const)('A30 of %d whole keys in a text of %s: %s', (lines, at, expected) => {
  const facts = { importId: 'i', fileName: 'f', createdBy: 'Ada', at, lines, lastFives: ['ABCDE'] }
  expect(word(rules.fullKeySeen(facts, { lines: 1 }, NOW))).toBe(expected)
})
