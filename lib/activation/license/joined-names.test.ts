import { expect, it } from 'vitest'
import { joinedNames } from './joined-names'

const seen = (names: Record<string, string[]>) =>
  new Map(Object.entries(names).map(([name, cmids]) => [name, new Set(cmids)]))

it.each<[string, Record<string, string[]>, Record<string, string>]>([
  [
    'the FQDN with its CMID',
    { 'pc-7': ['a'], 'pc-7.corp.example': ['a', 'b'] },
    { 'pc-7': 'pc-7.corp.example' },
  ],
  ['nobody with another CMID', { 'pc-7': ['a'], 'pc-7.corp.example': ['b'] }, {}],
  [
    'nobody where two domains have the machine',
    { 'pc-7': ['a'], 'pc-7.one.example': ['a'], 'pc-7.two.example': ['a'] },
    {},
  ],
  [
    'the one of two domains that has its CMID',
    { 'pc-7': ['a'], 'pc-7.one.example': ['a'], 'pc-7.two.example': ['b'] },
    { 'pc-7': 'pc-7.one.example' },
  ],
  ['nobody with another first label, as clones have', { 'pc-7': ['a'], 'pc-8.corp.example': ['a'] }, {}],
  ['nobody without a CMID', { 'pc-7': [], 'pc-7.corp.example': [] }, {}],
])('a short name belongs to %s', (_name, names, joined) => {
  expect(Object.fromEntries(joinedNames(seen(names)))).toEqual(joined)
})
