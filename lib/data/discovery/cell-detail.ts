import {
  cellSentence,
  failureSentence,
  knockSentence,
  noteSentence,
} from '@/lib/activation/discovery/cell-sentence'
import { cleanName, type PublishList, publishList } from '@/lib/activation/discovery/discovery'
import type { TargetFinding, ZoneAnswer } from '@/lib/activation/discovery/dns-findings'
import {
  type CellKind,
  type Expected,
  type MatrixCell,
  needsWork,
} from '@/lib/activation/discovery/matrix-cell'
import { type Repair, type RepairContext, repairOf } from '@/lib/activation/discovery/repair'
import { REPAIR_FORMATS, type RepairFormat } from '@/lib/activation/discovery/repair-format'
import { repairScript } from '@/lib/activation/discovery/repair-script'
import { adviceWords } from '@/lib/activation/discovery/repair-sentence'
import { zoneStandings } from '@/lib/activation/discovery/zone-standing'
import { sayList } from '@/lib/activation/words/say-amounts'
import type { DataReader } from '../permission'
import { plain } from '../plain'
import { readPrisma } from '../prisma'
import { loadMatrix, type MatrixWithCheck } from './discovery-page'

/** One thing that was asked, and what it said. Times are ISO 8601 UTC. */
export interface EvidenceRow {
  who: string
  words: string
  at: string
}

/** A cell opened: the answer, the evidence, the repair. */
export interface CellDetail {
  zone: string
  host: string
  kind: CellKind
  needsWork: boolean
  sentence: string
  notes: string[]
  expected: Expected | null
  /** When the record was seen first and last in this zone; null when it never was. */
  seen: { firstAt: string; lastAt: string } | null
  answers: EvidenceRow[]
  targets: EvidenceRow[]
  knocks: EvidenceRow[]
  repair: {
    advice: { text: string; command?: string }[]
    scripts: Record<RepairFormat, string> | null
  } | null
  publishList: PublishListView | null
}

/** What makes the host publish itself in all its zones. */
export interface PublishListView extends PublishList {
  /** 'Windows Server 2022'; null when the registration does not say. */
  platform: string | null
  command: string
}

/** One cell with its evidence; undefined when the matrix has none of these names. Throws NotPermitted. */
export async function loadCell(
  reader: DataReader,
  { zone, host }: { zone: string; host: string },
): Promise<CellDetail | undefined> {
  const known = await loadMatrix(reader)
  const { matrix } = known
  const row = matrix.rows.find((one) => one.zone.name === cleanName(zone))
  const cell = row?.cells.find((one) => one.host === cleanName(host))
  if (!row || !cell) return undefined
  const context = repairContext(known)
  const repair = repairOf(cell, row.zone, context)
  return {
    ...answerOf(cell),
    ...evidenceOf(cell),
    seen: await seenOf(cell),
    repair: repair ? repairView(repair) : null,
    publishList: publishListOf(cell, known, row.zone.isUntrusted),
  }
}

/** What repairs refer to. */
export function repairContext({
  matrix,
  registered,
}: Pick<MatrixWithCheck, 'matrix' | 'registered'>): RepairContext {
  return {
    hosts: new Map(registered.map((host) => [cleanName(host.name), host])),
    zones: matrix.rows.map(({ zone }) => zone),
    standings: zoneStandings(matrix),
  }
}

async function seenOf({ zone, host, found }: MatrixCell): Promise<CellDetail['seen']> {
  const names = [host, ...found.flatMap(({ target }) => target ?? [])]
  const seen = plain(
    await readPrisma().kmsHostSighting.aggregate({
      where: { source: 'srv', seenIn: zone, host: { in: names } },
      _min: { firstAt: true },
      _max: { lastAt: true },
    }),
  )
  const { firstAt } = seen._min
  const { lastAt } = seen._max
  return firstAt && lastAt ? { firstAt, lastAt } : null
}

