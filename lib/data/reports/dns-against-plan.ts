import { cellSentence } from '@/lib/activation/discovery/cell-sentence'
import { CELL_WORDS } from '@/lib/activation/discovery/cell-words'
import { matrixCounts } from '@/lib/activation/discovery/discovery-matrix'
import { type MatrixCell, needsWork } from '@/lib/activation/discovery/matrix-cell'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { loadMatrix } from '../discovery/discovery-page'
import type { ReportLoader } from './report-request'

/** R11: where the SRV records of the newest check differ from the registrations. */
export const loadDnsAgainstPlan: ReportLoader = async (reader) => {
  const { matrix, last } = await loadMatrix(reader)
  const { needWork, cells } = matrixCounts(matrix)
  const differing = matrix.rows.flatMap((row) => row.cells).filter(needsWork)
  return {
    answer: last
      ? `${formatCountOf(needWork, 'record')} of ${cells} ${needWork === 1 ? 'differs' : 'differ'} from the plan in ${formatCountOf(matrix.rows.length, 'zone')}.`
      : 'No DNS check has been made yet.',
    tables: [
      {
        title: 'What differs',
        columns: columns('Zone', ['KMS host', 'kmsHost'], 'State', 'Expected', 'Found', 'What it means', [
          'Seen at',
          'time',
        ]),
        rows: differing.map((cell) => [
          { value: cell.zone, href: paths.zone(cell.zone) },
          cell.host,
          CELL_WORDS[cell.state.kind].label,
          expectedIn(cell),
          foundIn(cell),
          cellSentence(cell),
          last?.finishedAt ?? null,
        ]),
        empty: last ? 'Every record is as planned.' : 'No DNS check has been made yet.',
      },
    ],
    notes: [
      'The plan here is what KMS hosts and zones are registered with. R19 is about the plan in force.',
      'As the newest check saw it; what changed in between and changed back is not here.',
    ],
  }
}

const expectedIn = ({ expected }: MatrixCell) =>
  expected ? `port ${expected.port}, priority ${expected.priority}, weight ${expected.weight}` : 'no record'

const foundIn = ({ found }: MatrixCell) =>
  found.length === 0
    ? 'no record'
    : found
        .map(({ port, priority, weight }) => `port ${port}, priority ${priority}, weight ${weight}`)
        .join('; ')
