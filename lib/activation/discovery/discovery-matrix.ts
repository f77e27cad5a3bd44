import { cellNotes } from './cell-notes'
import { cellState } from './cell-state'
import { cleanName } from './discovery'
import type { DnsFindings, TargetFinding, ZoneAnswer } from './dns-findings'
import { type Expected, isQuiet, type MatrixCell, type MatrixHost, needsWork } from './matrix-cell'

export interface MatrixZone {
  name: string
  isUntrusted: boolean
  servers: string[]
}

/** An exception to the rule that every registered host is published in every zone. */
export interface MatrixException {
  zone: string
  host: string
  isExpected: boolean
  priority: number | null
  weight: number | null
}

export interface MatrixInput {
  zones: readonly MatrixZone[]
  hosts: readonly MatrixHost[]
  exceptions: readonly MatrixException[]
  findings: DnsFindings
}

export interface MatrixColumn {
  host: string
  /** unknown: found in a zone, registered by nobody. Retired hosts have a column only where they are still found. */
  standing: 'registered' | 'retired' | 'unknown'
}

export interface DiscoveryMatrix {
  columns: MatrixColumn[]
  /** One row a zone, its cells in the order of the columns. */
  rows: { zone: MatrixZone; cells: MatrixCell[] }[]
}

/**
 * Zones by hosts: what DNS shows against what it should show. Expected is every registered, unretired host in every
 * zone, except where an exception says otherwise; a host that is found and that nobody registered has a column of its
 * own. Names are compared without case and final dot. Source: Volume Activation 2.0 article; RFC 2782 for targets.
 */
export function discoveryMatrix({ zones, hosts, exceptions, findings }: MatrixInput): DiscoveryMatrix {
  const index = indexFindings(findings)
  const names = hostNames(hosts, findings.targets)
  const columns = columnsOf(hosts, findings, names)
  const byName = new Map(hosts.map((host) => [cleanName(host.name), host]))
  const exceptionOf = new Map(exceptions.map((one) => [keyOf(one.zone, one.host), one]))
  const rows = zones.map((zone) => {
    const answers = index.answers.get(cleanName(zone.name)) ?? []
    const cells = columns.map(({ host }) => {
      const registered = byName.get(host)
      const expected = expectedOf(registered, exceptionOf.get(keyOf(zone.name, host)))
      return cellOf({ zone, host, registered, expected, answers, index, names })
    })
    return { zone, cells }
  })
  return { columns, rows }
}

/** '3 of 60': cells that need somebody, of those that are about something. */
export function matrixCounts(matrix: DiscoveryMatrix): { needWork: number; remarks: number; cells: number } {
  const cells = matrix.rows.flatMap((row) => row.cells).filter((cell) => !isQuiet(cell))
  const needWork = cells.filter(needsWork)
  const remarks = cells.filter((cell) => !needsWork(cell) && cell.notes.length > 0)
  return { needWork: needWork.length, remarks: remarks.length, cells: cells.length }
}

interface Index {
  answers: Map<string, ZoneAnswer[]>
  targets: Map<string, TargetFinding>
  findings: DnsFindings
}

interface CellInput {
  zone: MatrixZone
  host: string
  registered: MatrixHost | undefined
  expected: Expected | undefined
  answers: ZoneAnswer[]
  index: Index
  /** From the name in a record to the host it stands for. */
  names: Map<string, string>
}

function cellOf({ zone, host, registered, expected, answers, index, names }: CellInput): MatrixCell {
  const found = foundRecords(answers, host, names)
  const targetNames = new Set(found.map((record) => record.target ?? record.host))
  const targets = [...targetNames].flatMap((name) => index.targets.get(name) ?? [])
  const addresses = new Set(targets.flatMap((one) => (one.kind === 'addresses' ? one.addresses : [])))
  const ports = new Set(found.map(({ port }) => port))
  const knocks = index.findings.knocks.filter((one) => addresses.has(one.address) && ports.has(one.port))
  const evidence = { zone: zone.name, host, found, answers, targets, knocks, ...(expected && { expected }) }
  const having = answers.filter((one) => foundRecords([one], host, names).length > 0)
  const facts = { ...evidence, registered, having }
  return { ...evidence, state: cellState(facts), notes: cellNotes(facts) }
}

function foundRecords(answers: ZoneAnswer[], host: string, names: Map<string, string>) {
  const found = new Map<string, MatrixCell['found'][number]>()
  for (const answer of answers) {
    if (answer.kind !== 'srv') continue
    for (const record of answer.records) {
      const target = cleanName(record.host)
      if (target === '' || (names.get(target) ?? target) !== host) continue
      const key = `${target} ${record.port} ${record.priority} ${record.weight}`
      found.set(key, { ...record, host, ...(target !== host && { target }) })
    }
  }
  return [...found.values()]
}

function expectedOf(
  host: MatrixHost | undefined,
  exception: MatrixException | undefined,
): Expected | undefined {
  if (!host || host.isRetired || exception?.isExpected === false) return undefined
  return {
    port: host.port,
    priority: exception?.priority ?? host.priority,
    weight: exception?.weight ?? host.weight,
  }
}

/** Other names of registered hosts, and CNAMEs that end at one, lead to its column. */
function hostNames(hosts: readonly MatrixHost[], targets: readonly TargetFinding[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const host of hosts) {
    for (const name of [host.name, ...host.otherNames]) names.set(cleanName(name), cleanName(host.name))
  }
  for (const target of targets) {
    const end = names.get(cleanName(target.name))
    if (end !== undefined && !names.has(cleanName(target.host))) names.set(cleanName(target.host), end)
  }
  return names
}

function columnsOf(
  hosts: readonly MatrixHost[],
  { answers }: DnsFindings,
  names: Map<string, string>,
): MatrixColumn[] {
  const records = answers.flatMap((answer) => (answer.kind === 'srv' ? answer.records : []))
  const targets = records.map(({ host }) => cleanName(host)).filter((host) => host !== '')
  const found = new Set(targets.map((host) => names.get(host) ?? host))
  const known = new Set(hosts.map(({ name }) => cleanName(name)))
  const registered = hosts
    .filter(({ name, isRetired }) => !isRetired || found.has(cleanName(name)))
    .map(({ name, isRetired }) => ({
      host: cleanName(name),
      standing: isRetired ? ('retired' as const) : ('registered' as const),
    }))
  const unknown = [...found].filter((host) => !known.has(host)).sort()
  return [
    ...registered.filter(({ standing }) => standing === 'registered'),
    ...registered.filter(({ standing }) => standing === 'retired'),
    ...unknown.map((host) => ({ host, standing: 'unknown' as const })),
  ]
}

function indexFindings(findings: DnsFindings): Index {
  const answers = new Map<string, ZoneAnswer[]>()
  for (const answer of findings.answers) {
    const zone = cleanName(answer.zone)
    answers.set(zone, [...(answers.get(zone) ?? []), answer])
  }
  const targets = new Map(findings.targets.map((target) => [cleanName(target.host), target]))
  return { answers, targets, findings }
}

const keyOf = (zone: string, host: string) => `${cleanName(zone)} ${cleanName(host)}`
