import { isIP } from 'node:net'
import { type AddressRange, isWithin, parseRange, unmapped } from '@/lib/server/address-ranges'
import { readEnvironment } from '@/lib/server/environment'

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

const SPECIAL_RANGES = SPECIAL.map(
  ([refusal, ranges]) => [refusal, isWithin(ranges.flatMap((text) => parseRange(text) ?? []))] as const,
)

const isMetadata = isWithin(
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
  const isOpen = isWithin(allowed)
  const isOpenByItself = isWithin(
    allowed.filter(({ bits, family }) => bits === (family === 'ipv4' ? 32 : 128)),
  )
  return (address) => {
    const plain = unmapped(address)
    if (isIP(plain) === 0) return 'notAnAddress'
    if (isOpenByItself(plain)) return undefined
    if (isMetadata(plain)) return 'metadata'
    if (isOpen(plain)) return undefined
    return SPECIAL_RANGES.find(([, isSpecial]) => isSpecial(plain))?.[0]
  }
}

/** The guard that PROBE_ALLOW sets. */
export function environmentGuard(): ProbeGuard {
  return probeGuard(readEnvironment().PROBE_ALLOW)
}
