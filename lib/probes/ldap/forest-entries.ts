import type { Entry } from 'ldapts'
import { domainOfDn, textOf } from './directory-entry'

/** Domains, trusts and zones, as their objects in the directory tell them. */

export const CROSS_REF_ATTRIBUTES = [
  'nCName',
  'dnsRoot',
  'nETBIOSName',
  'trustParent',
  'systemFlags',
] as const

export interface FoundDomain {
  name: string
  dn: string
}

/** FLAG_CR_NTDS_DOMAIN of systemFlags: the partition of a domain, not of DNS, schema or configuration. */
const IS_DOMAIN = 0x2

/** The domain of a crossRef object; absent for other partitions. */
export function domainOf(entry: Entry): FoundDomain | undefined {
  const dn = textOf(entry, 'nCName')
  const flags = Number(textOf(entry, 'systemFlags') ?? Number.NaN)
  const isDomain = Number.isInteger(flags)
    ? (flags & IS_DOMAIN) !== 0
    : textOf(entry, 'nETBIOSName') !== undefined
  if (dn === undefined || !isDomain) return undefined
  const name = (textOf(entry, 'dnsRoot') ?? domainOfDn(dn)).toLowerCase().replace(/\.$/, '')
  return name === '' ? undefined : { name, dn }
}

export const TRUST_ATTRIBUTES = ['trustPartner', 'trustDirection', 'trustType', 'trustAttributes'] as const

export interface FoundTrust {
  name: string
  trust: 'trusted' | 'untrusted'
  note: string
}

/** Bits and values of trustedDomain objects. Source: MS-ADTS, trusted domain objects. */
const DIRECTION = { inbound: 1, outbound: 2 } as const
const TYPE_ACTIVE_DIRECTORY = 2
const FOREST_TRANSITIVE = 0x8
const WITHIN_FOREST = 0x20

/**
 * Another forest. It is trusted where it trusts this one (inbound), since only then can the KMS hosts be given rights
 * in its zones. Absent for trusts within the forest and for what is not Active Directory.
 */
export function trustOf(entry: Entry): FoundTrust | undefined {
  const name = textOf(entry, 'trustPartner')?.toLowerCase().replace(/\.$/, '')
  const number = (attribute: string) => Number(textOf(entry, attribute) ?? 0)
  if (!name?.includes('.') || number('trustType') !== TYPE_ACTIVE_DIRECTORY) return undefined
  const attributes = number('trustAttributes')
  if ((attributes & WITHIN_FOREST) !== 0) return undefined
  const direction = number('trustDirection')
  const trust = (direction & DIRECTION.inbound) !== 0 ? 'trusted' : 'untrusted'
  const span = (attributes & FOREST_TRANSITIVE) !== 0 ? 'Forest trust' : 'External trust with one domain'
  return { name, trust, note: `${span}, ${directionWord(direction)}.` }
}

function directionWord(direction: number): string {
  const both = DIRECTION.inbound | DIRECTION.outbound
  if ((direction & both) === both) return 'both ways'
  if ((direction & DIRECTION.inbound) !== 0) return 'one way: it trusts us'
  if ((direction & DIRECTION.outbound) !== 0) return 'one way: we trust it'
  return 'switched off'
}

/** Zones that hold no clients: reverse zones, root hints, trust anchors, the directory's own. */
const NO_CLIENT_ZONE = /(^|\.)(in-addr|ip6)\.arpa$|^\.|^rootdnsservers$|^_|^@/

/** The name of a dnsZone object, when clients can have it as their suffix. */
export function zoneOf(entry: Entry): string | undefined {
  const name = (textOf(entry, 'name') ?? textOf(entry, 'dc'))?.toLowerCase().replace(/\.$/, '')
  return name === undefined || NO_CLIENT_ZONE.test(name) ? undefined : name
}
