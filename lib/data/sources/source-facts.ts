import { readRows } from '../rows'

export type SourceKind = 'token' | 'folder' | 'person' | 'directory' | 'discovery' | 'sample'

/** What the imports of a source say of it. Counts are of the last seven days. */
export interface SourceImports {
  kind: SourceKind
  name: string
  newestAt: string
  newestImportId: string
  /** of the last two weeks, newest first */
  deliveries: string[]
  imports: number
  observations: number
  /** of imports that did not fail as a whole */
  rejected: number
  failed: number
  waiting: number
  /** the newest of each */
  reason: string | null
  rejectedImportId: string | null
  problem: string | null
  failedImportId: string | null
  waitingImportId: string | null
}

/**
 * Which source an import belongs to: a token's or a folder's by its name, a person's by who brought it. Written as in the index
 * import_by_source.
 */
const SOURCE_OF_IMPORT = `
  CASE WHEN i.is_sample THEN 'sample' WHEN i.origin = 'api' THEN 'token' WHEN i.origin = 'folder' THEN 'folder' ELSE 'person' END COLLATE "C" AS kind,
  CASE WHEN i.is_sample THEN 'Sample fleet' ELSE coalesce(i.source, i.created_by) END COLLATE "C" AS name`

/**
 * Every source that had an import in the last 90 days. Sources are found by leaping from one to the next within their index, and only
 * the last week is read whole: a hundred sources that post every hour leave a million imports.
 */
export function loadSourceImports(now: Date): Promise<SourceImports[]> {
  return readRows<SourceImports>(
    `WITH RECURSIVE one AS NOT MATERIALIZED (
       SELECT ${SOURCE_OF_IMPORT}, coalesce(i.finished_at, i.created_at) AS heard_at, i.* FROM import i),
     source AS (
       (SELECT kind, name FROM one ORDER BY kind, name LIMIT 1)
        UNION ALL
       SELECT next.* FROM source s, LATERAL (
         SELECT kind, name FROM one WHERE (kind, name) > (s.kind, s.name) ORDER BY kind, name LIMIT 1) next),
     week AS (
       SELECT kind, name, count(*)::int AS imports, sum(observations)::int AS observations,
              coalesce(sum(rejected) FILTER (WHERE status <> 'failed'), 0)::int AS rejected,
              count(*) FILTER (WHERE status = 'failed')::int AS failed,
              (array_agg(id ORDER BY heard_at DESC) FILTER (WHERE rejected > 0 AND status <> 'failed'))[1] AS rejected_import_id,
              (array_agg(problem ORDER BY heard_at DESC) FILTER (WHERE status = 'failed'))[1] AS problem,
              (array_agg(id ORDER BY heard_at DESC) FILTER (WHERE status = 'failed'))[1] AS failed_import_id
         FROM one WHERE created_at > $1::timestamptz - interval '7 days' GROUP BY kind, name),
     ready AS (
       SELECT kind, name, count(*)::int AS waiting, (array_agg(id ORDER BY heard_at DESC))[1] AS waiting_import_id
         FROM one WHERE status = 'ready' AND created_at > $1::timestamptz - interval '90 days' GROUP BY kind, name)
     SELECT kind, name, newest.heard_at AS newest_at, newest.id AS newest_import_id, deliveries,
            coalesce(imports, 0) AS imports, coalesce(observations, 0) AS observations, coalesce(rejected, 0) AS rejected,
            coalesce(failed, 0) AS failed, coalesce(waiting, 0) AS waiting, rejected_import_id, problem, failed_import_id, waiting_import_id,
            (SELECT r.reason FROM import_rejection r WHERE r.import_id = rejected_import_id ORDER BY r.seq DESC LIMIT 1) AS reason
       FROM source s
      CROSS JOIN LATERAL (${newestOfSource('90 days')} LIMIT 1) newest
      CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(created_at ORDER BY created_at DESC), '{}') AS deliveries
          FROM (${newestOfSource('14 days')} LIMIT 50) lately) lately
       LEFT JOIN week USING (kind, name) LEFT JOIN ready USING (kind, name)`,
    [now],
  )
}

