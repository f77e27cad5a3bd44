/** An error on the console that the test did not ask for fails it. To expect one, replace console.error in the test. */
import { afterEach, beforeEach, expect, vi } from 'vitest'

const unexpected: string[] = []
const report = (...parts: unknown[]) => {
  unexpected.push(parts.map(String).join(' '))
}

beforeEach(() => {
  unexpected.length = 0
  vi.spyOn(console, 'error').mockImplementation(report)
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(unexpected, 'nothing is written to console.error').toEqual([])
})
