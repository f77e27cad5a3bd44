import type { AuditRow } from './audit'
import { ACTION_AREAS, actionsNamed, actionWords, changesOf, subjectName } from './audit-words'
import { sqlList } from './lists/sql-list'
import { readRows } from './rows'
import { likeAnywhere } from './sql-text'

const MOST_ACTORS = 200

/** From name to name along their index, however many entries each has. */
const ACTORS = `
  WITH RECURSIVE actor AS (
    SELECT min(actor_name) AS name FROM audit_entry
     UNION ALL
    SELECT (SELECT min(a.actor_name) FROM audit_entry a WHERE a.actor_name > actor.name) FROM actor WHERE name IS NOT NULL)
  SELECT name FROM actor WHERE name IS NOT NULL ORDER BY lower(name) LIMIT ${MOST_ACTORS}`

/** The audit log, as filtered and sorted. */
export const AUDIT_LIST = sqlList<AuditRow>({
  name: 'audit',
  permission: 'audit.read',
  select: () =>
    'SELECT id, at, actor_id, actor_name, action, subject_type, subject_id, before, after, reason FROM audit_entry',
  id: { sql: 'id', type: 'bigint' },
  sorts: { at: { sql: 'at', type: 'timestamptz' }, actor: { sql: 'lower(actor_name)', type: 'text' } },
  search: (text, values) => {
    const like = values.add(likeAnywhere(text))
    return `action = ANY(${values.add(actionsNamed(text))})
      OR audit_words(actor_name, action, reason, subject_id, before, after) ILIKE ${like}`
  },
  filters: {
    action: (chosen, values) => {
      const begins = chosen.filter((one) => one.endsWith('.')).map((one) => `${one.replace(/[\\%_]/g, '')}%`)
      return `action = ANY(${values.add(chosen)}) OR action LIKE ANY(${values.add(begins)})`
    },
    actor: 'actor_name',
    subject: (chosen, values) =>
      chosen
        .map((one) => {
          const [type, id] = one.split(/:(.*)/s)
          return `(subject_type = ${values.add(type)} AND subject_id = ${values.add(id ?? '')})`
        })
        .join(' OR '),
  },
  time: 'at',
  async choices(_, { filters }) {
    const actors = await readRows<{ name: string }>(ACTORS)
    const areas = ACTION_AREAS.map(({ action, label }) => ({ value: action, label }))
    const single = (filters.action ?? [])
      .filter((action) => areas.every(({ value }) => value !== action))
      .map((action) => ({ value: action, label: actionWords(action) }))
    return {
      action: [...areas, ...single],
      actor: actors.map(({ name }) => ({ value: name, label: name })),
      subject: await subjectsOf(filters.subject ?? []),
    }
  },
  columns: [
    { id: 'at', header: 'When', value: ({ at }) => at, kind: 'time' },
    { id: 'actor', header: 'Who', value: ({ actorName }) => actorName },
    {
      id: 'action',
      header: 'What',
      value: ({ action, before, after }) =>
        [actionWords(action), subjectName(before, after)].filter(Boolean).join(' '),
    },
    {
      id: 'details',
      header: 'Details',
      value: ({ before, after, reason }) =>
        [...changesOf(before, after), ...(reason ? [`reason: ${reason}`] : [])].join('; '),
    },
  ],
})

/** Subjects by the name their newest entry has. */
function subjectsOf(chosen: readonly string[]) {
  return Promise.all(
    chosen.map(async (value) => {
      const [type, id] = value.split(/:(.*)/s)
      const [entry] = await readRows<Pick<AuditRow, 'before' | 'after'>>(
        'SELECT before, after FROM audit_entry WHERE subject_type = $1 AND subject_id = $2 ORDER BY id DESC LIMIT 1',
        [type, id ?? ''],
      )
      return { value, label: (entry && subjectName(entry.before, entry.after)) ?? 'one subject' }
    }),
  )
}
