import { expect, it } from 'vitest'
import { asksTooOften, MOST_A_MINUTE } from './shared-limit'

it('lets a network ask so often in a minute, and again in the next', () => {
  const ask = (client: string, at: number) => asksTooOften(client, at)
  for (let time = 0; time < MOST_A_MINUTE; time += 1) expect(ask('2001:db8:1:2::7', time)).toBe(false)
  expect(ask('2001:db8:1:2:9::1', 1_000)).toBe(true)
  expect(ask('192.0.2.1', 1_000)).toBe(false)
  expect(ask('2001:db8:1:2::7', 60_000)).toBe(false)
})
