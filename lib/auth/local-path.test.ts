import { expect, it } from 'vitest'
import { localPath } from './local-path'

it.each([
  ['/clients?state=grace', '/clients?state=grace'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['https://elsewhere.example', '/'],
  ['/sign-in?next=/clients', '/'],
  [undefined, '/'],
])('after signing in, %s leads to %s', (given, expected) => {
  expect(localPath(given)).toBe(expected)
})
