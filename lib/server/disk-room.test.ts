import { expect, it } from 'vitest'
import { DiskFull, isDiskFull, requireRoom } from './disk-room'

const caused = (cause: unknown) => new Error('outer', { cause })

it.each([
  ['Postgres by itself', Object.assign(new Error('could not extend file'), { code: '53100' })],
  ['Postgres behind Prisma', caused({ kind: 'postgres', originalCode: '53100' })],
  ['this machine', Object.assign(new Error('write'), { code: 'ENOSPC' })],
  ['a quota', caused(caused(Object.assign(new Error('write'), { code: 'EDQUOT' })))],
  ['no room beforehand', new DiskFull('none')],
])('knows a full disk from %s', (_, error) => {
  expect(isDiskFull(error)).toBe(true)
})

it.each([new Error('no'), 'text', undefined, null, caused('text'), { code: '23505' }])(
  'takes nothing else for one: %s',
  (error) => {
    expect(isDiskFull(error)).toBe(false)
  },
)

it('asks only the disk of the own database whether so much fits', async () => {
  await requireRoom(Number.MAX_SAFE_INTEGER)
  process.env.OWN_DATABASE_DIRECTORY = import.meta.dirname
  try {
    await requireRoom(1)
    await expect(requireRoom(Number.MAX_SAFE_INTEGER)).rejects.toThrow(DiskFull)
  } finally {
    delete process.env.OWN_DATABASE_DIRECTORY
  }
})
