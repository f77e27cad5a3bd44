import { TRUSTS, type Trust, type UnitKind } from './network-input'

/** The words of network files: headers, kinds, trusts and yes/no as people write them. */

export type NetworkColumn =
  | 'kind'
  | 'name'
  | 'forest'
  | 'trust'
  | 'zone'
  | 'servers'
  | 'unit'
  | 'untrusted'
  | 'retired'
  | 'note'

/** Compared without case, blanks, hyphens and underscores. */
const HEADERS: Readonly<Record<NetworkColumn, readonly string[]>> = {
  kind: ['kind', 'type', 'object', 'objecttype', 'art', 'typ'],
  name: ['name', 'dnsname', 'fqdn', 'dnsroot', 'domainname'],
  forest: ['forest', 'forestname', 'rootdomain', 'gesamtstruktur'],
  trust: ['trust', 'trusttype', 'trusted', 'vertrauen', 'vertrauensstellung'],
  zone: ['zone', 'dnszone', 'zonename', 'dnszones', 'zones', 'suffix', 'dnssuffix'],
  servers: [
    'servers',
    'server',
    'dnsserver',
    'dnsservers',
    'nameserver',
    'nameservers',
    'ns',
    'masterservers',
  ],
  unit: ['belongsto', 'unit', 'domain', 'workgroup', 'owner', 'gehortzu', 'domane', 'arbeitsgruppe'],
  untrusted: ['untrusted', 'isuntrusted', 'foreign', 'fremd'],
  retired: ['retired', 'isretired', 'retiredat'],
  note: [
    'note',
    'notes',
    'comment',
    'comments',
    'remark',
    'remarks',
    'description',
    'bemerkung',
    'kommentar',
  ],
}

/** The header a person is told to write, in the order of an export. */
export const NETWORK_HEADER: readonly string[] = [
  'kind',
  'name',
  'forest',
  'trust',
  'zone',
  'servers',
  'belongs to',
  'untrusted',
  'retired',
  'note',
]

const KINDS: Readonly<Record<UnitKind | 'zone', readonly string[]>> = {
  forest: ['forest', 'adforest', 'gesamtstruktur'],
  domain: ['domain', 'addomain', 'domane'],
  workgroup: ['workgroup', 'arbeitsgruppe'],
  zone: ['zone', 'dnszone', 'primaryzone', 'primary', 'secondary'],
}

const TRUST_WORDS: Readonly<Record<Trust, readonly string[]>> = {
  own: ['own', 'ours', 'internal', 'eigene', 'eigen'],
  trusted: ['trusted', 'trust', 'twoway', 'bidirectional', 'foresttrust', 'yes', 'true', 'ja', 'vertraut'],
  untrusted: ['untrusted', 'nottrusted', 'none', 'notrust', 'no', 'false', 'nein', 'nichtvertraut'],
}

const YES = ['yes', 'y', 'true', '1', 'x', 'ja', 'untrusted', 'retired']
const NO = ['', 'no', 'n', 'false', '0', 'nein', '-', 'trusted', 'own']

/** 'DNS-Zone' and 'dns zone' alike; umlauts as their plain letter. */
const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]/g, '')

/** Which column a header is; undefined for one that this console does not read. */
export const columnOf = (header: string): NetworkColumn | undefined => keyOf(HEADERS, folded(header))

export const kindOf = (text: string): UnitKind | 'zone' | undefined => keyOf(KINDS, folded(text))

export const trustOf = (text: string): Trust | undefined => keyOf(TRUST_WORDS, folded(text))

/** Undefined when the word says neither; a date in the column for retired zones says yes. */
export function yesOrNo(text: string): boolean | undefined {
  const word = folded(text)
  if (YES.includes(word) || /^\d{4}\d{2}\d{2}/.test(word)) return true
  return NO.includes(word) ? false : undefined
}

export const TRUST_LIST = TRUSTS.join(', ')

function keyOf<Key extends string>(
  table: Readonly<Record<Key, readonly string[]>>,
  word: string,
): Key | undefined {
  return (Object.keys(table) as Key[]).find((key) => table[key].includes(word))
}
