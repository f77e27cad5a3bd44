import { expect, it } from 'vitest'
import { localPath } from './local-path'

it.each([
  ['/clients?state=grace', '/clients?state=grace'],
  ['/clients?q=%22a%20b%22&expires=%3C14d#row', '/clients?q=%22a%20b%22&expires=%3C14d#row'],
  ['/audit?subject=//elsewhere.example', '/audit?subject=//elsewhere.example'],
  ['/clients/../keys', '/keys'],
  ['/clients/corp%5Cws-0412', '/clients/corp%5Cws-0412'],
  ['//elsewhere.example', '/'],
  ['///elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['\\\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/\n/elsewhere.example', '/'],
  ['/.//elsewhere.example/x', '/'],
  ['/..//elsewhere.example', '/'],
  ['/a/..//elsewhere.example', '/'],
  ['/a/..\\/elsewhere.example', '/'],
  ['/%2e%2e//elsewhere.example', '/'],
  ['/.%2E/%2Felsewhere.example', '/'],
  ['/%2Felsewhere.example', '/'],
  ['/%5c/elsewhere.example', '/'],
  ['%2F%2Felsewhere.example', '/'],
  ['//', '/'],
  ['//elsewhere.example:port', '/'],
  ['https://elsewhere.example', '/'],
  ['https://console.invalid/clients', '/'],
  ['javascript:alert(1)', '/'],
  ['clients', '/'],
  ['', '/'],
  ['/sign-in?next=/clients', '/'],
  ['/clients/../sign-in', '/'],
  ['/setup?token=x', '/'],
  [undefined, '/'],
])('after signing in, %s leads to %s', (given, expected) => {
  expect(localPath(given)).toBe(expected)
})