function answerOf(cell: MatrixCell) {
  return {
    zone: cell.zone,
    host: cell.host,
    kind: cell.state.kind,
    needsWork: needsWork(cell),
    sentence: cellSentence(cell),
    notes: cell.notes.map(noteSentence),
    expected: cell.expected ?? null,
  }
}

function evidenceOf(cell: MatrixCell) {
  return {
    answers: cell.answers.map((answer) => ({
      who: answer.server || 'No server',
      words: answerWords(answer, cell),
      at: answer.at,
    })),
    targets: cell.targets.map((target) => ({
      who: target.server || 'No server',
      words: targetWords(target),
      at: target.at,
    })),
    knocks: cell.knocks.map(({ address, port, at, knock }) => ({
      who: address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
      words: knockSentence(knock),
      at,
    })),
  }
}

function answerWords(answer: ZoneAnswer, { host, found }: MatrixCell): string {
  const how = ` (${answer.protocol.toUpperCase()}, ${answer.ms} ms)`
  if (answer.kind === 'failed') return failureSentence(answer.reason)
  if (answer.kind === 'nothing') {
    return `${answer.why === 'noSuchName' ? 'No such name (NXDOMAIN)' : 'No SRV record'}${how}.`
  }
  const names = new Set([host, ...found.flatMap(({ target }) => target ?? [])])
  const own = answer.records.filter((record) => names.has(cleanName(record.host)))
  if (own.length > 0) {
    const words = own.map((one) => `${one.priority} ${one.weight} ${one.port} ${one.host}`)
    return `SRV ${words.join('; ')}${how}.`
  }
  const others = answer.records.map((record) => record.host || 'none: a record says so')
  return `Only ${sayList([...new Set(others)])}${how}.`
}

function targetWords(target: TargetFinding): string {
  const way = target.aliases.length > 0 ? `, by CNAME ${target.name}` : ''
  if (target.kind === 'addresses') return `${target.host}${way}: ${sayList(target.addresses)}.`
  if (target.kind === 'noAddress') {
    const why =
      target.why === 'noSuchName' ? 'no such name (NXDOMAIN)' : 'the name has no A and no AAAA record'
    return `${target.host}${way}: ${why}.`
  }
  return `${target.host}: ${failureSentence(target.reason)}`
}

function repairView(repair: Repair): CellDetail['repair'] {
  const hasLines = repair.changes.length + repair.ifGone.length > 0
  return {
    advice: repair.advice.map(adviceWords),
    scripts: hasLines ? scriptsOf([repair]) : null,
  }
}

function scriptsOf(repairs: Repair[]): Record<RepairFormat, string> {
  const entries = REPAIR_FORMATS.map((format) => [format, repairScript(repairs, format)])
  return Object.fromEntries(entries)
}

const DEFAULT_PLATFORM = 'Windows Server 2022'

/** For a record that the host should make by itself, in a zone that is not its own. */
function publishListOf(
  cell: MatrixCell,
  { matrix, registered }: MatrixWithCheck,
  isUntrusted: boolean,
): PublishListView | null {
  const isMissing = cell.state.kind === 'missing' && cell.found.length === 0
  if (isUntrusted || !cell.expected || !isMissing || isOwnZone(cell)) return null
  const zones = matrix.rows.flatMap(({ zone, cells }) => {
    const own = cells.find(({ host }) => host === cell.host)
    if (!own?.expected || zone.isUntrusted || isOwnZone(own)) return []
    const { priority, weight } = own.expected
    return [{ zone: zone.name, ...((priority > 0 || weight > 0) && { priority, weight }) }]
  })
  const platform = registered.find(({ name }) => cleanName(name) === cell.host)?.platform ?? null
  const list = publishList(zones, platform ?? DEFAULT_PLATFORM)
  const data = list.lines.join('\\0')
  return {
    ...list,
    platform,
    command: `reg add "${list.key}" /v ${list.value} /t ${list.type} /d "${data}" /f`,
  }
}

const isOwnZone = ({ host, zone }: MatrixCell) => host.split('.').slice(1).join('.') === zone
