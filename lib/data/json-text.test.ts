import { expect, test } from 'vitest'
import { jsonText } from './json-text'

test.each([
  ['plain', 'plain'],
  ['a\u0000b', 'ab'],
  ['cut \ud83d', 'cut \ufffd'],
  ['whole \ud83d\ude00', 'whole \ud83d\ude00'],
  [String.raw`written \u0000q and \ud800`, String.raw`written \u0000q and \ud800`],
])('keeps of %j what the database takes', (text, kept) => {
  expect(JSON.parse(jsonText({ text }))).toEqual({ text: kept })
})
