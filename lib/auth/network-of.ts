/** Whoever has an address of IPv6 has all of its /64. */
export function networkOf(client: string): string {
  if (!client.includes(':')) return client
  const [head = '', tail = ''] = client.split('::')
  const left = head.split(':').filter(Boolean)
  const right = client.includes('::') ? tail.split(':').filter(Boolean) : []
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
