import { cellSentence } from '@/lib/activation/discovery/cell-sentence'
import { CELL_WORDS } from '@/lib/activation/discovery/cell-words'
import { matrixCounts } from '@/lib/activation/discovery/discovery-matrix'
import { type MatrixCell, needsWork } from '@/lib/activation/discovery/matrix-cell'
import { momentsOf, type Period } from '@/lib/activation/report/period'
import { columns, type ReportTable } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { formatDateTime } from '@/lib/format/dates'
import { paths } from '@/lib/format/paths'
import { loadMatrix } from '../discovery/discovery-page'
import { readRows } from '../rows'
import type { ReportLoader } from './report-request'

/** R11: where the SRV records of the newest check differ from the registrations, and which came and went in the period. */
export const loadDnsAgainstPlan: ReportLoader = async (reader, { period }) => {
  const [{ matrix, last }, sightings] = await Promise.all([loadMatrix(reader), readRows<Sighting>(SIGHTINGS)])
  const sighted = new Map(sightings.map((one) => [`${one.zone} ${one.host}`, one]))
  const { needWork, cells } = matrixCounts(matrix)
  const differing = matrix.rows.flatMap((row) => row.cells).filter(needsWork)
  return {
    answer: last
      ? `${formatCountOf(needWork, 'record')} of ${cells} ${needWork === 1 ? 'differs' : 'differ'} from what is registered, in ${formatCountOf(matrix.rows.length, 'zone')}, by the check of ${formatDateTime(new Date(last.finishedAt ?? last.createdAt))}.`
      : 'No DNS check has been made yet.',
    tables: [
      {
        title: 'What differs',
        columns: columns('Zone', ['KMS host', 'kmsHost'], 'State', 'Expected', 'Found', 'What it means', [
          'Since',
          'time',
        ]),
        rows: differing.map((cell) => [
          { value: cell.zone, href: paths.zone(cell.zone) },
          cell.host,
          CELL_WORDS[cell.state.kind].label,
          expectedIn(cell),
          foundIn(cell),
          cellSentence(cell),
          sinceOf(cell, sighted.get(`${cell.zone} ${cell.host}`)),
        ]),
        empty: last ? 'Every record is as registered.' : 'No DNS check has been made yet.',
      },
      changedIn(period, sightings),
    ],
    notes: [
      'The plan here is what KMS hosts and zones are registered with. R19 is about the plan in force.',
      'As the newest check saw it; what changed in between and changed back is not here. A missing record that no check has ever seen has no “Since”.',
      'A record came or went by the check that first saw or first missed it. One that came back has not gone, and a new port, priority or weight is no change of who is there.',
    ],
  }
}

interface Sighting {
  host: string
  zone: string
  firstAt: string
  goneAt: string | null
}

/** Records that a check of the period was the first to see, or to miss. */
function changedIn(period: Period, sightings: readonly Sighting[]): ReportTable {
  const { since, until } = momentsOf(period)
  const isWithin = (at: string | null): at is string =>
    at !== null && at >= since.toISOString() && at < until.toISOString()
  const changes = sightings.flatMap(({ zone, host, firstAt, goneAt }) =>
    [
      { zone, host, at: firstAt, change: 'came' },
      { zone, host, at: goneAt, change: 'went' },
    ].filter(({ at }) => isWithin(at)),
  )
  return {
    title: 'What changed in the period',
    columns: columns('Zone', ['KMS host', 'kmsHost'], 'Its record', ['By the check of', 'time']),
    rows: changes
      .sort(
        (one, other) => String(other.at).localeCompare(String(one.at)) || one.host.localeCompare(other.host),
      )
      .map(({ zone, host, at, change }) => [{ value: zone, href: paths.zone(zone) }, host, change, at]),
    empty: 'No record came or went in the period, as far as checks saw.',
  }
}

const SIGHTINGS = `SELECT host, seen_in AS zone, first_at, gone_at FROM kms_host_sighting WHERE source = 'srv'`

/** Of a record that is there: since it was first seen; of one that is not: since it was seen no more. */
const sinceOf = ({ found }: MatrixCell, sighting: Sighting | undefined): string | null =>
  (found.length > 0 ? sighting?.firstAt : sighting?.goneAt) ?? null

const expectedIn = ({ expected }: MatrixCell) =>
  expected ? `port ${expected.port}, priority ${expected.priority}, weight ${expected.weight}` : 'no record'

const foundIn = ({ found }: MatrixCell) =>
  found.length === 0
    ? 'no record'
    : found
        .map(({ port, priority, weight }) => `port ${port}, priority ${priority}, weight ${weight}`)
        .join('; ')
