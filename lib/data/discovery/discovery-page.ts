import {
  type DiscoveryMatrix,
  discoveryMatrix,
  type MatrixColumn,
  type MatrixInput,
  matrixCounts,
} from '@/lib/activation/discovery/discovery-matrix'
import type { CellKind, MatrixCell } from '@/lib/activation/discovery/matrix-cell'
import { isQuiet, needsWork } from '@/lib/activation/discovery/matrix-cell'
import { type DataReader, mustBeAble } from '../permission'
import { plain } from '../plain'
import { readPrisma } from '../prisma'
import { ASKABLE, UNFINISHED } from './check-store'
import { rowsToFindings } from './findings-rows'
import { loadMatrixHosts, type RegisteredHost } from './matrix-hosts'
import { checkInterval } from './schedule'

/** A check as a person follows it. Times are ISO 8601 UTC. */
export interface CheckRow {
  id: string
  status: 'waiting' | 'running' | 'done' | 'failed'
  askedBy: string
  origin: 'person' | 'schedule' | 'sample'
  createdAt: string
  finishedAt: string | null
  zones: number
  zonesDone: number
  problem: string | null
}

/** A cell as the matrix shows it; the evidence is loaded when it is opened. */
export interface CellRow {
  kind: CellKind
  needsWork: boolean
  isQuiet: boolean
  notes: number
}

export interface DiscoveryView {
  /** The newest check that ended well; absent before the first. */
  last: CheckRow | null
  /** The one under way, or the newest that failed after `last`. */
  newest: CheckRow | null
  intervalMinutes: number | null
  counts: { needWork: number; remarks: number; cells: number }
  columns: MatrixColumn[]
  rows: { zone: string; isUntrusted: boolean; cells: CellRow[] }[]
  /** Registered and in use. */
  hosts: number
  /** Zones that a check would ask about: those of the sample are nobody's. */
  askable: number
}

/** The matrix of the newest check. Throws NotPermitted without `discovery.read`. */
export async function loadDiscovery(reader: DataReader): Promise<DiscoveryView> {
  mustBeAble(reader, 'discovery.read')
  const [{ matrix, last, hosts }, newest, intervalMinutes, askable] = await Promise.all([
    currentMatrix(),
    newestCheck(),
    checkInterval(readPrisma()),
    readPrisma().dnsZone.count({ where: ASKABLE }),
  ])
  return {
    last,
    newest: newest && newest.id !== last?.id ? newest : null,
    intervalMinutes,
    counts: matrixCounts(matrix),
    columns: matrix.columns,
    rows: matrix.rows.map(({ zone, cells }) => ({
      zone: zone.name,
      isUntrusted: zone.isUntrusted,
      cells: cells.map(toCellRow),
    })),
    hosts,
    askable,
  }
}

/** The whole matrix with its evidence. Throws NotPermitted without `discovery.read`. */
export async function loadMatrix(reader: DataReader): Promise<MatrixWithCheck> {
  mustBeAble(reader, 'discovery.read')
  return currentMatrix()
}

export interface MatrixWithCheck {
  matrix: DiscoveryMatrix
  /** every registration, retired ones too */
  registered: RegisteredHost[]
  last: CheckRow | null
  /** Registered and in use. */
  hosts: number
}

async function currentMatrix(): Promise<MatrixWithCheck> {
  const [zones, hosts, exceptions, check] = await Promise.all([
    readPrisma().dnsZone.findMany({
      where: { retiredAt: null },
      orderBy: { name: 'asc' },
      select: { name: true, isUntrusted: true, servers: true },
    }),
    loadMatrixHosts(),
    loadExceptions(),
    lastCheck(),
  ])
  const matrix = discoveryMatrix({ zones, hosts, exceptions, findings: check.findings })
  return { matrix, registered: hosts, last: check.row, hosts: hosts.filter((host) => !host.isRetired).length }
}

async function loadExceptions(): Promise<MatrixInput['exceptions']> {
  const rows = await readPrisma().dnsZoneExpectation.findMany({
    select: {
      isExpected: true,
      priority: true,
      weight: true,
      zone: { select: { name: true } },
      host: { select: { name: true } },
    },
  })
  return rows.map(({ zone, host, ...row }) => ({ ...row, zone: zone.name, host: host.name }))
}

const CHECK_COLUMNS = {
  id: true,
  status: true,
  askedBy: true,
  origin: true,
  createdAt: true,
  finishedAt: true,
  zones: true,
  zonesDone: true,
  problem: true,
} as const

/** The newest real check and the sample's, together: each speaks of its own zones. */
async function lastCheck() {
  const newestOf = (isSample: boolean) =>
    readPrisma().dnsCheck.findFirst({
      where: { status: 'done', isSample },
      orderBy: { createdAt: 'desc' },
      select: { ...CHECK_COLUMNS, answers: true, targets: true, knocks: true },
    })
  const checks = (await Promise.all([newestOf(false), newestOf(true)])).filter((check) => check !== null)
  const findings = checks.map(rowsToFindings)
  const [newest] = checks
  return {
    row: newest ? toCheckRow(newest) : null,
    findings: {
      answers: findings.flatMap(({ answers }) => answers),
      targets: findings.flatMap(({ targets }) => targets),
      knocks: findings.flatMap(({ knocks }) => knocks),
    },
  }
}

async function newestCheck(): Promise<CheckRow | null> {
  const row = await readPrisma().dnsCheck.findFirst({
    where: { status: { in: [...UNFINISHED, 'failed', 'done'] }, isSample: false },
    orderBy: { createdAt: 'desc' },
    select: CHECK_COLUMNS,
  })
  return row && toCheckRow(row)
}

type StoredCheck = Pick<
  Awaited<ReturnType<ReturnType<typeof readPrisma>['dnsCheck']['findFirstOrThrow']>>,
  keyof typeof CHECK_COLUMNS
>

function toCheckRow(stored: StoredCheck): CheckRow {
  const { id, askedBy, createdAt, finishedAt, zones, zonesDone, problem, ...row } = plain(stored)
  return {
    id,
    status: row.status as CheckRow['status'],
    askedBy,
    origin: row.origin as CheckRow['origin'],
    createdAt,
    finishedAt,
    zones,
    zonesDone,
    problem,
  }
}

function toCellRow(cell: MatrixCell): CellRow {
  return {
    kind: cell.state.kind,
    needsWork: needsWork(cell),
    isQuiet: isQuiet(cell),
    notes: cell.notes.length,
  }
}
