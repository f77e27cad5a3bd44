/**
 * Is this an address that the Internet can reach? A KMS host at one is a host that hands out volume keys, unless a
 * firewall stands before it (Volume Activation 2.0 article). Private, link-local, loopback, shared and documentation
 * ranges are not (RFC 1918, 3927, 4193, 4291, 5737, 6598, 3849); a text that is no address is not either.
 */
export function isPublicAddress(address: string): boolean {
  const text = address.trim().toLowerCase()
  if (text.includes(':')) return isPublicIpv6(text)
  const parts = text.split('.').map(Number)
  if (parts.length !== 4 || !/^[\d.]+$/.test(text) || parts.some((part) => part > 255)) return false
  return !NOT_PUBLIC.some((range) => range.every((part, place) => isPart(part, parts[place] ?? -1)))
}

type Part = number | readonly [from: number, to: number]

const isPart = (part: Part, value: number) =>
  typeof part === 'number' ? value === part : value >= part[0] && value <= part[1]

const NOT_PUBLIC: readonly (readonly Part[])[] = [
  [0],
  [10],
  [100, [64, 127]],
  [127],
  [169, 254],
  [172, [16, 31]],
  [192, 0, 0],
  [192, 0, 2],
  [192, 168],
  [198, [18, 19]],
  [198, 51, 100],
  [203, 0, 113],
  [[224, 255]],
]

/** Global unicast is 2000::/3; 2001:db8::/32 is for documentation. */
function isPublicIpv6(text: string): boolean {
  const [first = '', second = ''] = text.split(':')
  if (!/^[23][0-9a-f]{3}$/.test(first)) return false
  return !(first === '2001' && second.padStart(4, '0') === '0db8')
}
