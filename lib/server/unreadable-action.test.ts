import type { ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import { listen } from './listener'

const WAYS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  'in pieces': (response) => {
    response.write('said ')
    response.end('by Next')
  },
  'head first, as compression does': (response) => {
    response.writeHead(response.statusCode)
    response.write('said by Next')
    response.end()
  },
}

it.each(
  Object.entries(WAYS).flatMap(([way, answer]) => [
    [way, 500, 400, 'cannot be read', answer] as const,
    [way, 200, 200, 'said by Next', answer] as const,
  ]),
)('an action that Next answers %s with %i gets %i', async (_, said, expected, words, answerWith) => {
  const listener = await listen('127.0.0.1', 0)
  listener.serve({
    request: async (_, response) => {
      response.statusCode = said
      response.setHeader('content-type', 'text/x-component')
      answerWith(response)
    },
    upgrade: async () => undefined,
  })
  const answer = await fetch(listener.address, { method: 'POST', headers: { 'next-action': 'x' } })
  expect(answer.status).toBe(expected)
  const text = await answer.text()
  expect(text).toContain(words)
  expect(text).not.toContain(said === 500 ? 'Next' : 'cannot')
  await listener.close()
})
