import type { FoundForest } from '@/lib/probes/ldap/read-directory'
import type { NetworkLine } from './network-file'
import { dnsName } from './network-input'
import type { ListedUnit, ListedZone } from './plan-networks'

interface Listed {
  units: readonly (Pick<ListedUnit, 'kind' | 'name' | 'trust'> & { isSample: boolean })[]
  zones: readonly Pick<ListedZone, 'name' | 'unit'>[]
}

/**
 * What a directory says, as lines of a list. A person's word stays: trust, note and the owner of a zone are given only
 * for what is not listed yet. The first forest read is the own one, unless another is (that of the sample does not count); then it is taken for untrusted
 * until somebody says otherwise. Names that are no DNS names are left out.
 */
export function forestLines(forest: FoundForest, { units, zones }: Listed): NetworkLine[] {
  if (!isName(forest.name)) return []
  const isListed = (name: string) => units.some((unit) => unit.kind === 'forest' && unit.name === name)
  const isOwn = ({ kind, trust, isSample }: (typeof units)[number]) =>
    kind === 'forest' && trust === 'own' && !isSample
  const newTrust = units.some(isOwn) ? 'untrusted' : 'own'
  const isOwned = (name: string) => zones.some((zone) => zone.name === name && zone.unit !== null)
  const domains = forest.domains.filter(isName)
  const lines = [
    { ...blank('forest', forest.name), trust: isListed(forest.name) ? null : newTrust },
    ...domains.map((name) => ({ ...blank('domain', name), forest: forest.name })),
    ...forest.trusts
      .filter(({ name }) => isName(name) && !isListed(name))
      .map(({ name, trust, note }) => ({ ...blank('forest', name), trust, note })),
    ...forest.zones
      .filter(({ name }) => isName(name))
      .map(({ name, domain }) => ({ ...blank('zone', name), unit: isOwned(name) ? null : ownerOf(domain) })),
  ] as const
  return lines.map((line, at) => ({ ...line, line: at + 1 }))

  function ownerOf(domain: string | null): string {
    return domain !== null && domains.includes(domain) ? domain : forest.name
  }
}

const isName = (text: string) => dnsName.safeParse(text).success

type Blank = Omit<NetworkLine, 'line'>

function blank(kind: NetworkLine['kind'], name: string): Blank {
  return {
    kind,
    name,
    forest: null,
    trust: null,
    zone: null,
    servers: null,
    unit: null,
    isUntrusted: null,
    isRetired: null,
    note: null,
  }
}
