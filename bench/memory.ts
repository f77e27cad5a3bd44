/** What a bench sees of the memory of its own process. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export const MEBIBYTE = 1024 * 1024

/** In MiB: what is in use after a collection, and what the process held before it. */
export function memoryNow(collect: () => void): { used: number; resident: number } {
  const resident = process.memoryUsage.rss() / MEBIBYTE
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return { used: (heapUsed + external) / MEBIBYTE, resident }
}

/** V8's own collection, which it only shows when asked to. */
export function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
