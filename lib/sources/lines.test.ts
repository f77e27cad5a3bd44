import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLines } from './lines'

async function* chunks(...parts: string[]) {
  yield* parts
}

async function linesOf(parts: string[], maxLength?: number) {
  const found: { line: number; text: string; truncated: boolean }[] = []
  for await (const line of readLines(chunks(...parts), { maxLength })) found.push(line)
  return found
}

describe('reading lines', () => {
  it('ends a line at CRLF, LF and a lone CR, also where a chunk border falls between CR and LF', async () => {
    const texts = (await linesOf(['one\r', '\ntwo\n', '\rthree\r\r\nfour'])).map((line) => line.text)
    expect(texts).toEqual(['one', 'two', '', 'three', '', 'four'])
  })

  it('gives nothing for an empty text and no extra line after a final break', async () => {
    expect(await linesOf([])).toEqual([])
    expect(await linesOf(['', 'a\n', ''])).toEqual([{ line: 1, text: 'a', truncated: false }])
  })

  it('agrees with a regular expression however the text is cut into chunks', async () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n') }))
    await fc.assert(
      fc.asyncProperty(parts, async (given) => {
        const expected = given.join('').split(/\r\n|\n|\r/)
        if (expected.at(-1) === '') expected.pop()
        expect((await linesOf(given)).map((line) => line.text)).toEqual(expected)
      }),
    )
  })

  it('keeps the beginning of a line over the limit and says that it was cut', async () => {
    const found = await linesOf(['x'.repeat(30), 'x'.repeat(30), '\nshort\n', 'y'.repeat(8), 'yyy'], 10)
    expect(found).toEqual([
      { line: 1, text: 'x'.repeat(10), truncated: true },
      { line: 2, text: 'short', truncated: false },
      { line: 3, text: 'y'.repeat(10), truncated: true },
    ])
  })

  it('reads a million short lines quickly', async () => {
    const chunk = 'ab cd\r\n'.repeat(10_000)
    let count = 0
    for await (const _ of readLines(chunks(...Array(100).fill(chunk)))) count += 1
    expect(count).toBe(1_000_000)
  }, 20_000)
})
