import { isIP } from 'node:net'

export interface AddressRange {
  address: string
  bits: number
  family: 'ipv4' | 'ipv6'
}

/** Where KMS hosts, DNS servers and directories of an organisation are. */
export const DEFAULT_PROBE_ALLOW = '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,fc00::/7'

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
