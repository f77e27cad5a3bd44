import { afterEach, expect, it, vi } from 'vitest'
import { parseRanges } from './address-ranges'
import { STRANGE_PROXY } from './forwarded'
import { type Application, listen } from './listener'

afterEach(() => vi.unstubAllEnvs())

/** What the headers of an answer are that `request` writes. */
async function headersOf(request: Application['request'], path = '/', sent: Record<string, string> = {}) {
  const listener = await listen('127.0.0.1', 0, parseRanges('127.0.0.0/8').ranges)
  listener.serve({ request, upgrade: async () => undefined })
  const { headers } = await fetch(`${listener.address}${path}`, { headers: sent })
  await listener.close()
  return headers
}

it.each([
  ['/', 'an answer'],
  ['/x%00', 'what is refused before anything reads it'],
])('tells browsers on %s (%s) that nothing of it is framed or run', async (path) => {
  const headers = await headersOf(async (_, response) => void response.writeHead(404).end(), path)
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

it('leaves the policy of a page as the page gave it', async () => {
  const headers = await headersOf(async (_, response) => {
    response.setHeader('Content-Security-Policy', "script-src 'nonce-1'")
    response.end()
  })
  expect(headers.get('content-security-policy')).toBe("script-src 'nonce-1'")
})

it.each([
  ['http', 'no', null],
  ['https', 'no', 'max-age=31536000'],
  ['https', 'yes', 'max-age=31536000; includeSubDomains'],
])(
  'over %s with HSTS_SUBDOMAINS=%s sends Strict-Transport-Security %s',
  async (proto, subdomains, expected) => {
    vi.stubEnv('HSTS_SUBDOMAINS', subdomains)
    const forwarded = { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': proto }
    const headers = await headersOf(async (_, response) => void response.end(), '/', forwarded)
    expect(headers.get('strict-transport-security')).toBe(expected)
  },
)

it('clears what the browser kept when somebody signs out, and at no other time', async () => {
  const cookie = (value: string) => `activation-console.session_token=${value}; Path=/`
  for (const [value, expected] of [
    ['', '"cache", "storage"'],
    ['abc.def', null],
  ] as const) {
    const headers = await headersOf(async (_, response) => {
      response.setHeader('Set-Cookie', [cookie(value)])
      response.end()
    })
    expect(headers.get('clear-site-data')).toBe(expected)
  }
})

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
