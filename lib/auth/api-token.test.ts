import { expect, test } from 'vitest'
import { SCOPE_NAMES } from '@/lib/data/tokens/scopes'
import { isApiToken, newApiToken, tokenActor } from './api-token'

test('a new token is whole, and no other', () => {
  const tokens = Array.from({ length: 200 }, newApiToken)
  expect(new Set(tokens).size).toBe(200)
  for (const token of tokens) expect(isApiToken(token)).toBe(true)
})

test('one with a letter changed, missing or too many is told to be damaged', () => {
  const token = newApiToken()
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'x' ? 'y' : 'x'
    expect(isApiToken(token.slice(0, at) + other + token.slice(at + 1))).toBe(false)
    expect(isApiToken(token.slice(0, at) + token.slice(at + 1))).toBe(false)
  }
  expect(isApiToken(`${token}0`)).toBe(false)
  expect(isApiToken(` ${token}`)).toBe(false)
})

test('no scope changes keys or people, and those that send read nothing', () => {
  const all = tokenActor({ name: 'all', scopes: SCOPE_NAMES })
  for (const permission of [
    'key.change',
    'key.reveal',
    'user.change',
    'user.invite',
    'token.change',
  ] as const) {
    expect(all.can(permission)).toBe(false)
  }
  const sender = tokenActor({ name: 'sender', scopes: ['observations.write', 'files.write'] })
  for (const permission of ['fleet.read', 'import.read', 'kmsHost.read', 'audit.read', 'key.read'] as const) {
    expect(sender.can(permission)).toBe(false)
  }
})
