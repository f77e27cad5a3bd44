import { expect, it } from 'vitest'
import { placeOfDn, readPattern } from './belonging-rule'

const likeOf = (...[kind, text]: Parameters<typeof readPattern>) => {
  const read = readPattern(kind, text)
  return read.ok ? read.found.like : read.problem
}

it.each([
  ['name', 'BER-*', 'ber-%'],
  ['name', '*-kiosk-???', '%-kiosk-___'],
  ['name', 'lab_1*', String.raw`lab\_1%`],
  ['zone', '.EMEA.corp.example.', 'emea.corp.example'],
  ['zone', '*.lab.example', 'lab.example'],
  ['ou', 'Corp.example/Berlin/', 'corp.example/berlin'],
  ['ou', 'OU=PCs,OU=Berlin,DC=corp,DC=example', 'corp.example/berlin/pcs'],
] as const)('reads the pattern of a rule by %s: %s', (kind, typed, like) => {
  expect(likeOf(kind, typed)).toBe(like)
})

it.each([
  ['name', '*'],
  ['name', ''],
  ['name', "x' OR 1=1"],
  ['zone', 'corp example'],
  ['ou', 'Berlin'],
] as const)('refuses what is no pattern by %s: %s', (kind, typed) => {
  expect(readPattern(kind, typed)).toMatchObject({ ok: false })
})

it('takes a comma in the name of an organizational unit for a part of it', () => {
  expect(placeOfDn('CN=WS1,OU=Berlin\\, Mitte,DC=corp,DC=example')).toBe('corp.example/berlin, mitte')
})
