import { beforeEach, expect, it, vi } from 'vitest'
import { isSignedFor, type SignedShare, sharedLink, shareNamed } from './shared-link'

const SHARE: SignedShare = {
  id: '0b7a4f0e-6c1f-4d3a-9a56-2f1f5d6c7b80',
  report: 'R3',
  query: 'period=lastMonth',
  hidesNames: true,
  endsAt: new Date('2026-12-31T00:00:00Z'),
}

beforeEach(() => vi.stubEnv('AUTH_SECRET', 'a secret for this test file only, 32 characters'))

it('a link is signed for its share', () => {
  const link = sharedLink(SHARE)
  expect(shareNamed(link)).toBe(SHARE.id)
  expect(isSignedFor(link, SHARE)).toBe(true)
})

it.each<[string, Partial<SignedShare>]>([
  ['another share', { id: '0b7a4f0e-6c1f-4d3a-9a56-2f1f5d6c7b81' }],
  ['another report', { report: 'R17' }],
  ['other filters', { query: 'period=last13m' }],
  ['names that were hidden', { hidesNames: false }],
  ['a later end', { endsAt: new Date('2027-12-31T00:00:00Z') }],
])('and not for %s', (_, change) => {
  expect(isSignedFor(sharedLink(SHARE), { ...SHARE, ...change })).toBe(false)
})

it('no letter of it can change', () => {
  const link = sharedLink(SHARE)
  for (let at = 0; at < link.length; at += 1) {
    const changed = `${link.slice(0, at)}${link[at] === 'a' ? 'b' : 'a'}${link.slice(at + 1)}`
    expect([at, isSignedFor(changed, SHARE)]).toEqual([at, false])
  }
})

it.each([
  '',
  'x',
  `${SHARE.id}`,
  `${SHARE.id}.`,
  `${SHARE.id}.${'a'.repeat(44)}`,
  `${SHARE.id.toUpperCase()}.x`,
])('%j is no link', (text) => {
  expect(shareNamed(text)).toBeUndefined()
  expect(isSignedFor(text, SHARE)).toBe(false)
})

it('another console does not sign for ours', () => {
  const link = sharedLink(SHARE)
  vi.stubEnv('AUTH_SECRET', 'the secret of another console, 32 characters')
  expect(isSignedFor(link, SHARE)).toBe(false)
})
