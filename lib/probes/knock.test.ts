import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { knock } from './knock'
import { probeGuard } from './probe-guard'
import { parseServerAddress, serverText } from './server-address'

const guard = probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }])

describe('a knock at a port', () => {
  it('finds it open, sends nothing, and then closed', async () => {
    let received = 0
    const server = createServer((socket) => socket.on('data', (data) => (received += data.length)))
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    )
    expect(await knock('127.0.0.1', port, { guard })).toMatchObject({ kind: 'open' })
    await new Promise((resolve) => server.close(resolve))
    expect(received).toBe(0)
    expect(await knock('127.0.0.1', port, { guard })).toMatchObject({ kind: 'refused' })
  })

  it('stops when told to', async () => {
    const answer = await knock('192.0.2.1', 1688, { guard, signal: AbortSignal.abort() })
    expect(answer).toMatchObject({ kind: 'unreachable', code: 'outOfTime' })
  })
})

describe('the address of a server', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1:53'],
    ['192.0.2.1:5353', '192.0.2.1:5353'],
    ['2001:db8::1', '[2001:db8::1]:53'],
    ['[2001:db8::1]', '[2001:db8::1]:53'],
    ['[2001:db8::1]:5353', '[2001:db8::1]:5353'],
    [' 192.0.2.1 ', '192.0.2.1:53'],
  ])('%s', (text, expected) => {
    const parsed = parseServerAddress(text)
    expect(parsed && serverText(parsed)).toBe(expected)
  })

  it.each([
    '',
    'ns1.example.net',
    '192.0.2.1:0',
    '192.0.2.1:70000',
    '192.0.2',
    '[192.0.2.1',
    '1.2.3.4:53:53',
  ])('is not %j', (text) => expect(parseServerAddress(text)).toBeUndefined())
})
