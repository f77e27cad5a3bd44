import { BlockList, isIP } from 'node:net'
import { readEnvironment } from '@/lib/server/environment'
import { type AddressRange, parseRange } from '@/lib/server/probe-ranges'

/** Why an address is not asked. */
export type AddressRefusal =
  | 'notAnAddress'
  | 'unspecified'
  | 'loopback'
  | 'linkLocal'
  | 'metadata'
  | 'multicast'
  | 'reserved'
  | 'private'

/**
 * Addresses that a name could lead to and that nobody in the network should be asked through this server.
 * Only PROBE_ALLOW opens them; private ones are in its default. Source: IANA special-purpose registries; the
 * metadata services of Amazon, Azure and Alibaba as they document them.
 */
const SPECIAL: readonly [AddressRefusal, readonly string[]][] = [
  ['unspecified', ['0.0.0.0/8', '::/128']],
  ['loopback', ['127.0.0.0/8', '::1/128']],
  ['linkLocal', ['169.254.0.0/16', 'fe80::/10']],
  ['multicast', ['224.0.0.0/4', 'ff00::/8']],
  ['reserved', ['240.0.0.0/4', '192.0.0.0/24', '::/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fec0::/10']],
]

const SPECIAL_LISTS = SPECIAL.map(
  ([refusal, ranges]) => [refusal, listOf(ranges.flatMap((text) => parseRange(text) ?? []))] as const,
)

const METADATA = listOf(
  ['169.254.169.254', 'fd00:ec2::254', '168.63.129.16', '100.100.100.200'].flatMap(
    (text) => parseRange(text) ?? [],
  ),
)

/** Says whether an address may be asked. Absent: it may. */
export type ProbeGuard = (address: string) => AddressRefusal | undefined

/**
 * A guard that opens these special ranges and no other; public addresses are open anyway. The metadata service of a
 * cloud hands out secrets and may lie inside a private range: only its own address opens it, never a range.
 */
export function probeGuard(allowed: readonly AddressRange[]): ProbeGuard {
  const open = listOf(allowed)
  const openByItself = listOf(allowed.filter(({ bits, family }) => bits === (family === 'ipv4' ? 32 : 128)))
  return (address) => {
    const plain = unmapped(address)
    const family = isIP(plain)
    if (family === 0) return 'notAnAddress'
    const type = family === 4 ? 'ipv4' : 'ipv6'
    if (openByItself.check(plain, type)) return undefined
    if (METADATA.check(plain, type)) return 'metadata'
    if (open.check(plain, type)) return undefined
    return SPECIAL_LISTS.find(([, list]) => list.check(plain, type))?.[0]
  }
}

/** The guard that PROBE_ALLOW sets. */
export function environmentGuard(): ProbeGuard {
  return probeGuard(readEnvironment().PROBE_ALLOW)
}

/** '::ffff:127.0.0.1', in whatever spelling, is 127.0.0.1. Zone indexes ('fe80::1%eth0') do not count. */
function unmapped(address: string): string {
  const plain = address.split('%')[0] ?? ''
  if (isIP(plain) !== 6) return plain
  const whole = new URL(`http://[${plain}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(whole)
  if (!mapped) return whole
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16BE(Number.parseInt(mapped[1] ?? '0', 16), 0)
  bytes.writeUInt16BE(Number.parseInt(mapped[2] ?? '0', 16), 2)
  return [...bytes].join('.')
}

function listOf(ranges: readonly AddressRange[]): BlockList {
  const list = new BlockList()
  for (const { address, bits, family } of ranges) list.addSubnet(address, bits, family)
  return list
}
