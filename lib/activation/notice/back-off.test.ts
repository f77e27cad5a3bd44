import { expect, test } from 'vitest'
import { MOST_TRIES, nextTry } from './back-off'

const start = new Date('2026-11-30T00:00:00Z')

test('six tries fill a day', () => {
  let at = start
  const hours: number[] = []
  for (let tries = 1; ; tries += 1) {
    const next = nextTry(tries, at)
    if (next === undefined) break
    at = next
    hours.push((at.getTime() - start.getTime()) / 3_600_000)
  }
  expect(hours).toHaveLength(MOST_TRIES - 1)
  expect(hours.at(-1)).toBe(24)
})

test('what the receiver asks for is kept, up to a day', () => {
  expect(nextTry(1, start, 600)?.toISOString()).toBe('2026-11-30T00:10:00.000Z')
  expect(nextTry(1, start, 10)?.toISOString()).toBe('2026-11-30T00:01:00.000Z')
  expect(nextTry(1, start, 10 * 86_400)?.toISOString()).toBe('2026-12-01T00:00:00.000Z')
  expect(nextTry(6, start, 600)).toBeUndefined()
})
