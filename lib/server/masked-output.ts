import { maskProductKeys } from '@/lib/activation/product/product-key'

type Write = typeof process.stdout.write

/**
 * Masks product keys in whatever this process writes to stdout and stderr, whoever writes it: the pages'
 * framework, the job queue, a warning of Node. Called once, before anything else runs.
 */
export function maskOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...given: unknown[]) => boolean
    stream.write = ((chunk: unknown, ...rest: unknown[]) =>
      write(typeof chunk === 'string' ? maskProductKeys(chunk) : chunk, ...rest)) as Write
  }
}
