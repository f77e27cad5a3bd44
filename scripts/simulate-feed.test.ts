import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { byMinute, FeedRefused, feed } from './simulate-feed'

const reading = (name: string, observedAt: string): Observation => ({
  kind: 'license',
  observedAt,
  client: { name },
  product: {},
  status: 'licensed',
})

let server: Server | undefined
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))))

/** Answers each post with the next of these, then with 200. */
async function consoleThat(...answers: { status: number; retryAfter?: string }[]) {
  const bodies: string[] = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const { status, retryAfter } = answers.shift() ?? { status: 200 }
      if (status === 200) bodies.push(body)
      response.writeHead(status, { ...(retryAfter !== undefined && { 'retry-after': retryAfter }) })
      response.end(JSON.stringify({ recorded: 1, unchanged: 0, rejectedCount: 0 }))
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, resolve))
  const to = new URL(`http://localhost:${(server.address() as AddressInfo).port}`)
  return { bodies, target: { to, token: 'acsl_x', speed: Number.POSITIVE_INFINITY } }
}

test('each machine posts what it saw within a minute, a host the requests of its log', () => {
  const request = {
    kind: 'kmsRequest',
    at: '2026-03-02T08:00:30Z',
    host: { name: 'kms01' },
    client: { name: 'a' },
  }
  const minutes = [
    ...byMinute([
      reading('a', '2026-03-02T08:00:00Z'),
      reading('b', '2026-03-02T08:00:10Z'),
      request as Observation,
      reading('a', '2026-03-02T08:00:59Z'),
      reading('a', '2026-03-02T08:01:00Z'),
    ]),
  ]
  expect(minutes.map(({ posts }) => posts.map((post) => post.length))).toEqual([[2, 1, 1], [1]])
})

test('a console that is busy is asked again when it said, and nothing is lost', async () => {
  const { bodies, target } = await consoleThat(
    { status: 503, retryAfter: '0' },
    { status: 429, retryAfter: '0' },
  )
  const machines = ['a', 'b', 'c'].map((name) => reading(name, '2026-03-02T08:00:00Z'))
  expect(await feed(machines, target)).toEqual({ posts: 3, recorded: 3, unchanged: 0, rejected: 0, again: 2 })
  expect(bodies.map((body) => JSON.parse(body)[0].client.name).toSorted()).toEqual(['a', 'b', 'c'])
})

test('a refused token ends it', async () => {
  const { target } = await consoleThat({ status: 401 })
  await expect(feed([reading('a', '2026-03-02T08:00:00Z')], target)).rejects.toThrow(FeedRefused)
})

test('a host that saw more in a minute than is answered at once posts it in parts', async () => {
  const { bodies, target } = await consoleThat()
  const requests = Array.from(
    { length: 5_001 },
    (_, index) =>
      ({
        ...{ kind: 'kmsRequest', at: '2026-03-02T08:00:30Z', host: { name: 'kms01' } },
        client: { name: `m${index}` },
      }) as Observation,
  )
  expect(await feed(requests, target)).toMatchObject({ posts: 2 })
  expect(bodies.map((body) => JSON.parse(body).length).toSorted()).toEqual([1, 5_000])
})
