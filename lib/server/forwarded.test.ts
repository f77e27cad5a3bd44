import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, it } from 'vitest'
import { isWithin, parseRanges } from './address-ranges'
import { STRANGE_PROXY, settleForwarded } from './forwarded'

const isProxy = isWithin(parseRanges('10.0.0.0/24, fd00::/64').ranges)

/** The headers as they are after a request from this address came in. */
function settled(peer: string, said: IncomingHttpHeaders) {
  const headers: IncomingHttpHeaders = { host: 'console', ...said }
  settleForwarded({ headers, socket: { remoteAddress: peer } }, isProxy)
  return headers
}

const clientOf = (peer: string, forwardedFor?: string) =>
  settled(peer, { 'x-forwarded-for': forwardedFor })['x-forwarded-for']

describe('the client of a request', () => {
  it.each([
    ['whoever connects', '192.0.2.7', undefined, '192.0.2.7'],
    ['whoever connects, whatever it says', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
    ['whom a proxy names', '10.0.0.2', '192.0.2.7', '192.0.2.7'],
    [
      'the hop before the proxies, not what it says itself',
      '10.0.0.2',
      '1.1.1.1, 192.0.2.7, 10.0.0.3',
      '192.0.2.7',
    ],
    ['a proxy that names nobody', '10.0.0.2', undefined, '10.0.0.2'],
    ['the last known hop before nonsense', '10.0.0.2', '192.0.2.7, unknown, 10.0.0.3', '10.0.0.3'],
    ['an address with its port', '10.0.0.2', '192.0.2.7:4711', '192.0.2.7'],
    ['an address of IPv6', 'fd00::1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['an address of IPv4 within IPv6', '::ffff:10.0.0.2', '::ffff:192.0.2.7', '192.0.2.7'],
  ])('is %s', (_what, peer, forwardedFor, expected) => {
    expect(clientOf(peer, forwardedFor)).toBe(expected)
  })
})

describe('protocol and host', () => {
  const said = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'console.corp.example',
    'x-real-ip': '198.51.100.1',
    forwarded: 'for=198.51.100.1;proto=https',
  }

  it('are not believed from a stranger ("X-Forwarded-* is believed from anyone")', () => {
    expect(settled('192.0.2.7', { ...said, 'x-forwarded-for': '10.0.0.2' })).toEqual({
      host: 'console',
      'x-forwarded-for': '192.0.2.7',
      // Whoever connects speaks for somebody else: nothing is open to it because of its own address.
      [STRANGE_PROXY]: '1',
    })
    expect(settled('192.0.2.7', {})).not.toHaveProperty(STRANGE_PROXY)
    expect(settled('10.0.0.2', { ...said, [STRANGE_PROXY]: '1' })).not.toHaveProperty(STRANGE_PROXY)
  })

  it('are believed from a proxy', () => {
    expect(settled('10.0.0.2', { ...said, 'x-forwarded-for': '192.0.2.7' })).toEqual({
      host: 'console',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'console.corp.example',
    })
  })

  it('are those of the outermost proxy of ours, not what the client put before', () => {
    const headers = settled('10.0.0.2', {
      'x-forwarded-for': '192.0.2.7, 10.0.0.3',
      'x-forwarded-proto': 'http, https, http',
    })
    expect(headers['x-forwarded-proto']).toBe('https')
  })
})
