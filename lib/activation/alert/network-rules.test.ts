import { expect, it, test } from 'vitest'
import type { CellFactsOfAlert } from './network-rules'
import * as rules from './network-rules'
import { ago, NOW, word } from './verdict.testing'

const cell = (known: Partial<CellFactsOfAlert> = {}): CellFactsOfAlert => ({
  ...{ zone: 'corp.example', host: 'kms01', kind: 'published', isPublished: false, isOtherPriority: false },
  ...{ checkedAt: ago(2), clients: 0, ...known },
})

test.each<[string, Partial<CellFactsOfAlert>, string]>([
  ['a check found', {}, 'well'],
  ['a check misses', { kind: 'missing' }, 'error'],
  ['could not be asked about', { kind: 'unreachableDns' }, 'unknown'],
  ['the host could not write since', { failedAt: ago(1) }, 'error'],
  ['the host could not write before a check found it', { failedAt: ago(3) }, 'well'],
  [
    'the host could not write, and could later',
    { kind: 'notAsked', failedAt: ago(3), publishedAt: ago(1) },
    'well',
  ],
  [
    'the host could not write, unchecked',
    { kind: 'notAsked', checkedAt: undefined, failedAt: ago(3) },
    'error',
  ],
])('A4 of a record that %s', (_, known, expected) => {
  expect(word(rules.notPublished(cell(known), {}, NOW))).toBe(expected)
})

it('A4 says where the record belongs to somebody else', () => {
  const facts = cell({ failedAt: ago(1), failedCode: '0x80072338' })
  expect(rules.notPublished(facts, {}, NOW)).toMatchObject({ evidence: { isOwnedByOthers: true } })
})

test.each<[string, Partial<CellFactsOfAlert>, string]>([
  ['is right', {}, 'well'],
  ['is not there', { kind: 'missing' }, 'well'],
  ['leads to a retired host', { kind: 'stale', why: 'retired' }, 'warn'],
  ['leads to a retired host that machines use', { kind: 'stale', why: 'retired', clients: 3 }, 'error'],
  ['leads to a host that does not answer', { kind: 'stale', why: 'notAnswering', clients: 3 }, 'warn'],
  ['leads to an unknown host', { kind: 'unknownHost' }, 'warn'],
  ['leads to an unknown host that machines use', { kind: 'unknownHost', clients: 3 }, 'error'],
  ['has another port', { kind: 'wrongPort' }, 'warn'],
  ['leads to a name without address', { kind: 'noAddress' }, 'warn'],
  ['has another priority', { isOtherPriority: true }, 'warn'],
  ['should not be there', { kind: 'notExpected', isPublished: true }, 'warn'],
  ['neither is nor should be there', { kind: 'notExpected' }, 'well'],
  ['could not be asked about', { kind: 'unreachableDns' }, 'unknown'],
])('A24 of a record that %s', (_, known, expected) => {
  expect(word(rules.wrongRecord(cell(known), {}, NOW))).toBe(expected)
})

it('A13, A14 and A20 of a directory from the first machine on', () => {
  const host = (clients: number, cloud?: string) => ({
    host: 'kms.x',
    clients,
    zones: 0,
    named: ['pc-1'],
    cloud,
  })
  expect(word(rules.unknownHost(host(1), {}, NOW))).toBe('error')
  expect(word(rules.unknownHost(host(0), {}, NOW))).toBe('well')
  expect(word(rules.cloudHostAtHome(host(1, 'Azure'), {}, NOW))).toBe('warn')
  expect(word(rules.cloudHostAtHome(host(0, 'Azure'), {}, NOW))).toBe('well')
  const directory = (machines: number) => ({ directory: 'dc01', machines, computers: 9 })
  expect(word(rules.neverHeard(directory(1), {}, NOW))).toBe('warn')
  expect(word(rules.neverHeard(directory(0), {}, NOW))).toBe('well')
})
