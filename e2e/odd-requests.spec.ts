/**
 * Whatever anybody sends, the console answers: every page, route and server action with odd names, queries, methods and
 * bodies gives what it gives everyone, or a refusal in a sentence; never 500. Plain HTTP, without a browser. All of them
 * with npm run test:long; otherwise each seventh.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAGES, ROUTES } from './access-table'
import { expect, test } from './fixtures'
import { sample } from './length'
import { cookieOf, type RawAnswer, type RawRequest, sendRaw } from './raw-request'
import { personOf } from './server/prepared'

test.use({ fleet: 'sampleOdd' })

const ROOT = join(import.meta.dirname, '..')
const AT_ONCE = 6

/** As they stand in a query: encoded where they must be. */
const ODD_VALUES = [
  "'",
  '%25',
  '%5C%22%3B--',
  '-1',
  '0x1',
  '1e999',
  '1.5',
  '99999999999999999999',
  '2147483648',
  '2026-99-99T99:99:99.000Z',
  '%2B275760-09-13T00:00:00.001Z',
  '9999-12-31T23:59:59.999Z_00000000-0000-4000-8000-000000000000',
  '%5B%7B%5D',
  '__proto__',
  '%ED%A0%80',
  '%F0%9F%92%A9',
  'a'.repeat(3000),
  '00000000-0000-4000-8000-000000000000',
] as const

const ODD_NAMES = [
  '%',
  'a%00b',
  '%25',
  '%2500',
  '0x1',
  '99999999999999999999',
  '__proto__',
  '%2E%2E%2F%2E%2E%2Fetc',
  'a'.repeat(3000),
] as const

const METHODS = ['TRACE', 'OPTIONS', 'PUT', 'POST'] as const

/** Names that an address may give a value, from the files that describe addresses. */
const PARAMETERS = [
  ...new Set(
    ['lib/format/paths.ts', 'lib/format/client-fields.ts', 'lib/format/clients-address.ts']
      .flatMap((file) => [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^ {2,4}(\w+)\??: /gm)])
      .map(([, name]) => name),
  ),
  'as',
  'before',
  'line',
  'token',
  'back',
]

const routeRows = Object.entries(ROUTES).map(([name, row]) => ({
  ...row,
  method: name.split(' ')[0] ?? '',
  file: name,
}))
const pagePaths = Object.values(PAGES).map(({ path }) => path)
const pathOnly = (path: string) => path.split('?')[0] ?? ''

/** Each odd value under each name, a different one each time. */
function oddQueries(path: string, rounds: number): string[] {
  return Array.from({ length: rounds }, (_, round) => {
    const pairs = PARAMETERS.map(
      (name, at) => `${name}=${ODD_VALUES[(at * 5 + round * 7) % ODD_VALUES.length]}`,
    )
    return `${pathOnly(path)}?${pairs
      .filter((pair) => pair.length < 200 || round === 0)
      .join('&')
      .slice(0, 9000)}`
  })
}

/** The path with each odd name in the place of what its file leaves open: app/clients/[name]/page.tsx. */
function oddNames(file: string): string[] {
  const pattern = file.replace(/\/(page|route)\.tsx?$/, '').replace(/^(GET|POST) /, '')
  if (!pattern.includes('[')) return []
  return ODD_NAMES.map((name) => `/${pattern.replaceAll(/\[[^\]]+\]/g, () => name)}`)
}

