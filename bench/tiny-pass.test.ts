import { expect, it } from 'vitest'
import { benchAnswers } from './answers'
import type { BenchLine } from './bench-line'
import { benchCatchUp } from './catch-up'
import { benchCollect, benchIngest } from './collect'
import { benchLoad } from './load'
import { benchPage } from './page'

/** Benchmarks that start a console run to their end; what they measure on so small a fleet says nothing. */
it.each<[name: string, run: () => Promise<BenchLine[]>, lines: number]>([
  ['answers', () => benchAnswers(0.0005), 2],
  ['catch-up', () => benchCatchUp(0.0005), 4],
  ['page', () => benchPage(0.01), 6],
  ['load', () => benchLoad(0.01), 2],
  ['ingest', () => benchIngest(0.0005), 2],
  ['collect', () => benchCollect(0.002), 2],
])('%s', async (_, run, count) => {
  const lines = await run()
  expect(lines).toHaveLength(count)
  for (const { name, ours, peer } of lines) expect([ours, peer].every(Number.isFinite), name).toBe(true)
})
