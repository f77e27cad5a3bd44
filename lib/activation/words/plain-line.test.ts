import { expect, test } from 'vitest'
import { plainLine } from './plain-line'

test.each([
  ['pc\r\nBcc: everybody@corp.example', 'pc Bcc: everybody@corp.example'],
  ['\u202Egpj.exe\u2066', 'gpj.exe'],
  ['a\u0000b\u200Bc\u2060d\uFEFF', 'a b c d'],
  ['half \uD83D of one', 'half \uFFFD of one'],
  ['  Müller’s  host ', 'Müller’s host'],
])('%j is the line %j', (text, line) => {
  expect(plainLine(text)).toBe(line)
})

test('a line is cut between symbols', () => {
  expect(plainLine('12345', 5)).toBe('12345')
  expect(plainLine('123456', 5)).toBe('1234…')
  expect(plainLine('😀😀😀', 3)).toBe('😀😀😀')
  expect(plainLine('😀😀😀', 2)).toBe('😀…')
})
