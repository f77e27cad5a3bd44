import { expect, it } from 'vitest'
import { makeSlots } from './slots'

it('gives a slot that becomes free in time, and none after that', async () => {
  const slots = makeSlots(1)
  const giveBack = await slots.takeWithin(0)
  expect(await slots.takeWithin(10)).toBeUndefined()
  const next = slots.takeWithin(5_000)
  giveBack?.()
  const second = await next
  expect(second).toBeDefined()
  const third = slots.take()
  second?.()
  ;(await third)()
  expect(await slots.takeWithin(0)).toBeDefined()
})
