import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { isoText } from '../sql-text'

/** A directory as its page shows it; never with its password. Times are ISO 8601 UTC. */
export interface DirectoryView {
  id: string
  server: string
  port: number
  security: 'ldaps' | 'startTls' | 'plain'
  baseDn: string
  bindDn: string
  /** PEM of an own authority; null: those this machine trusts */
  caCertificate: string | null
  createdBy: string
  isSample: boolean
  /** set while it is being read */
  readingSince: string | null
  /** computers known from it and still there */
  computers: number
  /** the newest first */
  reads: DirectoryReadView[]
}

export interface DirectoryReadView {
  id: string
  startedAt: string
  startedBy: string
  finishedAt: string
  isComplete: boolean
  problem: string | null
  problemDetail: string | null
  forests: number
  domains: number
  zones: number
  computers: number
  freshComputers: number
  activationObjects: string[]
  unreadable: string[]
}

const READS_SHOWN = 10

/** All directories with their last readings. Throws NotPermitted without `discovery.read`. */
export async function loadDirectories(reader: DataReader): Promise<DirectoryView[]> {
  mustBeAble(reader, 'discovery.read')
  return readRows<DirectoryView>(DIRECTORIES)
}

const DIRECTORIES = `
  SELECT s.id, s.server, s.port, s.security, s.base_dn, s.bind_dn, s.ca_certificate, s.created_by,
         s.is_sample, s.reading_since,
         (SELECT count(*)::int FROM directory_computer c WHERE c.source_id = s.id AND c.gone_at IS NULL) AS computers,
         (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r."startedAt" DESC), '[]')
            FROM (SELECT id, ${isoText('started_at')} AS "startedAt", started_by AS "startedBy",
                         ${isoText('finished_at')} AS "finishedAt",
                         is_complete AS "isComplete", problem, problem_detail AS "problemDetail", forests, domains,
                         zones, computers, fresh_computers AS "freshComputers",
                         activation_objects AS "activationObjects", unreadable
                    FROM directory_read WHERE source_id = s.id
                   ORDER BY started_at DESC LIMIT ${READS_SHOWN}) r) AS reads
    FROM directory_source s ORDER BY s.server, s.port, s.base_dn`
