/** Tasks that only the test of threads calls. */
import { DiskFull } from './disk-room'
import { answerCalls } from './thread-calls'

answerCalls({
  add: (one: number, other: number) => one + other,
  length: (bytes: Uint8Array) => bytes.length,
  fail: () => Promise.reject(new RangeError('out of reach')),
  fill: () => {
    throw new DiskFull('no room')
  },
  giveFunction: () => () => 1,
  crash: () => {
    setImmediate(() => process.exit(3))
  },
  /** Is still being waited for when the thread ends. */
  hang: () => new Promise(() => undefined),
  spin: (forMs: number) => {
    const end = performance.now() + forMs
    while (performance.now() < end);
    return 'spun'
  },
})
