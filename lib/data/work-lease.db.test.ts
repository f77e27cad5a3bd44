import { expect, it } from 'vitest'
import { withTestDatabase } from './database.testing'
import { namesWithoutLease, withLease } from './work-lease'

const database = withTestDatabase()

const setLease = (name: string, until: string) =>
  database.pool.query(
    `INSERT INTO work_lease VALUES ($1, gen_random_uuid(), now() + $2::interval)
     ON CONFLICT (name) DO UPDATE SET holder = EXCLUDED.holder, held_until = EXCLUDED.held_until`,
    [name, until],
  )

it('lets one of many work at the same, and the next one when it is done', async () => {
  let atOnce = 0
  const work = async () => {
    atOnce += 1
    await new Promise((resolve) => setTimeout(resolve, 100))
    return atOnce
  }
  const results = await Promise.all([1, 2, 3].map(() => withLease('one', work)))
  expect(results.filter(Boolean)).toEqual([{ result: 1 }])
  expect(await withLease('one', work)).toEqual({ result: 2 })
})

it('gives the lease back when the work fails', async () => {
  await expect(withLease('failing', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await namesWithoutLease(['failing'])).toEqual(['failing'])
})

it.each([
  ['that runs', '5 seconds', false],
  ['that ran out', '-1 second', true],
  ['given before the clock was set back an hour', '1 hour', true],
])('takes a lease %s: %s, %s', async (_, until, isFree) => {
  await setLease('other', until)
  expect(await namesWithoutLease(['other'])).toEqual(isFree ? ['other'] : [])
  expect((await withLease('other', async () => true)) !== undefined).toBe(isFree)
})
