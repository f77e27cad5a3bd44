import { cellSentence } from './cell-sentence'
import type { DnsChange, Repair } from './repair'
import { hadRecords } from './repair'
import { FORMAT_FACTS, type RepairFormat } from './repair-format'
import { adviceWords } from './repair-sentence'

/**
 * Repairs as text to paste or run. Names come from DNS, where anybody may have written anything: what is not a plain
 * name never becomes a command, only a comment that says so.
 */
/** The script for these repairs. Ends with a line end; says so itself when there is nothing to do. */
export function repairScript(repairs: readonly Repair[], format: RepairFormat): string {
  const { comment } = FORMAT_FACTS[format]
  const zones = byZone(repairs)
  const body = zones.flatMap((one) => ['', ...zoneLines(one, format)])
  const head = zones.length > 0 ? HEADS[format] : ['There is no record to add or remove.']
  return `${[...head.map((line) => `${comment} ${line}`.trimEnd()), ...body].join('\n')}\n`
}

const HEADS: Readonly<Record<RepairFormat, string[]>> = {
  nsupdate: [
    'SRV records of KMS hosts: dynamic updates (RFC 2136). Run: nsupdate -v THIS_FILE',
    'With a TSIG key: nsupdate -v -k KEY_FILE THIS_FILE, or here:  key hmac-sha256:KEY_NAME SECRET',
    'Where Windows DNS takes secure updates only: kinit, then nsupdate -g THIS_FILE.',
    'Each zone is changed in one update, and only if it has not changed since the check.',
  ],
  bind: [
    'SRV records of KMS hosts, as lines of zone files. Raise the serial of each zone you change, then: rndc reload ZONE',
  ],
  powershell: [
    'SRV records of KMS hosts in Windows DNS. Run this on a DNS server, or set $server to the name of one.',
    'It needs the DnsServer module (RSAT) and the right to change the zones.',
  ],
}

interface ZoneChanges {
  zone: string
  server: string | undefined
  /** Names of SRV records, and whether each had one. */
  had: Map<string, boolean>
  repairs: { repair: Repair; changes: DnsChange[]; ifGone: DnsChange[] }[]
}

/** Changes by the zone they belong to; an address may belong to another than its cell. */
function byZone(repairs: readonly Repair[]): ZoneChanges[] {
  const zones = new Map<string, ZoneChanges>()
  const done = new Set<string>()
  const isNew = (change: DnsChange) => {
    const key = JSON.stringify(change)
    if (done.has(key)) return false
    done.add(key)
    return true
  }
  for (const repair of repairs) {
    const names = new Set([...repair.changes, ...repair.ifGone].map(({ zone }) => zone))
    for (const name of names) {
      const zone: ZoneChanges = zones.get(name) ?? {
        zone: name,
        server: undefined,
        had: new Map(),
        repairs: [],
      }
      zones.set(name, zone)
      zone.server ??= repair.servers.get(name)
      const changes = repair.changes.filter((change) => change.zone === name).filter(isNew)
      const ifGone = repair.ifGone.filter((change) => change.zone === name)
      noteHad(zone, repair, changes)
      if (changes.length + ifGone.length > 0) zone.repairs.push({ repair, changes, ifGone })
    }
  }
  const changed = [...zones.values()].filter((zone) => zone.repairs.length > 0)
  // nsupdate keeps a server until another is named: zones whose server it finds by itself come before.
  return [...changed.filter(({ server }) => !server), ...changed.filter(({ server }) => server)]
}

function noteHad(zone: ZoneChanges, { cell }: Repair, changes: readonly DnsChange[]): void {
  const had = hadRecords(cell, zone.server)
  if (had === undefined) return
  for (const { type, name } of changes) if (type === 'SRV') zone.had.set(name, had)
}

function zoneLines(zone: ZoneChanges, format: RepairFormat): string[] {
  const { comment } = FORMAT_FACTS[format]
  const lines = zone.repairs.flatMap(({ repair, changes, ifGone }) => [
    `${comment} ${plain(cellSentence(repair.cell))}`,
    ...changes.map((change) => changeLine(change, format)),
    ...(ifGone.length > 0 ? [`${comment} Only if the host is gone permanently:`] : []),
    ...ifGone.map((change) => `${comment} ${changeLine(change, format)}`),
  ])
  const all = zone.repairs.flatMap(({ changes }) => changes)
  const note = noteForOwners(zone).map((line) => `${comment} ${plain(line)}`)
  if (format === 'bind') return [`; zone ${zone.zone}`, ...note, ...lines]
  if (format === 'powershell') return [`# zone ${zone.zone}`, ...note, ...lines]
  // Without a change there is nothing to send, only to read.
  if (all.length === 0) return [`; zone ${zone.zone}`, ...note, ...lines]
  return [...note, ...nsupdateHead(zone), ...lines, 'send']
}

/** What the administrators of an untrusted zone must know to enter the records; nothing for a zone of ours. */
function noteForOwners({ zone, repairs }: ZoneChanges): string[] {
  const writesSrv = ({ changes, ifGone }: ZoneChanges['repairs'][number]) =>
    [...changes, ...ifGone].some(({ type }) => type === 'SRV')
  const all = repairs.filter(writesSrv).map(({ repair }) => repair)
  if (!all.some((repair) => repair.zone.isUntrusted)) return []
  const resolving = all.flatMap(({ advice }) => advice.filter(({ kind }) => kind === 'resolveThere'))
  return [
    `For the administrators of ${zone}: with these records its Windows and Office machines find the KMS hosts.`,
    'The hosts cannot write here: the records must be entered again whenever a host changes.',
    ...new Set(resolving.map((advice) => adviceWords(advice).text)),
  ]
}

