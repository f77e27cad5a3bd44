import { expect, it } from 'vitest'
import { GroupQueue } from './group-queue'

it('runs the first call at once and those that come meanwhile together, as many as weigh no more than they may', async () => {
  const groups: number[][] = []
  const queue = new GroupQueue<number, string>(
    async (_, calls) => {
      groups.push(calls)
      return calls.map((call) => `answer to ${call}`)
    },
    { of: (call) => call, most: 10 },
  )
  const calls = [1, 4, 5, 2, 30, 3, 7]
  const answers = await Promise.all(calls.map((call) => queue.run('all', call)))
  expect(groups).toEqual([[1], [4, 5], [2], [30], [3, 7]])
  expect(answers).toEqual(calls.map((call) => `answer to ${call}`))
})

it('runs each call of a group that failed on its own, so that one takes no other with it', async () => {
  const queue = new GroupQueue<string, string>(async (_, calls) => {
    if (calls.includes('bad')) throw new Error('refused')
    return calls
  })
  const outcomes = await Promise.allSettled(
    ['first', 'good', 'bad', 'last'].map((call) => queue.run('all', call)),
  )
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
})
