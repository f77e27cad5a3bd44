import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const LINES = readFileSync('docs/security.md', 'utf8').split('\n')
const ROWS = LINES.filter((line) => /^\| \d+\.\d+\.\d+/.test(line)).map((line) =>
  line.split('|').slice(1, -1),
)

it('every test that docs/security.md names is there', () => {
  const named = ROWS.flatMap(([, , , shown = '']) => shown.match(/[\w./-]+\.tsx?/g) ?? [])
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter((path) => !existsSync(path))).toEqual([])
})

it('every row of docs/security.md names a test, or says why there is none', () => {
  const bare = ROWS.filter(([, , verdict = '', shown = '']) => {
    const hasReason = /by the operator|^ no\b|: /.test(verdict) || /see above|none: /.test(shown)
    return !/\.tsx?/.test(shown) && !hasReason
  })
  expect(bare).toEqual([])
})

it('no requirement stands in docs/security.md twice', () => {
  const numbers = ROWS.flatMap(([requirements = '']) => numbersIn(requirements))
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([])
})

/** '3.3.1 to 3.3.4, 3.7.2' */
function numbersIn(text: string): string[] {
  return text.split(',').flatMap((part) => {
    const [from = '', to] = part.trim().split(' to ')
    if (to === undefined) return [from]
    const head = from.split('.').slice(0, 2).join('.')
    const [first = 0, last = 0] = [from, to].map((one) => Number(one.split('.')[2]))
    return Array.from({ length: last - first + 1 }, (_, at) => `${head}.${first + at}`)
  })
}
