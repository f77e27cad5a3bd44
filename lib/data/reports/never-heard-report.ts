import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { loadNeverHeard } from '../networks/never-heard'
import { KIND_WORD, neverHeardSentence, whatToDo } from '../networks/never-heard-words'
import { sum } from './machines'
import type { ReportLoader } from './report-request'

/** R15: computers of the directories that no import ever named. */
export const loadNeverHeardReport: ReportLoader = async (reader, { now, rows }) => {
  const view = await loadNeverHeard(reader, { show: 'all', limit: Math.min(rows, MOST) }, now)
  const all = sum(Object.values(view.counts), (count) => count)
  return {
    answer: view.computers === 0 ? 'No directory has been read yet.' : neverHeardSentence(view),
    counted: `${formatCountOf(view.computers, 'computer')} of the directories`,
    tables: [
      {
        title: 'Never reported',
        columns: columns(
          ['Machine', 'machine'],
          'Group',
          'System',
          ['Directory', 'machine'],
          ['Last logon', 'time'],
          ['Created', 'time'],
          'What to do',
        ),
        rows: view.rows.map((row) => [
          row.name,
          KIND_WORD[row.kind],
          [row.operatingSystem, row.operatingSystemVersion].filter(Boolean).join(' ') || null,
          row.server,
          row.lastLogonAt,
          row.createdAt,
          whatToDo(row, now),
        ]),
        of: all,
        empty: 'Every computer of the directories has been heard of.',
      },
    ],
    notes: ['The directory itself knows a last logon up to 14 days late.'],
  }
}

const MOST = 1_000_000
