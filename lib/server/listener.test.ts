import { expect, it } from 'vitest'
import { parseRanges } from './address-ranges'
import { STRANGE_PROXY } from './forwarded'
import { listen } from './listener'

it.each([
  [
    'of anyone are ignored, and that they came is noted',
    '',
    { 'x-forwarded-for': '127.0.0.1', [STRANGE_PROXY]: '1' },
  ],
  [
    'of a configured proxy are believed',
    '127.0.0.0/8',
    { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' },
  ],
])('X-Forwarded headers %s', async (_what, proxies, expected) => {
  const listener = await listen('127.0.0.1', 0, parseRanges(proxies).ranges)
  listener.serve({
    request: async (request, response) => void response.end(JSON.stringify(request.headers)),
    upgrade: async () => undefined,
  })
  const answer = await fetch(listener.address, {
    headers: { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' },
  })
  const headers = (await answer.json()) as Record<string, string>
  const forwarded = Object.entries(headers).filter(([name]) => name.startsWith('x-forwarded'))
  expect(Object.fromEntries(forwarded)).toEqual(expected)
  await listener.close()
})
