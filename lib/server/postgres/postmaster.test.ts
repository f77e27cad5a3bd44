import { expect, it } from 'vitest'
import { cacheSizes } from './postmaster'

const GIBIBYTE = 1024 ** 3

it.each([
  [0, '256MB', '1024MB'],
  [1, '256MB', '1024MB'],
  [8, '1024MB', '4096MB'],
  [64, '2048MB', '8192MB'],
])('gives Postgres an eighth of a machine of %s GiB, within bounds', (memory, buffers, cache) => {
  expect(cacheSizes(memory * GIBIBYTE)).toEqual({ shared_buffers: buffers, effective_cache_size: cache })
})
