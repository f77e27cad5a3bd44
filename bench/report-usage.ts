/** Loaded into a console that is measured: says over IPC what its process uses, with all its threads. */
import { collector, memoryNow } from './memory'

export interface Used {
  /** milliseconds of a processor since the start */
  processorMs: number
  /** MiB: what is in use after a collection, and what the process held before it */
  memory: { used: number; resident: number }
}

const collect = collector()

process.on('message', (what: keyof Used) => {
  if (what === 'memory') return process.send?.(memoryNow(collect))
  const { user, system } = process.cpuUsage()
  return process.send?.((user + system) / 1_000)
})
