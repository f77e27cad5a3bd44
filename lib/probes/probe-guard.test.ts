import { describe, expect, it } from 'vitest'
import { DEFAULT_PROBE_ALLOW, parseRanges } from '@/lib/server/address-ranges'
import { askDns } from './ask-dns'
import { knock } from './knock'
import { probeGuard } from './probe-guard'

const guardOf = (text: string) => probeGuard(parseRanges(text).ranges)

describe('which addresses may be asked', () => {
  const guard = guardOf(DEFAULT_PROBE_ALLOW)

  it.each([
    '10.1.2.3',
    '172.31.0.9',
    '192.168.1.1',
    '100.64.0.1',
    'fd12::5',
    '192.0.2.7',
    '2001:db8::1',
    '8.8.8.8',
  ])('%s by default', (address) => expect(guard(address)).toBeUndefined())

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.9.9.9', 'loopback'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['0:0:0:0:0:ffff:127.0.0.1', 'loopback'],
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['169.254.169.254', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['169.254.1.1', 'linkLocal'],
    ['fe80::1', 'linkLocal'],
    ['fe80::1%eth0', 'linkLocal'],
    ['224.0.0.251', 'multicast'],
    ['ff02::fb', 'multicast'],
    ['255.255.255.255', 'reserved'],
    ['64:ff9b::7f00:1', 'reserved'],
    ['kms01.example.net', 'notAnAddress'],
    ['127.1', 'notAnAddress'],
    ['0x7f.0.0.1', 'notAnAddress'],
  ])('%s never: %s', (address, refusal) => expect(guard(address)).toBe(refusal))

  it('is as narrow as PROBE_ALLOW says', () => {
    const narrow = guardOf('10.20.0.0/16 127.0.0.5')
    expect(narrow('10.20.1.1')).toBeUndefined()
    expect(narrow('127.0.0.5')).toBeUndefined()
    expect(narrow('127.0.0.6')).toBe('loopback')
    expect(narrow('10.21.1.1')).toBe('private')
  })

  it('names what is no range', () => {
    expect(parseRanges('10.0.0.0/8, 10.0.0.0/33,kms01,::1/129,fe80::1%eth0').wrong).toEqual([
      '10.0.0.0/33',
      'kms01',
      '::1/129',
      'fe80::1%eth0',
    ])
  })
})

describe('a refused address', () => {
  const guard = guardOf(DEFAULT_PROBE_ALLOW)

  it('is not asked by DNS', async () => {
    const answer = await askDns({ name: 'example.net', type: 'A' }, ['127.0.0.1:5353'], { guard })
    expect(answer).toMatchObject({ kind: 'unreachable', code: 'notAllowed: loopback' })
  })

  it('is not knocked at', async () => {
    expect(await knock('169.254.169.254', 80, { guard })).toMatchObject({ code: 'notAllowed: metadata' })
    expect(await knock('kms01.example.net', 1688, { guard })).toEqual({ kind: 'noAddress' })
  })
})
