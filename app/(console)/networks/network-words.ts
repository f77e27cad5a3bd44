import type { NetworksView, NetworkUnit } from '@/lib/data/networks/networks-page'
import { formatCountOf } from '@/lib/format/counts'

/** Why somebody cannot change anything here. */
export const NO_CHANGE = 'Only a licensing admin can change the networks.'

export const NO_EXPORT = 'Only a manager or a licensing admin can export lists.'

export const KIND_WORD = { forest: 'Forest', domain: 'Domain', workgroup: 'Workgroup' } as const

/** Of a forest, seen from the one the KMS hosts are in. */
export const TRUST_WORD = { own: 'Own', trusted: 'Trusted', untrusted: 'Untrusted' } as const

export const TRUST_HINT = {
  own: 'The KMS hosts are in this forest and can publish themselves in its zones.',
  trusted: 'Trusts the forest of the KMS hosts; they can be given the right to write in its zones.',
  untrusted: 'The KMS hosts cannot write here; its administrators enter the records.',
} as const

/** How an entry came to be listed: 'Added by hand'. */
export const ORIGIN_WORD: Readonly<Record<string, string>> = {
  typed: 'by hand',
  file: 'from a list',
  directory: 'from a directory',
  fleet: 'from the names of clients',
  sample: 'with the sample',
}

/** Who began a reading of a directory: 'by Ada Park', 'on schedule'. */
export function sayStartedBy(startedBy: string): string {
  return STARTED_BY_ITSELF[startedBy] ?? `by ${startedBy}`
}

const STARTED_BY_ITSELF: Readonly<Record<string, string>> = {
  Schedule: 'on schedule',
  Sample: 'as a sample',
}

/** '2 forests, 3 domains and 1 workgroup; clients look for KMS hosts in 5 DNS zones.' */
export function networksSentence({ units, zones, proposals }: NetworksView): string {
  const active = units.filter(({ retiredAt }) => !retiredAt)
  const count = (kind: NetworkUnit['kind']) => active.filter((unit) => unit.kind === kind).length
  const places = [
    count('forest') > 0 && formatCountOf(count('forest'), 'forest'),
    count('domain') > 0 && formatCountOf(count('domain'), 'domain'),
    count('workgroup') > 0 && formatCountOf(count('workgroup'), 'workgroup'),
  ].filter((part) => part !== false)
  const checked = zones.filter(({ retiredAt }) => !retiredAt).length
  const searched = `clients look for KMS hosts in ${formatCountOf(checked, 'DNS zone')}.`
  const sentence = places.length > 0 ? `${listOf(places)}; ${searched}` : `C${searched.slice(1)}`
  if (proposals.length === 0) return sentence
  return `${sentence} ${formatCountOf(proposals.length, 'zone that clients seem to use is', 'zones that clients seem to use are')} not listed.`
}

function listOf(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