/** Sends all, a few at a time, and answers with what was wrong. */
async function complaints(
  origin: string,
  requests: readonly RawRequest[],
  isWrong: (answer: RawAnswer, request: RawRequest) => string | undefined,
): Promise<string[]> {
  const found: string[] = []
  const queue = [...requests]
  const work = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const answer = await sendRaw(origin, one).catch((error: Error) => ({
        status: 0,
        headers: {},
        text: error.message,
      }))
      const wrong = isWrong(answer, one)
      if (wrong)
        found.push(
          `${one.method ?? 'GET'} ${one.path.slice(0, 160)} ${one.body?.toString().slice(0, 80) ?? ''}: ${wrong}`,
        )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

function wrongAnswer({ status, text }: RawAnswer, { method, path }: RawRequest): string | undefined {
  if (status === 0 || status >= 500) return `${status} ${text.slice(0, 200)}`
  if (status < 400 || method === 'HEAD' || !path.startsWith('/api/') || status === 405) return undefined
  return text.trim().length > 20 ? undefined : `${status} without a sentence: ${text}`
}

const adminCookie = (origin: string) => cookieOf(origin, personOf('licensingAdmin'))

test.beforeEach(() => test.setTimeout(180_000))

test('no page and no route fails over an odd address', { tag: '@sampled' }, async ({ console: server }) => {
  const headers = { cookie: await adminCookie(server.address) }
  const get = (path: string): RawRequest => ({ path, headers })
  const files = [...Object.keys(PAGES), ...Object.keys(ROUTES).filter((name) => name.startsWith('GET'))]
  const readable = routeRows.filter(({ method }) => method === 'GET')
  const requests = [
    ...files.flatMap(oddNames).map(get),
    ...pagePaths.flatMap((path) => oddQueries(path, 1)).map(get),
    ...readable.flatMap(({ path }) => oddQueries(path, 6)).map(get),
    ...[...pagePaths, ...readable.map(({ path }) => path)].map((path) => get(`${pathOnly(path)}?q=%00`)),
    ...[
      '//',
      '/\\',
      '/%2e%2e/',
      '/clients/./x',
      '/_next/static/%',
      '/_next/image?url=x',
      '/_next/data/x.json',
    ].map(get),
  ]
  expect(await complaints(server.address, sample(requests), wrongAnswer)).toEqual([])
})

test('no page and no route fails over an odd method, header or body', { tag: '@sampled' }, async ({
  console: server,
}) => {
  const { address: origin } = server
  const cookie = await adminCookie(origin)
  const paths = [...new Set([...pagePaths, ...routeRows.map(({ path }) => path)])]
  const writes = routeRows.filter(({ method }) => method === 'POST')
  const bodies = [
    '',
    '{',
    '[]',
    'null',
    '{"email":"\\u0000","password":"\\u0000"}',
    '{"email":{"a":1}}',
    '\u0000\ud800',
  ]
  const requests: RawRequest[] = [
    ...paths.flatMap((path) => METHODS.map((method) => ({ path, method, headers: { cookie, origin } }))),
    ...[...writes.map(({ path }) => path), '/api/auth/sign-in/email'].flatMap((path) =>
      bodies.map((body, at) => ({
        path,
        method: 'POST',
        body,
        headers: { cookie, origin, 'content-type': TYPES[at % TYPES.length] ?? '' },
      })),
    ),
    ...['/', '/clients', '/keys'].flatMap((path) =>
      ODD_HEADERS.map((header) => ({ path, headers: { cookie, ...header } })),
    ),
  ]
  expect(await complaints(origin, sample(requests), wrongAnswer)).toEqual([])
})

const TYPES = [
  'application/json',
  'multipart/form-data',
  'application/json; charset=x',
  'text/plain',
] as const

const ODD_HEADERS: Record<string, string>[] = [
  { rsc: '1', 'next-router-state-tree': '%' },
  { rsc: '1', 'next-router-state-tree': '[]' },
  { rsc: '1', 'next-router-state-tree': '%5B%22%22%2C%7B%7D%5D', 'next-url': '/%' },
  { rsc: '1', 'next-router-prefetch': 'x', 'next-router-segment-prefetch': '/%' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-rewrite': '/%' },
  { range: 'bytes=9-1' },
  { 'if-none-match': '\u00ff' },
  { accept: '\u00ff' },
  { host: 'x y' },
  { cookie: 'better-auth.session_token=%' },
  { cookie: '=;=;%00' },
  { 'x-forwarded-for': '\u00ff,,,' },
  { expect: 'nonsense' },
]

interface BuiltAction {
  exportedName: string
  workers: Record<string, unknown>
}

/** Every server action of the build: its id and a page that has it. */
function builtActions(): { id: string; name: string; path: string }[] {
  const manifest = JSON.parse(
    readFileSync(join(ROOT, '.next/server/server-reference-manifest.json'), 'utf8'),
  ) as {
    node: Record<string, BuiltAction>
  }
  return Object.entries(manifest.node).map(([id, { exportedName, workers }]) => {
    const pages = Object.keys(workers).map(
      (worker) => `${worker.replace(/^app\//, '').replaceAll(/\([^)]+\)\//g, '')}.tsx`,
    )
    const page = pages.find((file) => PAGES[file])
    return { id, name: exportedName, path: (page && PAGES[page]?.path) ?? '/' }
  })
}

const ODD_ARGUMENTS = [
  '[]',
  '[null]',
  '[[1]]',
  '["\\u0000"]',
  '[{"id":"\\u0000","text":"\\u0000","name":"\\u0000"}]',
  '[{"__proto__":{"x":1}}]',
  '',
  'nonsense',
  '["$n9x"]',
  '["$Q1"]',
] as const

test('no server action fails over odd arguments, and none is open to another site', {
  tag: '@sampled',
}, async ({ console: server }) => {
  const { address: origin } = server
  const actions = builtActions()
  expect(actions.length).toBeGreaterThan(50)
  // Those who leave, or take the sample fleet with them, come last.
  const all = actions.flatMap(({ id, path }) => [
    ...ODD_ARGUMENTS.map((body) => actionRequest(path, id, body, { origin })),
    actionRequest(path, id, '[]', { origin: 'https://elsewhere.example' }),
    actionRequest(path, id, '[]', { origin: 'null' }),
  ])
  const requests = sample(all)
  let cookie = await adminCookie(origin)
  const wrong: string[] = []
  for (let at = 0; at < requests.length; at += 60) {
    const part = requests.slice(at, at + 60).map((one) => ({ ...one, headers: { ...one.headers, cookie } }))
    wrong.push(...(await complaints(origin, part, wrongActionAnswer)))
    // One of them signs out, another one ends all sessions.
    cookie = await adminCookie(origin)
  }
  expect(wrong).toEqual([])
})

function actionRequest(path: string, id: string, body: string, headers: Record<string, string>): RawRequest {
  const sent = {
    ...headers,
    'next-action': id,
    'content-type': 'text/plain;charset=UTF-8',
    accept: 'text/x-component',
  }
  return { method: 'POST', path, body, headers: sent }
}

function wrongActionAnswer({ status, text }: RawAnswer, { headers = {} }: RawRequest): string | undefined {
  if (status === 0 || status >= 500) return `${status} ${text.slice(0, 200)}`
  const isForeign = headers.origin === 'null' || headers.origin?.startsWith('https:')
  if (isForeign && status !== 403) return `${status} for another site`
  return text.includes('This did not work') ? `a fault was met: ${text.slice(0, 300)}` : undefined
}

test('tells of a damaged address, a NUL, a strange method and another site in a sentence', async ({
  console: server,
}) => {
  const cookie = await adminCookie(server.address)
  const ask = (asked: RawRequest) =>
    sendRaw(server.address, { ...asked, headers: { cookie, ...asked.headers } })
  expect(await ask({ path: '/clients/%' })).toMatchObject({
    status: 400,
    text: expect.stringContaining('damaged'),
  })
  expect(await ask({ path: '/api/search?q=%00' })).toMatchObject({
    status: 400,
    text: expect.stringContaining('NUL'),
  })
  expect(await ask({ method: 'TRACE', path: '/' })).toMatchObject({ status: 405 })
  expect(await ask({ path: '/api/clients/%25' })).toMatchObject({ status: 404 })
  expect(await ask({ path: '/api/exchange/0x1/file' })).toMatchObject({ status: 404 })
  // It asked DNS, which no GET may do.
  expect(await ask({ path: '/api/clients/ws-0412.corp.example/eye' })).toMatchObject({ status: 405 })
})
