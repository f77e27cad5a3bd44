import { BlockList, isIP } from 'node:net'

export interface AddressRange {
  address: string
  bits: number
  family: 'ipv4' | 'ipv6'
}

/** Where KMS hosts, DNS servers and directories of an organisation are. */
export const DEFAULT_PROBE_ALLOW = '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,fc00::/7'

/** This machine. */
export const LOOPBACK = '127.0.0.0/8,::1/128'

/** '10.0.0.0/8', 'fc00::/7', or one address. Absent when it is none of these. */
export function parseRange(text: string): AddressRange | undefined {
  const [address = '', bits, ...rest] = text.trim().split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || rest.length > 0) return undefined
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const most = version === 4 ? 32 : 128
  if (bits === undefined) return { address, bits: most, family }
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > most) return undefined
  return { address, bits: Number(bits), family }
}

/** Ranges apart by commas or spaces; the second list holds what is none. */
export function parseRanges(text: string): { ranges: AddressRange[]; wrong: string[] } {
  const ranges: AddressRange[] = []
  const wrong: string[] = []
  for (const part of text.split(/[\s,]+/).filter((one) => one !== '')) {
    const range = parseRange(part)
    if (range) ranges.push(range)
    else wrong.push(part)
  }
  return { ranges, wrong }
}

/** Whether an address lies in one of the ranges. */
export function isWithin(ranges: readonly AddressRange[]): (address: string) => boolean {
  const list = new BlockList()
  for (const { address, bits, family } of ranges) list.addSubnet(address, bits, family)
  return (address) => {
    const version = isIP(address)
    return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
  }
}

/** '::ffff:127.0.0.1', in whatever spelling, is 127.0.0.1. Zone indexes ('fe80::1%eth0') do not count. */
export function unmapped(address: string): string {
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
