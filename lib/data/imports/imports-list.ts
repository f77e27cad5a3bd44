import { sqlList } from '../lists/sql-list'
import { readRows } from '../rows'
import { IMPORT_COLUMNS, type ImportView } from './imports'

/** How an import stands, as its list is filtered: the SQL twin of statusWord (app/(console)/imports/import-state.ts). */
const STATE = `CASE
  WHEN status IN ('receiving', 'reading') THEN 'reading'
  WHEN status = 'ready' AND ((needs_host_name AND host_name IS NULL) OR (needs_day_order AND day_order IS NULL)
    OR (needs_captures AND captures IS NULL)) THEN 'asks'
  WHEN status = 'ready' AND observations = 0 THEN 'unusable'
  WHEN status = 'failed' AND format_label = 'not recognised' THEN 'unrecognised'
  ELSE status::text END`

const STATE_WORDS: Readonly<Record<string, string>> = {
  reading: 'Being read',
  asks: 'Asks something',
  ready: 'Ready',
  unusable: 'Nothing usable',
  recording: 'Being imported',
  done: 'Imported',
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

/** Of a source whose posts are gathered by the hour the newest hour stands for all, unless that source is asked for. */
const shownWhere = (sources: readonly string[]) =>
  sources.length > 0
    ? 'true'
    : 'NOT EXISTS (SELECT FROM import later WHERE later.source = import.source AND later.source_hour > import.source_hour)'

const text = (sql: string) => ({ sql, type: 'text' as const })

/** Imports, as filtered and sorted. */
export const IMPORTS_LIST = sqlList<ImportView>({
  name: 'imports',
  permission: 'import.read',
  select: () => `SELECT ${IMPORT_COLUMNS} FROM import`,
  id: text('id::text'),
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
    const counted = (sql: string) =>
      readRows<{ value: string; count: number }>(
        `SELECT ${sql} AS value, count(*)::int AS count FROM import
          WHERE ${shownWhere(filters.source ?? [])} AND ${sql} IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 200`,
      )
    const [states, origins, people, sources] = await Promise.all([
      counted(STATE),
      counted('origin'),
      counted('created_by'),
      counted('source'),
    ])
    const said = (rows: typeof states, words: Readonly<Record<string, string>>) =>
      rows.map((row) => ({ ...row, label: words[row.value] ?? row.value }))
    return {
      state: said(states, STATE_WORDS),
      origin: said(origins, ORIGIN_WORDS),
      by: said(people, {}),
      source: sources.map(({ value }) => ({ value, label: value })),
    }
  },
  columns: [
    { id: 'file', header: 'File', value: ({ fileName }) => fileName },
    { id: 'file', header: 'Machine', value: ({ hostName }) => hostName },
    {
      id: 'state',
      header: 'State',
      value: (view) =>
        view.status === 'failed' && view.formatLabel === 'not recognised'
          ? 'Not recognised'
          : (STATE_WORDS[view.status] ?? view.status),
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
