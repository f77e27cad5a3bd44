import { cleanName } from '../discovery/discovery'
import { holdsProductKey, maskProductKeys } from '../product/product-key'
import { hostPlatformOf, isAzureEdition, keyGroupIdOf } from './host-platforms'
import { SEED_HOST_TABLES } from './host-tables'
import type { KeyGroup } from './key-group-table'

/** A host as one line of a pasted list gives it. */
export interface ListedHost {
  name: string
  platform?: string
  keyGroup?: string
  port?: number
  site?: string
  owner?: string
  addresses?: string[]
  spareFor?: string
  note?: string
}

export type ListedLine =
  | { line: number; ok: true; host: ListedHost }
  | { line: number; ok: false; problem: string; text: string }

const COLUMNS: Readonly<Record<string, keyof ListedHost>> = {
  name: 'name',
  host: 'name',
  hostname: 'name',
  'kms host': 'name',
  platform: 'platform',
  os: 'platform',
  'operating system': 'platform',
  'key group': 'keyGroup',
  keygroup: 'keyGroup',
  key: 'keyGroup',
  port: 'port',
  site: 'site',
  location: 'site',
  owner: 'owner',
  contact: 'owner',
  address: 'addresses',
  addresses: 'addresses',
  ip: 'addresses',
  'spare for': 'spareFor',
  spare: 'spareFor',
  note: 'note',
  comment: 'note',
}

const WITHOUT_HEADER: readonly (keyof ListedHost)[] = [
  'name',
  'platform',
  'keyGroup',
  'port',
  'site',
  'owner',
]
const MOST_LINES = 1000
const EXCERPT = 80

/**
 * Reads a pasted list of KMS hosts: comma, semicolon or tab between values, with a header line or without (then name,
 * platform, key group, port, site, owner). Every line that is not empty comes back, as a host or with what is wrong.
 * groups: with entries of ours.
 */
export function readHostList(
  text: string,
  groups: readonly KeyGroup[] = SEED_HOST_TABLES.groups,
): ListedLine[] {
  const lines = text.split(/\r?\n/)
  const filled = lines.flatMap((line, place) => (line.trim() === '' ? [] : [{ line: place + 1, text: line }]))
  const [first] = filled
  if (first === undefined) return []
  const separator = separatorOf(first.text)
  const heads = cellsOf(first.text, separator).map((cell) => COLUMNS[cell.toLowerCase()])
  const isHeader = heads.includes('name')
  const columns = isHeader ? heads : WITHOUT_HEADER
  return filled.slice(isHeader ? 1 : 0, MOST_LINES).map((one) => readLine(one, separator, columns, groups))
}

/** What stands between the values of a line: a tab, a semicolon, else a comma. */
export const separatorOf = (line: string) =>
  ['\t', ';', ','].find((separator) => line.includes(separator)) ?? ','

function readLine(
  { line, text }: { line: number; text: string },
  separator: string,
  columns: readonly (keyof ListedHost | undefined)[],
  groups: readonly KeyGroup[],
): ListedLine {
  const refuse = (problem: string): ListedLine => ({
    line,
    ok: false,
    problem,
    text: maskProductKeys(text).trim().slice(0, EXCERPT),
  })
  if (holdsProductKey(text))
    return refuse('contains a product key: leave it out, keys are added on the Keys page')
  const cells = cellsOf(text, separator)
  const given = new Map(columns.flatMap((column, place) => (column ? [[column, cells[place] ?? '']] : [])))
  const value = (column: keyof ListedHost) => given.get(column)?.trim() || undefined
  const name = hostNameOf(value('name') ?? '')
  if (name === undefined) return refuse(`“${value('name') ?? ''}” is not a machine name`)
  const platform = value('platform')
  const knownPlatform = platform && hostPlatformOf(platform, groups)
  if (platform && isAzureEdition(platform))
    return refuse(`“${platform}” cannot be a KMS host: Azure activates that edition`)
  if (platform && !knownPlatform) return refuse(`“${platform}” cannot be the platform of a KMS host`)
  const keyGroup = value('keyGroup')
  const knownGroup = keyGroup && keyGroupIdOf(keyGroup, groups)
  if (keyGroup && !knownGroup) return refuse(`“${keyGroup}” is not a key group, such as Server 2022`)
  const port = portOf(value('port'))
  if (port === 'wrong') return refuse(`“${value('port')}” is not a port from 1 to 65535`)
  const spareFor = value('spareFor')
  const host: ListedHost = { name }
  if (knownPlatform) host.platform = knownPlatform
  if (knownGroup) host.keyGroup = knownGroup
  if (port !== undefined) host.port = port
  if (spareFor) host.spareFor = hostNameOf(spareFor) ?? spareFor
  for (const column of ['site', 'owner', 'note'] as const) {
    const words = value(column)
    if (words) host[column] = words.slice(0, 500)
  }
  const addresses = value('addresses')
    ?.split(/[\s|/]+/)
    .filter(Boolean)
  if (addresses?.length) host.addresses = addresses
  return { line, ok: true, host }
}

function portOf(text: string | undefined): number | undefined | 'wrong' {
  if (text === undefined) return undefined
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : 'wrong'
}

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/
const LONGEST_NAME = 253

/** The name of a machine in lower case, without the dot at its end; absent for what cannot be one, a product key too. */
export function hostNameOf(text: string): string | undefined {
  const name = cleanName(text)
  if (name === '' || name.length > LONGEST_NAME || holdsProductKey(text)) return undefined
  return name.split('.').every((label) => LABEL.test(label)) ? name : undefined
}

/** Values of one line; quotes hold a separator together, doubled quotes are one. */
export function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let place = 0; place < line.length; place += 1) {
    const character = line[place]
    if (isQuoted && character === '"' && line[place + 1] === '"') {
      cell += '"'
      place += 1
    } else if (character === '"') isQuoted = !isQuoted
    else if (character === separator && !isQuoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += character
  }
  return [...cells, cell.trim()]
}
