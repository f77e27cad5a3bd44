import type { NetworksView, NetworkUnit } from '@/lib/data/networks/networks-page'
import { formatCountOf } from '@/lib/format/counts'

export const KIND_WORD = { forest: 'Forest', domain: 'Domain', workgroup: 'Workgroup' } as const

/** Of a forest, seen from the one the KMS hosts are in. */
export const TRUST_WORD = { own: 'Own', trusted: 'Trusted', untrusted: 'Untrusted' } as const

export const TRUST_HINT = {
  own: 'The KMS hosts are in this forest: they can publish themselves in its zones.',
  trusted: 'Trusts the forest of the KMS hosts; they can be given the right to write in its zones.',
  untrusted: 'The KMS hosts may not write here; its own administrators enter the records.',
} as const

export const ORIGIN_WORD: Readonly<Record<string, string>> = {
  typed: 'typed in',
  file: 'from a list',
  directory: 'read from the directory',
  fleet: 'from the names of clients',
  sample: 'sample',
}

/** '2 forests with 3 domains and 1 workgroup; clients search in 5 DNS zones.' */
export function networksSentence({ units, zones, proposals }: NetworksView): string {
  const active = units.filter(({ retiredAt }) => !retiredAt)
  const count = (kind: NetworkUnit['kind']) => active.filter((unit) => unit.kind === kind).length
  const forests = [
    count('forest') > 0 && formatCountOf(count('forest'), 'forest'),
    count('domain') > 0 && formatCountOf(count('domain'), 'domain'),
    count('workgroup') > 0 && formatCountOf(count('workgroup'), 'workgroup'),
  ]
  const places = listOf(forests.filter((part) => part !== false))
  const checked = zones.filter(({ retiredAt }) => !retiredAt).length
  const searched = `KMS hosts are looked for in ${formatCountOf(checked, 'DNS zone')}`
  const sentence = places ? `${places}; ${searched}.` : `${searched}.`
  const missing = proposals.length
  if (missing === 0) return sentence
  return `${sentence} ${missing === 1 ? 'One zone that clients seem to use is' : `${missing} zones that clients seem to use are`} not listed.`
}

function listOf(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
