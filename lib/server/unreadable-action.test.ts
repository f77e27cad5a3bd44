import { expect, it } from 'vitest'
import { listen } from './listener'

it.each([
  [500, 400, 'cannot be read'],
  [200, 200, 'said by Next'],
])('an action that Next answers with %i gets %i', async (said, expected, words) => {
  const listener = await listen('127.0.0.1', 0)
  listener.serve({
    request: async (_, response) => {
      response.statusCode = said
      response.setHeader('content-type', 'text/x-component')
      response.write('said ')
      response.end('by Next')
    },
    upgrade: async () => undefined,
  })
  const answer = await fetch(listener.address, { method: 'POST', headers: { 'next-action': 'x' } })
  expect(answer.status).toBe(expected)
  expect(await answer.text()).toContain(words)
  await listener.close()
})
