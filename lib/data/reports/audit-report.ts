import { momentsOf } from '@/lib/activation/report/period'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import type { AuditRow } from '../audit'
import { actionWords, changesOf, subjectName } from '../audit-words'
import { readRows } from '../rows'
import { sum } from './machines'
import type { ReportLoader } from './report-request'

/** Acts on keys, their ledgers and their activations, by how their names begin. */
const OF_KEYS = ['key.%', 'mak.%', 'exchange.%']

interface Counted {
  action: string
  entries: number
  people: number
}

/** R17: who did what with keys, the newest first. */
export const loadAuditReport: ReportLoader = async (_, { period, rows }) => {
  const { since, until } = momentsOf(period)
  const within = [since, until, OF_KEYS]
  const [entries, counts] = await Promise.all([
    readRows<AuditRow>(
      `SELECT id, at, actor_id, actor_name, action, subject_type, subject_id, before, after, reason
         FROM audit_entry WHERE ${WITHIN} ORDER BY id DESC LIMIT $4`,
      [...within, rows],
    ),
    readRows<Counted>(
      `SELECT action, count(*)::int AS entries, count(DISTINCT actor_name)::int AS people
         FROM audit_entry WHERE ${WITHIN} GROUP BY 1 ORDER BY 2 DESC, 1`,
      within,
    ),
  ])
  const all = sum(counts, (one) => one.entries)
  const revealed = sum(counts, ({ action, entries: n }) => (action === 'key.reveal' ? n : 0))
  return {
    answer:
      all === 0
        ? 'Nobody acted on keys, ledgers or offline activation in the period.'
        : `${formatCountOf(all, 'act')} on keys, ledgers and offline activation in the period; full keys were ${revealed === 0 ? 'never shown' : `shown ${formatCountOf(revealed, 'time')}`}.`,
    tables: [
      {
        title: 'Acts',
        columns: columns(
          ['When', 'time'],
          'Who',
          'What',
          ['About', 'words'],
          ['Details', 'words'],
          ['Reason', 'words'],
        ),
        rows: entries.map(({ at, actorName, action, subjectId, before, after, reason }) => [
          at,
          actorName,
          actionWords(action),
          subjectName(before, after) ?? subjectId,
          changesOf(before, after).join('; ') || null,
          reason,
        ]),
        of: all,
        empty: 'Nobody did anything with keys in this period.',
      },
      {
        title: 'By act',
        columns: columns('What', ['Entries', 'count'], ['People', 'count']),
        rows: counts.map(({ action, entries: n, people }) => [actionWords(action), n, people]),
        empty: 'Nobody did anything with keys in this period.',
      },
    ],
  }
}

const WITHIN = 'at >= $1 AND at < $2 AND action LIKE ANY($3)'
