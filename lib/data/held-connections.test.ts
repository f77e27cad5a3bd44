import { expect, it } from 'vitest'
import { apart, holding, mustBeInTurn } from './held-connections'

it('lets whoever holds nothing ask for any kind, and whoever holds one only for what comes later', () => {
  for (const kind of ['write', 'pipelined', 'rows', 'read'] as const) {
    expect(() => mustBeInTurn(kind)).not.toThrow()
  }
  holding('write', () => expect(() => mustBeInTurn('rows')).not.toThrow())
  holding('rows', () => expect(() => mustBeInTurn('read')).not.toThrow())
})

it('refuses a second connection of the same kind and one that comes earlier, also after a wait', async () => {
  await holding('write', async () => {
    await Promise.resolve()
    expect(() => mustBeInTurn('write')).toThrow(/holds a connection of the kind "write"/)
  })
  holding('rows', () => expect(() => mustBeInTurn('write')).toThrow(/asks for another of the kind "write"/))
})

it('takes what runs apart for somebody else’s work', () => {
  holding('rows', () => apart(() => expect(() => mustBeInTurn('rows')).not.toThrow()))
})
