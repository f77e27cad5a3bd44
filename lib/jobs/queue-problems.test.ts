import { expect, it } from 'vitest'
import { eachMinute } from './queue-problems'

const readOnly = (queue: string) => ({
  code: '25006',
  message: `cannot execute UPDATE in a read-only transaction (Queue: ${queue}, Worker: 7fa75929)`,
})

it('says once a minute that the database is read-only, whichever queue and worker met it', () => {
  const said: string[] = []
  let now = 0
  const report = eachMinute(
    (problem) => said.push(`${now / 1000} s: ${problem}`),
    () => now,
  )
  for (now = 0; now < 130_000; now += 2_000) for (const queue of ['import', 'daily']) report(readOnly(queue))
  expect(said).toEqual([0, 60, 120].map((seconds) => `${seconds} s: the database is read-only: jobs wait`))
})

it('says each other problem in its own words', () => {
  const said: string[] = []
  const report = eachMinute((problem) => said.push(problem))
  report(new Error('Connection terminated unexpectedly'))
  report({ message: 'Connection terminated unexpectedly (Queue: import, Worker: 423166ac)' })
  report('no Error at all')
  expect(said).toEqual(['Connection terminated unexpectedly', 'no Error at all'])
})
