import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { DiskFull } from './disk-room'
import { log } from './log'
import { startThread, type Thread } from './thread'
import { ThreadLost, TookTooLong } from './thread-error'

const FILE = 'lib/server/thread-tasks.testing.ts'
let thread: Thread
beforeAll(async () => {
  thread = await startThread(FILE, { withinMs: 5_000 })
})
afterAll(() => thread.stop(1_000))

it('runs tasks by name and copies what they take and give', async () => {
  expect(await thread.call('add', [2, 3])).toBe(5)
  expect(await thread.call('length', [new Uint8Array(7)])).toBe(7)
})

it('throws what the task throws, and keeps that a disk is full', async () => {
  await expect(thread.call('fail', [])).rejects.toThrow('out of reach')
  await expect(thread.call('fill', [])).rejects.toThrow(DiskFull)
  await expect(thread.call('unheard of', [])).rejects.toThrow('no such task')
  await expect(thread.call('giveFunction', [])).rejects.toThrow('cloned')
})

it('leaves its caller free to answer others', async () => {
  let turns = 0
  const turning = setInterval(() => {
    turns += 1
  }, 5)
  expect(await thread.call('spin', [300])).toBe('spun')
  clearInterval(turning)
  expect(turns).toBeGreaterThan(5)
})

it('is started again when it ends by itself, and who was waiting hears of it', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => undefined)
  await thread.call('crash', [])
  await expect(thread.call('hang', [])).rejects.toThrow(ThreadLost)
  expect(await thread.call('add', [1, 1])).toBe(2)
  expect(logged).toHaveBeenCalledOnce()
  logged.mockRestore()
})

it('ends a task that takes too long, also one that never lets go', async () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => undefined)
  const hasty = await startThread(FILE, { withinMs: 300 })
  await expect(hasty.call('spin', [60_000])).rejects.toThrow(TookTooLong)
  expect(await hasty.call('add', [1, 1])).toBe(2)
  await hasty.stop(1_000)
  logged.mockRestore()
})

it('does not start when its file does not', async () => {
  await expect(startThread('lib/server/no-such-file.ts')).rejects.toThrow()
})
