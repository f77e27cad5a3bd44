import { expect, test } from 'vitest'
import { loadUpSince, noteUp } from './console-uptime'
import { withTestDatabase } from './database.testing'

withTestDatabase()

const at = (time: string) => new Date(`2026-11-30T${time}:00Z`)

test('a console is up since it began, through a short restart, and anew after a break', async () => {
  expect(await loadUpSince()).toBeNull()
  await noteUp(at('08:00'))
  await noteUp(at('08:01'))
  await noteUp(at('08:05'))
  expect(await loadUpSince()).toBe(at('08:00').toISOString())
  await noteUp(at('11:30'))
  // Of another process, whose clock is behind.
  await noteUp(at('11:29'))
  expect(await loadUpSince()).toBe(at('11:30').toISOString())
})
