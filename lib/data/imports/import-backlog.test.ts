import { expect, test } from 'vitest'
import { fullBacklog, MOST_WAITING } from './import-backlog'

const { files, bytes } = MOST_WAITING
const NOTHING = { files: 0, bytes: 0 }

test.each([
  ['a few files', { files: 5, bytes: 10_000, own: NOTHING }, undefined],
  ['too many files of all', { files, bytes: 10_000, own: NOTHING }, 'all'],
  ['too many bytes of all', { files: 3, bytes, own: NOTHING }, 'all'],
  [
    'half of it of one source',
    { files: files / 2, bytes: 1, own: { files: files / 2, bytes: 1 } },
    'its own',
  ],
] as const)('with %s', (_, backlog, full) => {
  expect(fullBacklog(backlog)).toBe(full)
})