function nsupdateHead({ zone, server, had }: ZoneChanges): string[] {
  const prerequisites = [...had].map(([name, has]) => `prereq ${has ? 'yxrrset' : 'nxrrset'} ${name}. IN SRV`)
  return [...(server ? [`server ${serverWords(server)}`] : []), `zone ${zone}.`, ...prerequisites]
}

/** '192.0.2.1 5353' for '192.0.2.1:5353' */
function serverWords(server: string): string {
  const parts = /^\[?([^\]]+?)\]?:(\d+)$/.exec(server)
  if (!parts || (server.split(':').length > 2 && !server.startsWith('['))) return server
  return `${parts[1]} ${parts[2]}`
}

/** Letters, digits, hyphens and underscores between dots: all a host name may be, and nothing a script could trip over. */
const PLAIN_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i
const PLAIN_ADDRESS = /^[0-9a-f.:]+$/i

function changeLine(change: DnsChange, format: RepairFormat): string {
  const value = valueIn(change)
  if (isPlain(change)) return WRITERS[format](change)
  const { comment } = FORMAT_FACTS[format]
  return `${comment} Manually, because the name has unusual characters: ${change.action} ${change.type} ${plain(value)}`
}

/** Nothing in the change can be anything but a name or an address; an empty host is the target '.'. */
function isPlain(change: DnsChange): boolean {
  const value = valueIn(change)
  const isValue = change.type === 'A' || change.type === 'AAAA' ? PLAIN_ADDRESS : PLAIN_NAME
  const isNone = change.type === 'SRV' && value === ''
  return PLAIN_NAME.test(change.zone) && PLAIN_NAME.test(change.name) && (isNone || isValue.test(value))
}

function valueIn(change: DnsChange): string {
  if (change.type === 'SRV') return change.host
  return change.type === 'CNAME' ? change.target : change.address
}

const WRITERS: Readonly<Record<RepairFormat, (change: DnsChange) => string>> = {
  nsupdate: (change) => {
    const verb = change.action === 'add' ? 'add' : 'delete'
    // A deletion names the record whole and has no time to live.
    const ttl = change.action === 'add' ? `${change.ttlSeconds} ` : ''
    return `update ${verb} ${change.name}. ${ttl}IN ${dataOf(change)}`
  },
  bind: (change) => {
    const line = `${change.name}. ${change.ttlSeconds} IN ${dataOf(change)}`
    return change.action === 'add' ? line : `; remove: ${line}`
  },
  powershell: (change) => (change.action === 'add' ? addCommand(change) : removeCommand(change)),
}

function dataOf(change: DnsChange): string {
  if (change.type === 'CNAME') return `CNAME ${change.target}.`
  if (change.type !== 'SRV') return `${change.type} ${change.address}`
  return `SRV ${change.priority} ${change.weight} ${change.port} ${change.host}.`
}

const relativeName = ({ name, zone }: DnsChange) => (name === zone ? '@' : name.slice(0, -zone.length - 1))

function addCommand(change: DnsChange): string {
  const where = `-ZoneName '${change.zone}' -Name '${relativeName(change)}' -TimeToLive 01:00:00`
  if (change.type === 'CNAME')
    return `Add-DnsServerResourceRecordCName ${where} -HostNameAlias '${change.target}'`
  if (change.type !== 'SRV') return addAddressCommand(change.type, change.address, where)
  const { host, port, priority, weight } = change
  return `Add-DnsServerResourceRecord -Srv ${where} -DomainName '${host}' -Port ${port} -Priority ${priority} -Weight ${weight}`
}

const addAddressCommand = (type: 'A' | 'AAAA', address: string, where: string) =>
  type === 'A'
    ? `Add-DnsServerResourceRecordA ${where} -IPv4Address '${address}'`
    : `Add-DnsServerResourceRecordAAAA ${where} -IPv6Address '${address}'`

function removeCommand(change: DnsChange): string {
  if (change.type === 'CNAME') {
    return `Remove-DnsServerResourceRecord -ZoneName '${change.zone}' -Name '${relativeName(change)}' -RRType CName -Force`
  }
  if (change.type !== 'SRV') return `# remove: ${change.name} ${change.type} ${change.address}`
  const { zone, host, port, priority, weight } = change
  return (
    `Get-DnsServerResourceRecord -ZoneName '${zone}' -Name '${relativeName(change)}' -RRType Srv | Where-Object { ` +
    `$_.RecordData.DomainName.TrimEnd('.') -eq '${host}' -and $_.RecordData.Port -eq ${port} -and ` +
    `$_.RecordData.Priority -eq ${priority} -and $_.RecordData.Weight -eq ${weight} } | ` +
    `Remove-DnsServerResourceRecord -ZoneName '${zone}' -Force`
  )
}

/** One line, without what could end a comment. */
const plain = (text: string) => text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?')

/** The address records of a round-robin name in one zone, to add; a CNAME of that name must not be there. */
export function aliasScript(
  name: string,
  { zone, server, changes }: { zone: string; server: string | undefined; changes: readonly DnsChange[] },
  format: RepairFormat,
): string {
  const { comment } = FORMAT_FACTS[format]
  const isPlain = PLAIN_NAME.test(name) && PLAIN_NAME.test(zone)
  if (!isPlain) return `${comment} The name has unusual characters.\n`
  const lines = changes.map((change) => changeLine(change, format))
  const head = [`${comment} ${name}: one address record for each host, so that clients get them in turn.`]
  if (format !== 'nsupdate') return `${[...head, ...lines].join('\n')}\n`
  const where = [...(server ? [`server ${serverWords(server)}`] : []), `zone ${zone}.`]
  return `${[...head, ...where, `prereq nxrrset ${name}. IN CNAME`, ...lines, 'send'].join('\n')}\n`
}
