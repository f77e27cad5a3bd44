import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { answerOutages } from './outage-answer'
import { asRequest, noteOutage } from './request-outage'

let serve: RequestListener = () => {}
const server = createServer((request, response) => {
  asRequest((outage) => {
    answerOutages(request, response, outage)
    serve(request, response)
  })
}).listen(0)
afterAll(() => server.close())

async function ask(path: string): Promise<Response> {
  if (!server.listening) await once(server, 'listening')
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
}

const noConnection = new Error('timeout exceeded when trying to connect')

it('puts a page with a sentence in the place of what was made of an outage', async () => {
  serve = (_, response) => {
    noteOutage(noConnection)
    response.writeHead(500, { 'content-encoding': 'gzip' })
    response.write('half of something')
    response.end('the rest')
  }
  const answer = await ask('/clients')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(await answer.text()).toMatch(/The console is busy[\s\S]*Try again<\/a>\s+<\/main>\s+$/)
})

it('answers programs with the same as JSON, whether the status was set or written', async () => {
  serve = (_, response) => {
    noteOutage(noConnection)
    response.statusCode = 500
    response.end()
  }
  const answer = await ask('/api/imports')
  expect([answer.status, await answer.json()]).toMatchObject([503, { error: { kind: 'busy' } }])
})

it('adds when to try again to a 503 that says so itself, and leaves everything else alone', async () => {
  serve = (request, response) => {
    if (request.url !== '/bug') noteOutage(noConnection)
    response.statusCode = request.url === '/said' ? 503 : 500
    if (request.url === '/well') response.statusCode = 200
    response.end(request.url)
  }
  const said = await ask('/said')
  expect([said.status, said.headers.get('retry-after'), await said.text()]).toEqual([503, '5', '/said'])
  for (const [path, status] of [
    ['/bug', 500],
    ['/well', 200],
  ] as const) {
    const answer = await ask(path)
    expect([answer.status, await answer.text()]).toEqual([status, path])
  }
})
