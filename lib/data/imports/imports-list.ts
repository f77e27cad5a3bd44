import { sqlList } from '../lists/sql-list'
import { readRows } from '../rows'
import { IMPORT_COLUMNS, type ImportView } from './imports'

/** How an import stands, as its list is filtered: the SQL twin of statusWord (app/(console)/imports/import-state.ts). */
const STATE = `CASE
  WHEN status IN ('receiving', 'reading') THEN 'reading'
  WHEN status = 'ready' AND ((needs_host_name AND host_name IS NULL) OR (needs_day_order AND day_order IS NULL)
    OR (needs_captures AND captures IS NULL)) THEN 'asks'
  WHEN status = 'ready' AND observations = 0 THEN 'unusable'
  WHEN status = 'done' AND problem IS NOT NULL THEN 'nothing'
  WHEN status = 'failed' AND format_label = 'not recognised' THEN 'unrecognised'
  ELSE status::text END`

const STATE_WORDS: Readonly<Record<string, string>> = {
  reading: 'Being read',
  asks: 'Asks something',
  ready: 'Ready',
  unusable: 'Nothing usable',
  recording: 'Being imported',
  done: 'Imported',
  nothing: 'Nothing in it',
  cancelled: 'Cancelled',
  unrecognised: 'Not recognised',
  failed: 'Failed',
}

const ORIGIN_WORDS: Readonly<Record<string, string>> = {
  upload: 'Uploaded file',
  paste: 'Pasted text',
  'command line': 'Command line',
  api: 'API',
  folder: 'Watched folder',
  sample: 'Sample fleet',
}

const MOST_CHOICES = 200

/** Of a source whose posts are gathered by the hour the newest hour stands for all, unless that source is asked for. */
const shownWhere = (sources: readonly string[]) => (sources.length > 0 ? 'true' : 'is_listed')

const text = (sql: string) => ({ sql, type: 'text' as const })

function stateOf({ status, formatLabel, problem }: ImportView): string {
  if (status === 'failed' && formatLabel === 'not recognised') return 'unrecognised'
  return status === 'done' && problem !== null ? 'nothing' : status
}

/** Imports, as filtered and sorted. */
export const IMPORTS_LIST = sqlList<ImportView>({
  name: 'imports',
  permission: 'import.read',
  select: () => `SELECT ${IMPORT_COLUMNS} FROM import`,
  id: { sql: 'id', type: 'uuid' },
  sorts: {
    file: text('lower(file_name)'),
    format: text(`coalesce(lower(format_label), '')`),
    size: { sql: 'size_bytes', type: 'bigint' },
    by: text('lower(created_by)'),
    at: { sql: 'created_at', type: 'timestamptz' },
  },
  search: `concat_ws(' ', file_name, host_name, format_label)`,
  only: ({ filters }) => shownWhere(filters.source ?? []),
  filters: { state: STATE, origin: 'origin', by: 'created_by', source: 'source' },
  time: 'created_at',
  async choices(_, { filters }) {
    const rows = await readRows<{ word: string; value: string; count: number }>(
      `SELECT CASE WHEN state IS NOT NULL THEN 'state' WHEN origin IS NOT NULL THEN 'origin' WHEN by IS NOT NULL THEN 'by' ELSE 'source' END AS word,
              coalesce(state, origin, by, source) AS value, count(*)::int AS count
         FROM (SELECT ${STATE} AS state, origin, created_by AS by, source FROM import WHERE ${shownWhere(filters.source ?? [])}) shown
        GROUP BY GROUPING SETS (state, origin, by, source) HAVING coalesce(state, origin, by, source) IS NOT NULL ORDER BY 1, 2`,
    )
    const said = (wanted: string, words: Readonly<Record<string, string>> = {}) =>
      rows
        .filter(({ word }) => word === wanted)
        .slice(0, MOST_CHOICES)
        .map(({ value, count }) => ({ value, count, label: words[value] ?? value }))
    return {
      state: said('state', STATE_WORDS),
      origin: said('origin', ORIGIN_WORDS),
      by: said('by'),
      source: said('source').map(({ value, label }) => ({ value, label })),
    }
  },
  columns: [
    { id: 'file', header: 'File', value: ({ fileName }) => fileName },
    { id: 'file', header: 'Machine', value: ({ hostName }) => hostName },
    {
      id: 'state',
      header: 'State',
      value: (view) => STATE_WORDS[stateOf(view)] ?? view.status,
    },
    { id: 'found', header: 'Observations', value: ({ observations }) => observations },
    { id: 'found', header: 'New', value: ({ fresh }) => fresh },
    { id: 'found', header: 'Rejected', value: ({ rejected }) => rejected },
    { id: 'format', header: 'Format', value: ({ formatLabel }) => formatLabel },
    { id: 'size', header: 'Size, bytes', value: ({ sizeBytes }) => Number(sizeBytes) },
    { id: 'by', header: 'By', value: ({ createdBy }) => createdBy },
    { id: 'at', header: 'When', value: ({ createdAt }) => createdAt, kind: 'time' },
  ],
})