/** Imports of source `s` that began within this time, the last heard first: none was heard before it began. */
const newestOfSource = (time: string) =>
  `SELECT id, created_at, heard_at FROM one
    WHERE (one.kind, one.name) = (s.kind, s.name) AND created_at > $1::timestamptz - interval '${time}'
      AND heard_at > $1::timestamptz - interval '${time}' ORDER BY heard_at DESC`

/** Machines by the source that told their main license last. One pass over all licenses: a page loads it beside the rest. */
export function countSourceMachines(): Promise<{ kind: SourceKind; name: string; machines: number }[]> {
  return readRows(
    `SELECT kind, name, sum(machines)::int AS machines FROM (
       SELECT ${SOURCE_OF_IMPORT}, l.machines
         FROM (SELECT import_id, count(*) AS machines FROM license WHERE is_primary GROUP BY import_id) l
         JOIN import i ON i.id = l.import_id) told
      GROUP BY kind, name`,
  )
}

/** Every token that may send or could until 90 days ago, with when its source sent last, however long ago. */
export function loadSendingTokens(now: Date): Promise<SendingToken[]> {
  return readRows<SendingToken>(
    `SELECT t.name, t.source, t.expires_at, t.revoked_at, t.last_used_at, t.refused_at, t.refused_from,
            (SELECT max(coalesce(finished_at, created_at)) FROM import i WHERE i.source = t.source AND i.origin = 'api') AS newest_at
       FROM api_token t WHERE t.scopes && ARRAY['observations.write', 'files.write']
        AND least(t.expires_at, t.revoked_at) > $1::timestamptz - interval '90 days' ORDER BY t.name`,
    [now],
  )
}

export interface SendingToken {
  name: string
  source: string
  expiresAt: string
  revokedAt: string | null
  lastUsedAt: string | null
  refusedAt: string | null
  refusedFrom: string | null
  newestAt: string | null
}

export interface SourceAgent {
  source: string
  agent: string
  lastAt: string
  posts: number
}

/** The programs that post, by what they call themselves; the newest first. */
export function loadSourceAgents(): Promise<SourceAgent[]> {
  return readRows<SourceAgent>(
    'SELECT source, agent, last_at, posts FROM source_agent ORDER BY source, last_at DESC',
  )
}

export interface WatchedFolderRow {
  folder: string
  source: string
  lookedAt: string
  arriving: number
  refused: number
  problem: string | null
  newestAt: string | null
}

/** Folders that were looked at in the last 30 days. */
export function loadWatchedFolders(now: Date): Promise<WatchedFolderRow[]> {
  return readRows<WatchedFolderRow>(
    `SELECT f.folder, f.source, f.looked_at, f.arriving, f.refused, f.problem,
            (SELECT max(created_at) FROM import i WHERE i.source = f.source AND i.origin = 'folder') AS newest_at
       FROM watched_folder f WHERE f.looked_at > $1::timestamptz - interval '30 days' ORDER BY f.folder`,
    [now],
  )
}

export interface AskedSource {
  kind: 'directory' | 'discovery'
  name: string
  newestAt: string | null
  /** null = only when a person asks */
  everyMinutes: number | null
  isComplete: boolean
  problem: string | null
  machines: number | null
}

/** Directories and DNS: what the console asks by itself. Directories are read every night. */
export function loadAskedSources(): Promise<AskedSource[]> {
  return readRows<AskedSource>(
    `SELECT 'directory' AS kind, s.server AS name, r.finished_at AS newest_at,
            CASE WHEN s.is_sample THEN NULL ELSE 1440 END AS every_minutes,
            coalesce(r.is_complete, true) AS is_complete, r.problem,
            (SELECT count(*)::int FROM directory_computer c WHERE c.source_id = s.id AND c.gone_at IS NULL) AS machines
       FROM directory_source s LEFT JOIN LATERAL (
         SELECT finished_at, is_complete, problem FROM directory_read WHERE source_id = s.id ORDER BY started_at DESC LIMIT 1) r ON true
     UNION ALL
     SELECT 'discovery', 'DNS checks', c.finished_at, (SELECT interval_minutes FROM dns_check_schedule WHERE id = 1),
            c.status <> 'failed', c.problem, NULL
       FROM (SELECT finished_at, status, problem FROM dns_check WHERE NOT is_sample AND status IN ('done', 'failed')
              ORDER BY created_at DESC LIMIT 1) c`,
  )
}
