import { expect, it } from 'vitest'
import { benchCatchUp } from './catch-up'

/** Benchmarks that start a console run to their end; what they measure on so small a fleet says nothing. */
it('catch-up', async () => {
  const lines = await benchCatchUp(0.0005)
  expect(lines).toHaveLength(4)
  for (const { name, ours, peer } of lines) expect([ours, peer].every(Number.isFinite), name).toBe(true)
})
