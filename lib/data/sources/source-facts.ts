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

/** Which source an import belongs to: a token's or a folder's by its name, a person's by who brought it. */
export const SOURCE_OF_IMPORT = `
  CASE WHEN i.is_sample THEN 'sample' WHEN i.origin = 'api' THEN 'token' WHEN i.origin = 'folder' THEN 'folder' ELSE 'person' END AS kind,
  CASE WHEN i.is_sample THEN 'Sample fleet' ELSE coalesce(i.source, i.created_by) END AS name`

/** Every source that had an import in the last 90 days. */
export function loadSourceImports(now: Date): Promise<SourceImports[]> {
  return readRows<SourceImports>(
    `WITH one AS (
       SELECT ${SOURCE_OF_IMPORT}, i.id, i.created_at, coalesce(i.finished_at, i.created_at) AS heard_at, i.observations, i.rejected,
              i.problem, i.status, i.created_at > $1::timestamptz - interval '7 days' AS is_recent
         FROM import i WHERE i.created_at > $1::timestamptz - interval '90 days'),
     source AS (
       SELECT kind, name, max(heard_at) AS newest_at, (array_agg(id ORDER BY heard_at DESC))[1] AS newest_import_id,
              coalesce((array_agg(created_at ORDER BY created_at DESC)
                FILTER (WHERE created_at > $1::timestamptz - interval '14 days'))[1:50], '{}') AS deliveries,
              count(*) FILTER (WHERE is_recent)::int AS imports,
              coalesce(sum(observations) FILTER (WHERE is_recent), 0)::int AS observations,
              coalesce(sum(rejected) FILTER (WHERE is_recent), 0)::int AS rejected,
              count(*) FILTER (WHERE is_recent AND status = 'failed')::int AS failed,
              count(*) FILTER (WHERE status = 'ready')::int AS waiting,
              (array_agg(id ORDER BY heard_at DESC) FILTER (WHERE is_recent AND rejected > 0))[1] AS rejected_import_id,
              (array_agg(problem ORDER BY heard_at DESC) FILTER (WHERE is_recent AND status = 'failed'))[1] AS problem,
              (array_agg(id ORDER BY heard_at DESC) FILTER (WHERE is_recent AND status = 'failed'))[1] AS failed_import_id,
              (array_agg(id ORDER BY heard_at DESC) FILTER (WHERE status = 'ready'))[1] AS waiting_import_id
         FROM one GROUP BY kind, name)
     SELECT s.*, (SELECT r.reason FROM import_rejection r WHERE r.import_id = s.rejected_import_id
                   ORDER BY r.seq DESC LIMIT 1) AS reason
       FROM source s`,
    [now],
  )
}

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
